import type { Actor } from '#libs/kernel';
import { findRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { isReadable } from './conference-access';
import { type ConferenceTables, MULTILAYERED, SUPPORT } from './conference-kinds';
import type { ConferenceItemRow, ConferenceRow } from './conference.rows';

/** An item about a case, as it stood at a moment. */
export interface ItemThen {
  readonly kind: ConferenceTables['kind'];
  readonly conference: ConferenceRow;
  readonly item: ConferenceItemRow;
  /** Of the conference, then. */
  readonly state: string;
  readonly conclusion: string | null;
  readonly papers: number;
}

interface Asked {
  readonly caseRef: string;
  readonly actor: Actor;
  readonly today: string;
  readonly at: Date;
}

/**
 * Items about a case that were proposed by a moment. Who may read them is looked at today, as at the item itself:
 * whoever was not called learns not even that there was one (L01). One conference after the other, never together.
 */
export async function itemsThen(db: EntityManager, asked: Asked): Promise<readonly ItemThen[]> {
  return [...(await itemsIn(db, SUPPORT, asked)), ...(await itemsIn(db, MULTILAYERED, asked))];
}

async function itemsIn(
  db: EntityManager,
  of: ConferenceTables,
  { caseRef, actor, today, at }: Asked,
): Promise<readonly ItemThen[]> {
  const items = await db
    .createQueryBuilder(of.items, 'item')
    .innerJoin(of.summons, 'summons', 'summons.itemId = item.id AND summons.sub = :sub', { sub: actor.sub })
    .where('item.caseRef = :caseRef AND item.proposedAt <= :at', { caseRef, at })
    .getMany();
  const found: ItemThen[] = [];
  for (const item of items) {
    const conference = await findRow(db, of.conferences, item.conferenceId, 'conference');
    if (!(await isReadable(db, { of, actor, today }, { conference, item }))) continue;
    const steps = await stepsBy(db, of, conference.id, at);
    const concluded = steps.some(({ event }) => event === 'conclude');
    found.push({
      ...{ kind: of.kind, conference, item },
      state: steps.at(-1)?.toState ?? conference.state,
      conclusion: concluded ? item.conclusion : null,
      papers: await papersBy(db, of, item.id, at),
    });
  }
  return found;
}

const stepsBy = (db: EntityManager, of: ConferenceTables, conferenceId: string, at: Date) =>
  db
    .createQueryBuilder(of.steps, 'step')
    .where('step.conferenceId = :conferenceId AND step.takenAt <= :at', { conferenceId, at })
    .orderBy('step.version')
    .getMany();

const papersBy = (db: EntityManager, of: ConferenceTables, itemId: string, at: Date): Promise<number> =>
  db
    .createQueryBuilder(of.papers, 'paper')
    .where('paper.itemId = :itemId AND paper.writtenAt <= :at', { itemId, at })
    .getCount();
