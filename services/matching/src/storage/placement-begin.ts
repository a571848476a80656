import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { noPlace } from '../domain/proposal';
import { chooseSession } from './ledger-session.store';
import { confirmHold, takePlace, type Taking } from './ledger.store';
import { insertPlacement } from './placement.store';
import type { ProposalEntity } from './proposal.entity';

/** The hold becomes a place; where it lapsed a free place is taken instead. Open places are not counted. */
export async function takeFor(
  db: EntityManager,
  row: ProposalEntity,
  placementId: string,
  now: Date,
): Promise<{ readonly placeId: string | null; readonly version: number | null }> {
  if (row.openPlace) return { placeId: null, version: null };
  const taking: Taking = { menuId: row.menuId, placementId, placeId: randomUUID(), now };
  const confirmed = row.holdId === null ? null : await confirmHold(db, taking, row.holdId);
  if (confirmed !== null) return { placeId: taking.placeId, version: confirmed.version };
  const { party, outOfSystem } = row;
  const session = await chooseSession(db, row);
  const taken = await takePlace(db, taking, { party, outOfSystem, session });
  if (taken.reason !== null) throw noPlace('proposal', taken.reason, taken.version);
  return { placeId: taking.placeId, version: taken.version };
}

/** The placement that comes of an accepted proposal. */
export function beginPlacement(
  db: EntityManager,
  row: ProposalEntity,
  { placementId, placeId, now }: { readonly placementId: string; readonly placeId: string | null; readonly now: Date },
): Promise<void> {
  return insertPlacement(db, {
    id: placementId,
    state: 'STARTING',
    version: 1,
    proposalId: row.id,
    matchRequestId: row.matchRequestId,
    caseRef: row.caseRef,
    personRef: row.personRef,
    menuId: row.menuId,
    orgId: row.orgId,
    openPlace: row.openPlace,
    outOfSystem: row.outOfSystem,
    party: row.party,
    session: row.session,
    placeId,
    startedOn: null,
    endedOn: null,
    adjustedOn: null,
    advice: null,
    issueSide: null,
    reviewOn: null,
    hostStoppedOn: null,
    endDueOn: null,
    reasonCode: null,
    goal: null,
    nextMatchRequestId: null,
    createdAt: now,
  });
}
