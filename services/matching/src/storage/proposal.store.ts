import { findRow, insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { isOpenPlace, type MenuFacts, needsName } from '../domain/menu-facts';
import { answerByOf, heldFrom, OPEN_PROPOSAL_STATES, OPTION_STATES } from '../domain/proposal';
import { chooseSession } from './ledger-session.store';
import { extendHold, reserveHold, settleHold } from './ledger.store';
import type { MatchRequestEntity } from './match-request.entity';
import { ProposalEntity } from './proposal.entity';

const THING = 'proposal';
type Change = Partial<Omit<ProposalEntity, 'id' | 'version'>>;

/** What a step of a proposal answers. */
export interface Moved {
  id: string;
  state: string;
  version: number;
  ledgerVersion: number | null;
}

/** A proposal of one menu before anybody was asked. */
export const draftOf = (
  request: MatchRequestEntity,
  menu: MenuFacts,
): Omit<ProposalEntity, 'id' | 'state' | 'version' | 'outOfSystem' | 'distanceConfirmedBy' | 'createdAt'> => ({
  matchRequestId: request.id,
  caseRef: request.caseRef,
  personRef: request.personRef,
  menuId: menu.menuId,
  orgId: menu.orgId,
  openPlace: isOpenPlace(menu),
  nameRequired: needsName(menu),
  party: request.need.party ?? 1,
  session: '',
  holdId: null,
  heldUntil: null,
  answerBy: null,
  inquiry: null,
  withheld: [],
  items: [],
  personWordsNoteRef: null,
  trialAt: null,
  personFeeling: null,
  hostFeeling: null,
  reasonCode: null,
  placementId: null,
});

export const insertProposal = (db: EntityManager, row: ProposalEntity): Promise<void> =>
  insertRow(db, ProposalEntity, row);

export const findProposal = (db: EntityManager, id: string): Promise<ProposalEntity> =>
  findRow(db, ProposalEntity, id, THING);

export const lockProposal = (db: EntityManager, id: string, expectedVersion?: number): Promise<ProposalEntity> =>
  lockRow(db, ProposalEntity, id, THING, expectedVersion);

/** Open proposals of a request, of a person or of a menu, locked in one order. */
export function lockOpenProposals(
  db: EntityManager,
  of: { readonly matchRequestId: string } | { readonly personRef: string } | { readonly menuId: string },
): Promise<ProposalEntity[]> {
  const [[column, id] = ['id', null]] = Object.entries(of);
  return db
    .createQueryBuilder(ProposalEntity, 'row')
    .setLock('pessimistic_write')
    .where(`row.${column} = :id AND row.state IN (:...open)`, { id, open: OPEN_PROPOSAL_STATES })
    .orderBy('row.id')
    .getMany();
}

export async function countOpenProposals(db: EntityManager, matchRequestId: string): Promise<number> {
  const rows = await db.query<readonly { readonly n: number }[]>(
    'SELECT count(*)::int AS n FROM match_proposals WHERE match_request_id = $1 AND state = ANY($2)',
    [matchRequestId, OPEN_PROPOSAL_STATES],
  );
  return rows[0]?.n ?? 0;
}

/** Places that the person sees or can be shown at once: hosts said yes, or anybody may come. */
export async function countOptions(db: EntityManager, matchRequestId: string): Promise<number> {
  const rows = await db.query<readonly { readonly n: number }[]>(
    `SELECT count(*)::int AS n FROM match_proposals
      WHERE match_request_id = $1 AND (state = ANY($2) OR (state = 'DRAFT' AND open_place))`,
    [matchRequestId, OPTION_STATES],
  );
  return rows[0]?.n ?? 0;
}

/** Menus whose host said no to this request. `ofRound`: only since places were proposed that are proposed now. */
export async function declinedByHost(
  db: EntityManager,
  matchRequestId: string,
  { ofRound }: { readonly ofRound: boolean },
): Promise<readonly string[]> {
  const rows = await db.query<readonly { readonly menu_id: string }[]>(
    `SELECT DISTINCT p.menu_id FROM match_proposals p JOIN match_requests r ON r.id = p.match_request_id
      WHERE r.id = $1 AND p.state = 'PROVIDER_DECLINED'
        AND (NOT $2 OR (r.state = 'PROPOSING' AND p.created_at >= date_trunc('milliseconds', r.state_since)))`,
    [matchRequestId, ofRound],
  );
  return rows.map(({ menu_id }) => menu_id);
}

/** Locks the ledgers of proposals in one order, so that two acts on the same places never wait for each other. */
export async function lockLedgersOf(
  db: EntityManager,
  proposals: readonly { readonly menuId: string }[],
): Promise<void> {
  if (proposals.length < 2) return;
  await db.query('SELECT 1 FROM capacity_ledgers WHERE menu_id = ANY($1) ORDER BY menu_id, session FOR UPDATE', [
    proposals.map(({ menuId }) => menuId),
  ]);
}

export async function hasOpenProposal(db: EntityManager, matchRequestId: string, menuId: string): Promise<boolean> {
  const rows = await db.query<readonly unknown[]>(
    'SELECT 1 FROM match_proposals WHERE match_request_id = $1 AND menu_id = $2 AND state = ANY($3)',
    [matchRequestId, menuId, OPEN_PROPOSAL_STATES],
  );
  return rows.length > 0;
}

/** The place of a proposal after a step forward. */
export interface KeptPlace {
  readonly holdId: string | null;
  readonly heldUntil: Date | null;
  readonly session: string;
  readonly ledgerVersion: number | null;
  readonly refusal: string | null;
}

/** Holds the place for longer, from now or from a day ahead; takes one on hold where none is held. Open places are never counted. */
export async function keepPlace(
  db: EntityManager,
  proposal: ProposalEntity,
  { from, ...fresh }: { readonly now: Date; readonly holdId: string; readonly from?: Date },
): Promise<KeptPlace> {
  const { menuId, id: reservationId, party, outOfSystem, openPlace, holdId } = proposal;
  const none = { holdId: null, heldUntil: null, session: proposal.session };
  if (openPlace) return { ...none, ledgerVersion: null, refusal: null };
  const heldUntil = heldFrom(from !== undefined && from > fresh.now ? from : fresh.now);
  const version = holdId === null ? null : await extendHold(db, holdId, heldUntil);
  if (version !== null) return { ...none, holdId, heldUntil, ledgerVersion: version, refusal: null };
  const session = await chooseSession(db, proposal);
  const wish = { menuId, session, reservationId, party, outOfSystem, ...fresh, expiresAt: heldUntil };
  const hold = await reserveHold(db, wish);
  return hold.granted
    ? { holdId: hold.holdId, heldUntil, session, ledgerVersion: hold.version, refusal: null }
    : { ...none, ledgerVersion: hold.version, refusal: hold.reason };
}

/** Moves a locked proposal and starts the time that somebody has for an answer. */
export async function moveProposal(
  db: EntityManager,
  row: ProposalEntity,
  state: string,
  now: Date,
  place: KeptPlace | null,
  change: Change = {},
): Promise<Moved> {
  const held = place === null ? {} : { holdId: place.holdId, heldUntil: place.heldUntil, session: place.session };
  const all = { ...held, ...change, state, answerBy: answerByOf(state, now) };
  const version = await updateRow(db, ProposalEntity, row, all, THING);
  return { id: row.id, state, version, ledgerVersion: place?.ledgerVersion ?? null };
}

/** Ends a locked proposal and gives its place back. */
export async function endProposal(
  db: EntityManager,
  row: ProposalEntity,
  state: string,
  reasonCode: string | null,
  to: 'RELEASED' | 'LAPSED' = 'RELEASED',
): Promise<Moved> {
  const ledgerVersion = row.holdId === null ? null : (await settleHold(db, row.menuId, row.holdId, to)).version;
  const change = { state, reasonCode, heldUntil: null, answerBy: null };
  const version = await updateRow(db, ProposalEntity, row, change, THING);
  return { id: row.id, state, version, ledgerVersion };
}

/** The hold is gone, the proposal stays: a person may take the time they need. */
export async function letHoldLapse(db: EntityManager, row: ProposalEntity): Promise<void> {
  if (row.holdId !== null) await settleHold(db, row.menuId, row.holdId, 'LAPSED');
  await updateRow(db, ProposalEntity, row, { holdId: null, heldUntil: null }, THING);
}

/** Open proposals for which an answer or the hold is overdue. */
export async function overdueProposals(db: EntityManager, now: Date, limit: number): Promise<readonly string[]> {
  const rows = await db.query<readonly { readonly id: string }[]>(
    `SELECT id FROM match_proposals
      WHERE least(answer_by, held_until) <= $1
        AND state NOT IN ('ACCEPTED','PROVIDER_DECLINED','PERSON_DECLINED','EXPIRED','REVOKED')
      ORDER BY least(answer_by, held_until) LIMIT $2`,
    [now, limit],
  );
  return rows.map(({ id }) => id);
}
