import { Injectable } from '@nestjs/common';
import { MenuChangedV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { type Tx, UnitOfWork } from '#libs/messaging';
import { IMPORT_JOB } from '../../domain/imports/job';
import { IMPORT_SETTINGS } from '../../domain/imports/settings';
import { undoingOf } from '../../domain/imports/undo';
import { takeStep } from '../../domain/resource';
import type { Position } from '../../domain/resource-description';
import { areasOfPoints } from '../../storage/areas/areas.store';
import { deleteChunks } from '../../storage/imports/import-chunks.store';
import type { ImportJobEntity } from '../../storage/imports/import-job.entity';
import { lockJob, takeLease, updateJob } from '../../storage/imports/import-jobs.store';
import { forgetOrganizations } from '../../storage/imports/import-organizations.store';
import { changesOf, type ImportChange, insertLefts } from '../../storage/imports/import-rows.store';
import { takePopulationsBack } from '../../storage/imports/populations.store';
import { closeReviewsOfImport } from '../../storage/imports/reviews.store';
import {
  changeResources,
  followVersions,
  lockRegistered,
  recordsBegunBy,
  replaceRecords,
  type SourceRecord,
  touchMenusOf,
} from '../../storage/imports/source-records.store';
import { changedAmong, deleteRecords, deleteUntouched, silenceRecords, unmeet } from '../../storage/imports/undo.store';
import { lockResource, updateResource } from '../../storage/resources.store';
import { finishTasks } from '../../storage/tasks.store';

/** What one turn did: how far it is, how much it gave back and how much it left. */
interface Turn {
  readonly afterKey: string;
  readonly undone: number;
  readonly left: number;
}

/** Steps of an undo; the checkpoint is the step and the last key of it. */
const STEPS = ['populations', 'created', 'changed', 'met'] as const;
type Step = (typeof STEPS)[number];

/**
 * Takes an import back, some of it at a time: what it created is deleted where nobody has touched it, what it changed
 * is as before where nobody has changed it since. The rest is left and listed: a person's word is the later one.
 */
@Injectable()
export class UndoImportCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** True while there is more to do. */
  async execute(importId: string, instance: string, ctx: CallContext): Promise<boolean> {
    const { more } = await this.unit.run(ctx, async (tx) => {
      if (!(await takeLease(tx.db, importId, instance, IMPORT_SETTINGS.leaseSeconds))) return { more: false };
      const job = await lockJob(tx.db, importId);
      if (job.phase !== 'undo') return { more: false };
      const [step, after] = placeOf(job.afterKey);
      const turn = step && (await TURNS[step](tx, job, after, ctx));
      if (!turn) return finish(tx, job, ctx);
      await updateJob(tx.db, job, {
        ...{ afterKey: turn.afterKey, attempts: 0 },
        ...{ undone: job.undone + turn.undone, leftAlone: job.leftAlone + turn.left },
      });
      return { more: true };
    });
    return more;
  }
}

function placeOf(afterKey: string): readonly [Step | undefined, string] {
  if (afterKey === '') return [STEPS[0], ''];
  const step = STEPS.find((each) => afterKey.startsWith(`${each}:`));
  return [step, step ? afterKey.slice(step.length + 1) : ''];
}

const nextStep = (step: Step): Turn => ({
  afterKey: `${STEPS[STEPS.indexOf(step) + 1] ?? 'end'}:`,
  undone: 0,
  left: 0,
});

const TURNS: Readonly<
  Record<Step, (tx: Tx, job: ImportJobEntity, after: string, ctx: CallContext) => Promise<Turn | undefined>>
