import { randomUUID } from 'node:crypto';
import { type Actor, conflict, notFound } from '#libs/kernel';
import { insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import type { ConferenceTables } from './conference-kinds';
import type { ConferenceItemRow, ConferenceRow, ConferenceSummonsRow } from './conference.rows';

const CONFERENCE = 'conference';
const ITEM = 'conference-item';

/** A step about to be recorded; `detail` holds codes, ids and counts, never words. */
interface Step {
  readonly event: string;
  readonly to: string;
  readonly actor: Actor;
  readonly now: Date;
  readonly detail?: object;
}

interface StepTaken {
  readonly id: string;
  readonly state: string;
  readonly version: number;
}

export async function insertConference(
  db: EntityManager,
  of: ConferenceTables,
  conference: Omit<ConferenceRow, 'number'>,
  { actor, now }: Pick<Step, 'actor' | 'now'>,
): Promise<void> {
  await insertRow(db, of.conferences, conference);
  const { id, version, state } = conference;
  await recordStep(db, of, { id, version, state: '' }, { event: 'plan', to: state, actor, now });
}

/** Another's conference is a missing one: who is not its chair does not learn of it. */
export async function lockAsChair(
  db: EntityManager,
  of: ConferenceTables,
  conferenceId: string,
  actor: Actor,
  expectedVersion?: number,
): Promise<ConferenceRow> {
  const conference = await lockConference(db, of, conferenceId);
  if (conference.chairSub !== actor.sub) throw notFound(CONFERENCE);
  return expectedVersion === undefined ? conference : lockConference(db, of, conferenceId, expectedVersion);
}

export const lockConference = (
  db: EntityManager,
  of: ConferenceTables,
  conferenceId: string,
  expectedVersion?: number,
): Promise<ConferenceRow> => lockRow(db, of.conferences, conferenceId, CONFERENCE, expectedVersion);

/** Cases are proposed while it is planned; later, nobody but the chair learns that it is there. */
export async function lockForAgenda(
  db: EntityManager,
  of: ConferenceTables,
  conferenceId: string,
  actor: Actor,
): Promise<ConferenceRow> {
  const conference = await lockConference(db, of, conferenceId);
  if (conference.state === 'PLANNED') return conference;
  if (conference.chairSub !== actor.sub) throw notFound(CONFERENCE);
  throw conflict('conference.not-now', `The agenda is closed in state ${conference.state}.`);
}

/** Changes a locked conference and writes down what was done. */
export async function takeConferenceStep(
  db: EntityManager,
  of: ConferenceTables,
  conference: ConferenceRow,
  step: Step,
  change: object = {},
): Promise<StepTaken> {
  const version = await updateRow(db, of.conferences, conference, { ...change, state: step.to }, CONFERENCE);
  await recordStep(db, of, { ...conference, version }, step);
  return { id: conference.id, state: step.to, version };
}

async function recordStep(
  db: EntityManager,
  of: ConferenceTables,
  { id, version, state }: Pick<ConferenceRow, 'id' | 'version' | 'state'>,
  { event, to, actor, now, detail = {} }: Step,
): Promise<void> {
  await insertRow(db, of.steps, {
    id: randomUUID(),
    conferenceId: id,
    version,
    event,
    fromState: state,
    toState: to,
    takenBy: actor.sub,
    takenAt: now,
    detail,
  });
}

export function itemsOf(
  db: EntityManager,
  of: ConferenceTables,
  conferenceId: string,
): Promise<readonly ConferenceItemRow[]> {
  return db
    .createQueryBuilder(of.items, 'item')
    .where('item.conferenceId = :conferenceId', { conferenceId })
    .orderBy('item.id')
    .getMany();
}

export async function findItem(
  db: EntityManager,
  of: ConferenceTables,
  conferenceId: string,
  itemId: string,
): Promise<ConferenceItemRow> {
  const item = await db.createQueryBuilder(of.items, 'item').where('item.id = :itemId', { itemId }).getOne();
  if (item?.conferenceId !== conferenceId) throw notFound(ITEM);
  return item;
}

/** Puts an item on the agenda and calls the chair to it; gives its id. */
export async function insertItem<T extends ConferenceItemRow>(
  db: EntityManager,
  of: ConferenceTables,
  { id: conferenceId, chairSub }: ConferenceRow,
  about: Omit<T, 'id' | 'version' | 'conferenceId' | 'state' | 'leftReason' | 'conclusion'>,
): Promise<string> {
  const id = randomUUID();
  const fresh = { id, version: 1, conferenceId, state: 'ON', leftReason: null, conclusion: null } as const;
  await insertRow<ConferenceItemRow>(db, of.items, { ...fresh, ...about });
  await insertSummons(db, of, { conferenceId, itemId: id, sub: chairSub });
  return id;
}

export const changeItem = (
  db: EntityManager,
  of: ConferenceTables,
  item: ConferenceItemRow,
  change: Partial<Omit<ConferenceItemRow, 'id' | 'version'>>,
): Promise<number> => updateRow(db, of.items, item, change, ITEM);

export function summonsOf(
  db: EntityManager,
  of: ConferenceTables,
  conferenceId: string,
): Promise<readonly ConferenceSummonsRow[]> {
  return db
    .createQueryBuilder(of.summons, 'summons')
    .where('summons.conferenceId = :conferenceId', { conferenceId })
    .orderBy('summons.sub')
    .getMany();
}

export const changeSummons = (
  db: EntityManager,
  of: ConferenceTables,
  summons: ConferenceSummonsRow,
  change: Partial<Pick<ConferenceSummonsRow, 'attended' | 'leftOut' | 'reason'>>,
): Promise<number> => updateRow(db, of.summons, summons, change, 'conference-summons');

/** Calls somebody to an item; gives the id of the summons. */
export async function insertSummons(
  db: EntityManager,
  of: ConferenceTables,
  summons: Pick<ConferenceSummonsRow, 'conferenceId' | 'itemId' | 'sub'> & Partial<ConferenceSummonsRow>,
): Promise<string> {
  const id = randomUUID();
  await insertRow(db, of.summons, { id, version: 1, reason: null, attended: null, leftOut: false, ...summons });
  return id;
}
