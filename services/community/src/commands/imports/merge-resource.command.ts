import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  type Acted,
  MenuChangedV1,
  type MergeResourceV1,
  type RejectResourceDuplicateV1,
  type UnmergeResourceV1,
} from '#libs/contracts';
import { type CallContext, conflict } from '#libs/kernel';
import { type Tx, UnitOfWork } from '#libs/messaging';
import { contradictionsOf } from '../../domain/imports/differences';
import { lockPair, settlePair, updatePair } from '../../storage/imports/duplicates.store';
import { endMerge, headsOf, insertMerge } from '../../storage/imports/merges.store';
import { closeReviewsBetween, openReviews } from '../../storage/imports/reviews.store';
import { lockRegistered, recordsOfResource } from '../../storage/imports/source-records.store';
import { touchMenus } from '../../storage/menus.store';
import { lockResource } from '../../storage/resources.store';
import { finishAllTasksAt } from '../../storage/tasks.store';

/** Two entries are one place, or are not: a person says so, and may take it back. A merge is a pointer (decision 0010). */
@Injectable()
export class MergeResourceCommand {
  constructor(private readonly unit: UnitOfWork) {}

  merge({ resourceId, intoResourceId }: MergeResourceV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const { db, today } = tx;
      // In one order, so that two who merge the same pair crosswise do not wait for each other.
      for (const id of [resourceId, intoResourceId].sort()) await lockResource(db, id);
      const heads = await headsOf(db, [resourceId, intoResourceId]);
      const into = heads.get(intoResourceId) ?? intoResourceId;
      if (heads.has(resourceId)) throw conflict('resource.merged-already', 'It points to another resource.');
      if (into === resourceId) throw conflict('resource.merged-into-itself', 'They are one place already.');
      const id = randomUUID();
      const by = ctx.actor.sub;
      await insertMerge(db, { id, mergedId: resourceId, intoId: into, by, on: today });
      await settlePair(db, [resourceId, intoResourceId], 'MERGED', { by, on: today });
      await askAboutDifferences(tx, resourceId, into);
      await finishAllTasksAt(db, resourceId);
      await tellOfMenus(tx, resourceId);
      return { id, state: 'MERGED', version: 1 };
    });
  }

  unmerge({ resourceId }: UnmergeResourceV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const { db, today } = tx;
      await lockResource(db, resourceId);
      const merge = await endMerge(db, resourceId, ctx.actor.sub, today);
      if (!merge) throw conflict('resource.not-merged', 'It stands for itself.');
      await settlePair(db, [resourceId, merge.intoId], 'PROPOSED', null);
      await closeReviewsBetween(db, merge.intoId, resourceId);
      await tellOfMenus(tx, resourceId);
      return { id: merge.id, state: 'UNMERGED', version: 2 };
    });
  }

  reject({ duplicateId }: RejectResourceDuplicateV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async ({ db, today }) => {
      const pair = await lockPair(db, duplicateId, ctx.expectedVersion);
      if (pair.state !== 'PROPOSED') throw conflict('duplicate.decided', 'It is decided.');
      const decided = { state: 'REJECTED', decidedBy: ctx.actor.sub, decidedOn: today };
      return { id: pair.id, state: 'REJECTED', version: await updatePair(db, pair, decided) };
    });
  }
}

/** Nobody is led any more to a place that points to another; or again, where it stands for itself. */
async function tellOfMenus(tx: Tx, resourceId: string): Promise<void> {
  for (const menu of await touchMenus(tx.db, resourceId)) await tx.publish(MenuChangedV1, menu);
  tx.wakeReplicas();
}

/** What lists say of the one and the register says otherwise of the other is put side by side. */
async function askAboutDifferences({ db }: Tx, mergedId: string, intoId: string): Promise<void> {
  const [into] = await lockRegistered(db, [intoId]);
  const records = await recordsOfResource(db, mergedId);
  const questions = records.flatMap(({ sourceId, sourceKey, importId, fields }) =>
    contradictionsOf(into?.today ?? {}, fields).map((field) => ({
      ...{ resourceId: intoId, field, reason: 'sources_disagree' as const, incoming: fields[field] },
      ...{ sourceId, sourceKey, importId },
    })),
  );
  await openReviews(db, questions);
}