> = {
  populations: async ({ db }, job, after) => {
    const taken = await takePopulationsBack(db, job.id, { after, limit: IMPORT_SETTINGS.lookRows });
    const last = taken.at(-1);
    if (!last) return nextStep('populations');
    const left = taken.filter(({ undone }) => !undone);
    await insertLefts(
      db,
      job.id,
      left.map(({ areaId }) => ({ areaId, field: null, reason: 'changed_since' as const })),
    );
    const afterKey = `populations:${last.areaId}|${last.asOf}`;
    return { afterKey, undone: taken.length - left.length, left: left.length };
  },

  created: async ({ db, today }, job, after) => {
    const limit = IMPORT_SETTINGS.lookRows;
    const records = await recordsBegunBy(db, job.sourceId, job.id, { after, limit });
    const last = records.at(-1);
    if (!last) return nextStep('created');
    const deleted = new Set(
      await deleteUntouched(
        db,
        records.map(({ resourceId }) => resourceId),
      ),
    );
    const left = records.filter(({ resourceId }) => !deleted.has(resourceId));
    const keysOf = (some: typeof records): readonly string[] => some.map(({ sourceKey }) => sourceKey);
    await deleteRecords(db, job.sourceId, keysOf(records.filter(({ resourceId }) => deleted.has(resourceId))));
    await silenceRecords(db, job.sourceId, keysOf(left), today);
    const ids = left.map(({ resourceId }) => resourceId);
    const changed = await changedAmong(db, ids);
    await insertLefts(
      db,
      job.id,
      ids.map((resourceId) => ({
        ...{ resourceId, field: null },
        reason: changed.has(resourceId) ? ('changed_since' as const) : ('in_use' as const),
      })),
    );
    return { afterKey: `created:${last.sourceKey}`, undone: deleted.size, left: left.length };
  },

  changed: async (tx, job, after, ctx) => {
    const changes = await changesOf(tx.db, job.id, { after, limit: IMPORT_SETTINGS.goneRows });
    const last = changes.at(-1);
    if (!last) return nextStep('changed');
    const left = await takeBack(tx, job, changes, ctx);
    await replaceRecords(
      tx.db,
      job.sourceId,
      changes.map(({ record }) => record as unknown as SourceRecord),
    );
    return { afterKey: `changed:${last.sourceKey}`, undone: changes.length - left, left };
  },

  met: async ({ db }, job) =>
    (await unmeet(db, job, IMPORT_SETTINGS.lookRows)) > 0 ? { afterKey: 'met:', undone: 0, left: 0 } : undefined,
};

/** Gives how many of the resources keep something that somebody changed since. */
async function takeBack(
  tx: Tx,
  job: ImportJobEntity,
  changes: readonly ImportChange[],
  ctx: CallContext,
): Promise<number> {
  const { db } = tx;
  const rows = await lockRegistered(
    db,
    changes.map(({ resourceId }) => resourceId),
  );
  const registered = new Map(rows.map((row) => [row.id, row]));
  const undoings = changes.flatMap((change) => {
    const today = registered.get(change.resourceId);
    return today ? [{ resourceId: change.resourceId, ...undoingOf(change, today) }] : [];
  });
  for (const { resourceId, event } of undoings) {
    if (!event) continue;
    const row = await lockResource(db, resourceId);
    await updateResource(db, row, takeStep(row, { event }, tx.today, ctx.actor));
    await finishTasks(db, resourceId, ['confirm_resource']);
  }
  const changed = undoings.filter((undoing) => Object.keys(undoing.changes).length > 0);
  const areas = await areasOfPoints(
    db,
    changed.map(({ changes: { location } }) => (location as Position | null | undefined) ?? null),
  );
  await changeResources(
    db,
    changed.map((undoing, index) => ({
      ...{ id: undoing.resourceId, changes: undoing.changes },
      ...('location' in undoing.changes && { areaIds: areas[index] ?? [] }),
    })),
  );
  await followVersions(
    db,
    changed.map(({ resourceId }) => resourceId),
  );
  const moved = [...changed, ...undoings.filter(({ event }) => event !== null)].map(({ resourceId }) => resourceId);
  for (const menu of await touchMenusOf(db, moved)) await tx.publish(MenuChangedV1, menu);
  const lefts = undoings.flatMap(({ resourceId, kept }) =>
    kept.map((field) => ({ resourceId, field, reason: 'changed_since' as const })),
  );
  await insertLefts(db, job.id, lefts);
  return undoings.filter(({ kept }) => kept.length > 0).length;
}

async function finish({ db, now }: Tx, job: ImportJobEntity, ctx: CallContext): Promise<{ readonly more: boolean }> {
  await closeReviewsOfImport(db, job.id);
  await forgetOrganizations(db, job.id);
  await deleteChunks(db, job.id);
  const state = IMPORT_JOB.next(job.state, 'finishUndo', ctx.actor);
  await updateJob(db, job, { state, phase: null, afterKey: '', finishedAt: now, attempts: 0 });
  return { more: false };
}
