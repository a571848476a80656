import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { MenuChangedV1 } from '#libs/contracts';
import type { Actor, CallContext } from '#libs/kernel';
import { isBroken, type Tx, UnitOfWork } from '#libs/messaging';
import { checkPopulation } from '../../domain/areas/population';
import { describedBy, extrasOf } from '../../domain/imports/described';
import { type Counts, countsOf, refuseUnaccounted } from '../../domain/imports/job';
import { organizationOf, type RowOrganization } from '../../domain/imports/organization-of';
import { compareRow, problemOf } from '../../domain/imports/outcome';
import type { ImportedRecord } from '../../domain/imports/record';
import { IMPORT_SETTINGS } from '../../domain/imports/settings';
import { type Line, type Sorting, sortRows } from '../../domain/imports/sorting';
import { RESOURCE } from '../../domain/resource';
import { areasOfPoints } from '../../storage/areas/areas.store';
import { keepComparisons } from '../../storage/imports/comparisons.store';
import type { ImportJobEntity } from '../../storage/imports/import-job.entity';
import { lockJob, takeLease, updateJob } from '../../storage/imports/import-jobs.store';
import { knownOrganizations, organizationsFor } from '../../storage/imports/import-organizations.store';
import { insertChanges, insertNotedRows } from '../../storage/imports/import-rows.store';
import { headsOf } from '../../storage/imports/merges.store';
import { keepStated } from '../../storage/imports/populations.store';
import { insertResources, type NewResource } from '../../storage/imports/new-resources.store';
import { lockRegistered, markMet, recordsByKey, type SourceRecord } from '../../storage/imports/source-records.store';

/** Rows of a file in their order, and how far the file was read for them. */
export interface RowsToImport {
  readonly importId: string;
  /** Rows of the file before these. */
  readonly after: number;
  readonly records: readonly ImportedRecord[];
  readonly bytesRead: number;
}

type Comparisons = Sorting<SourceRecord>['compared'];

/**
 * Imports the next rows of a file: one transaction holds what they change, what came of each, and the checkpoint. Killed
 * at any point all of it is there or nothing, and whoever goes on begins at the checkpoint.
 */
@Injectable()
export class ImportRowsCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** False where the job is not ours any more or is not where we believed it to be. */
  async execute(rows: RowsToImport, instance: string, ctx: CallContext): Promise<boolean> {
    if (isBroken('EARLY_CHECKPOINT')) return this.brokenInTwo(rows, instance, ctx);
    const { taken } = await this.unit.run(ctx, async (tx) => {
      const job = await jobAt(tx, rows, instance);
      if (!job) return { taken: false };
      const { counts, reviews } = await keepRows(tx, job, rows, ctx.actor);
      await keepCheckpoint(tx, job, rows, counts, reviews);
      return { taken: true };
    });
    return taken;
  }

  /** All rows of the file are done. */
  async finish(importId: string, after: number, instance: string, ctx: CallContext): Promise<boolean> {
    const { taken } = await this.unit.run(ctx, async (tx) => {
      const job = await jobAt(tx, { importId, after }, instance);
      if (!job) return { taken: false };
      refuseUnaccounted(job);
      await updateJob(tx.db, job, { phase: 'gone', rowsDoneAt: tx.now, bytesRead: job.bytes, attempts: 0 });
      return { taken: true };
    });
    return taken;
  }

  /** The checkpoint in a transaction of its own, for the proof that has to notice. */
  private async brokenInTwo(rows: RowsToImport, instance: string, ctx: CallContext): Promise<boolean> {
    const { job } = await this.unit.run(ctx, async (tx) => {
      const found = await jobAt(tx, rows, instance);
      if (found) await keepCheckpoint(tx, found, rows, { ...countsOf([]), created: rows.records.length }, 0);
      return { job: found };
    });
    if (job) await this.unit.run(ctx, async (tx) => void (await keepRows(tx, job, rows, ctx.actor)));
    return job !== undefined;
  }
}

async function jobAt(
  { db }: Tx,
  { importId, after }: Pick<RowsToImport, 'importId' | 'after'>,
  instance: string,
): Promise<ImportJobEntity | undefined> {
  if (!(await takeLease(db, importId, instance, IMPORT_SETTINGS.leaseSeconds))) return undefined;
  const job = await lockJob(db, importId);
  return job.phase === 'rows' && job.rowsRead === after ? job : undefined;
}

async function keepCheckpoint(
  { db }: Tx,
  job: ImportJobEntity,
  { records, bytesRead }: RowsToImport,
  counts: Counts,
  reviews: number,
): Promise<void> {
  await updateJob(db, job, {
    rowsRead: job.rowsRead + records.length,
    created: job.created + counts.created,
    updated: job.updated + counts.updated,
    unchanged: job.unchanged + counts.unchanged,
    quarantined: job.quarantined + counts.quarantined,
    reviews: job.reviews + reviews,
    bytesRead,
    attempts: 0,
  });
}

