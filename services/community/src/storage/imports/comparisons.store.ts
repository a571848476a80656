import type { EntityManager } from 'typeorm';
import { extrasOf, saidIn } from '../../domain/imports/described';
import { contradictionsOf } from '../../domain/imports/differences';
import type { Compared } from '../../domain/imports/outcome';
import type { ImportedRecord } from '../../domain/imports/record';
import { areasOfPoints } from '../areas/areas.store';
import { insertChanges } from './import-rows.store';
import { openReviews } from './reviews.store';
import {
  changeResources,
  followVersions,
  type Registered,
  replaceRecords,
  type SourceRecord,
  touchMenusOf,
} from './source-records.store';

type Values = Readonly<Record<string, unknown>>;

/** A row that says something new, and what was decided of it. */
export interface Comparison extends Compared {
  readonly record: ImportedRecord;
  readonly known: SourceRecord;
  readonly today: Values;
  /** Where its resource points to since a merge. */
  readonly head: Registered | undefined;
}

interface Job {
  readonly id: string;
  readonly sourceId: string;
}

/** Keeps what was decided: the register, how to take it back, what the list says from now on, and the questions. */
export async function keepComparisons(
  db: EntityManager,
  job: Job,
  decided: readonly Comparison[],
): Promise<{ readonly reviews: number; readonly menus: Awaited<ReturnType<typeof touchMenusOf>> }> {
  const menus = await changeRegister(db, decided);
  await insertChanges(
    db,
    job.id,
    decided.map(({ known, changes, today }) => ({
      ...{ sourceKey: known.sourceKey, resourceId: known.resourceId, record: { ...known }, after: { ...changes } },
      before: Object.fromEntries(Object.keys(changes).map((field) => [field, today[field] ?? null])),
    })),
  );
  await replaceRecords(
    db,
    job.sourceId,
    decided.map(({ record: { row, rowHash, fields }, known: { sourceKey, resourceId }, described }) => ({
      ...{ sourceKey, resourceId, importId: job.id, row, rowHash, fields: saidIn(described) },
      ...{ extras: extrasOf(fields.extras), goneOn: null },
    })),
  );
  return { menus, reviews: await openReviews(db, questionsOf(job, decided)) };
}

async function changeRegister(db: EntityManager, decided: readonly Comparison[]) {
  const changing = decided.filter(({ changes }) => Object.keys(changes).length > 0);
  const ids = changing.map(({ known }) => known.resourceId);
  const areas = await areasOfPoints(
    db,
    changing.map(({ changes }) => changes.location ?? null),
  );
  await changeResources(
    db,
    changing.map(({ known, changes }, index) => ({
      ...{ id: known.resourceId, changes: { ...changes } },
      ...('location' in changes && { areaIds: areas[index] ?? [] }),
    })),
  );
  await followVersions(db, ids);
  return touchMenusOf(db, ids);
}

function questionsOf(job: Job, decided: readonly Comparison[]) {
  return decided.flatMap(({ known, questions, changes, described, head }) => {
    const about = { sourceId: job.sourceId, sourceKey: known.sourceKey, importId: job.id };
    const ask = (resourceId: string, reason: 'changed_by_hand' | 'sources_disagree', fields: readonly string[]) =>
      fields.map((field) => ({
        ...{ ...about, resourceId, reason, field },
        incoming: (described as unknown as Values)[field],
      }));
    const own = ask(known.resourceId, 'changed_by_hand', questions);
    return head ? [...own, ...ask(head.id, 'sources_disagree', contradictionsOf(head.today, { ...changes }))] : own;
  });
}