async function keepRows(tx: Tx, job: ImportJobEntity, { records, after }: RowsToImport, actor: Actor) {
  const keys = records.map(({ sourceKey }) => sourceKey);
  const stored = await recordsByKey(tx.db, job.sourceId, keys);
  const known = new Map(stored.map((record) => [record.sourceKey, record]));
  const sorting = sortRows(records, known, job.id, randomUUID);
  await keepOrganizations(tx, job, sorting.organizations);
  await keepFresh(tx, job, sorting.fresh, actor);
  const reviews = await keepCompared(tx, job, sorting.compared);
  for (const line of sorting.populations) await keepPopulation(tx, job, line);
  const met = sorting.met.map(({ record }) => ({ sourceKey: record.sourceKey, row: record.row }));
  await markMet(tx.db, job.sourceId, job.id, met);
  await insertChanges(
    tx.db,
    job.id,
    sorting.returned.map((record) => ({ ...record, record: { ...record }, before: {}, after: {} })),
  );
  const noted = sorting.lines.flatMap(({ record, notes, result, resourceId }, index) => {
    const problems = [...record.problems, ...notes];
    const { row, fields } = record;
    return problems.length === 0
      ? []
      : [{ ordinal: after + index + 1, row, result, resourceId, name: fields.name, problems }];
  });
  await insertNotedRows(tx.db, job.id, noted);
  return { counts: countsOf(sorting.lines.map(({ result }) => result)), reviews };
}

/** Organisations that the list names for their own sake. What the register has of one already stays as it is. */
async function keepOrganizations({ db }: Tx, job: ImportJobEntity, lines: readonly Line[]): Promise<void> {
  if (lines.length === 0) return;
  const wanted = lines.map(({ record: { fields } }) =>
    organizationOf({ ...fields, organizationName: fields.organizationName ?? fields.name }, job.publisher),
  );
  const known = new Set(await knownOrganizations(db, job.sourceId, wanted));
  const unique = [...new Map([...wanted].reverse().map((each) => [each.key, each])).values()].reverse();
  await organizationsFor(db, { sourceId: job.sourceId, importId: job.id }, unique);
  lines.forEach((line, at) => {
    const key = wanted[at]?.key ?? '';
    line.result = known.has(key) ? 'unchanged' : 'created';
    known.add(key);
  });
}

async function keepFresh({ db }: Tx, job: ImportJobEntity, lines: readonly Line[], actor: Actor): Promise<void> {
  if (lines.length === 0) return;
  const owner = { sourceId: job.sourceId, importId: job.id };
  const owned = organizationsIn(lines, job.publisher);
  // Named in more than one way, it gets the name of its first row.
  const wanted = [...new Map([...owned].reverse().map((each) => [each.key, each])).values()];
  const orgIds = await organizationsFor(db, owner, wanted);
  const areas = await areasOfPoints(
    db,
    lines.map(({ record }) => record.fields.location),
  );
  const state = RESOURCE.next('DRAFT', 'submit', actor);
  await insertResources(db, owner, freshResources(lines, { state, orgIds, owned, areas }));
}

/** Whom each line belongs to; most of a list belong to few. */
function organizationsIn(lines: readonly Line[], publisher: string): readonly RowOrganization[] {
  const known = new Map<string, RowOrganization>();
  return lines.map(({ record: { fields } }) => {
    const words = `${fields.corporateNumber ?? ''}|${fields.organizationName ?? ''}`;
    const found = known.get(words) ?? organizationOf(fields, publisher);
    known.set(words, found);
    return found;
  });
}

interface Around {
  readonly state: string;
  readonly orgIds: ReadonlyMap<string, string>;
  /** Of each line. */
  readonly owned: readonly RowOrganization[];
  readonly areas: readonly (readonly string[])[];
}

function* freshResources(lines: readonly Line[], { state, orgIds, owned, areas }: Around): Generator<NewResource> {
  for (const [index, { record, resourceId }] of lines.entries()) {
    const { sourceKey, row, rowHash, fields } = record;
    const described = describedBy(fields);
    const orgId = orgIds.get(owned[index]?.key ?? '');
    if (orgId === undefined || resourceId === null) throw new Error('A new row lost its organisation.');
    const areaIds = areas[index] ?? [];
    const extras = extrasOf(fields.extras);
    yield { sourceKey, row, rowHash, extras, resourceId, orgId, state, areaIds, described };
  }
}

/** Rows whose words have changed since the last issue. Gives how many questions are new. */
async function keepCompared(tx: Tx, job: ImportJobEntity, comparisons: Comparisons): Promise<number> {
  if (comparisons.length === 0) return 0;
  const { db } = tx;
  const ids = comparisons.map(({ known }) => known.resourceId);
  const heads = await headsOf(db, ids);
  const rows = await lockRegistered(db, [...ids, ...heads.values()]);
  const registered = new Map(rows.map((row) => [row.id, row]));
  const decided = comparisons.map(({ line, known }) => {
    const today = registered.get(known.resourceId);
    if (!today) throw new Error('A resource of a list is not there.');
    const compared = compareRow(line.record, known, today);
    line.result = compared.result;
    if (compared.note) line.notes.push(compared.note);
    const head = registered.get(heads.get(known.resourceId) ?? '');
    return { ...compared, record: line.record, known, today: today.today, head };
  });
  const { reviews, menus } = await keepComparisons(db, job, decided);
  for (const menu of menus) await tx.publish(MenuChangedV1, menu);
  return reviews;
}

/** Who lives in an area is kept with the area; what cannot be kept waits for a person. */
async function keepPopulation({ db, now }: Tx, job: ImportJobEntity, line: Line): Promise<void> {
  const { population, sourceKey } = line.record;
  if (!population) throw new Error('A population without people.');
  const { areaCode, municipalityCode: _code, areaName: _name, ...people } = population;
  try {
    checkPopulation(people);
  } catch {
    line.notes.push(problemOf('row.population-contradiction', sourceKey, 'quarantine'));
    return;
  }
  const source = { source: job.publisher, sourceUrl: job.sourceUrl, licence: job.licence };
  const kept = await keepStated(db, job.id, { areaCode, people, source }, now);
  if (kept === 'unmatched') line.notes.push(problemOf('row.area-unknown', areaCode, 'quarantine'));
  else line.result = kept;
}
