import { conflict } from '#libs/kernel';
import { insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import type { StandIns } from '../domain/centre';
import type { Counted } from '../domain/workload';
import { AreaWorkerEntity, CentreEntity, WorkerAbsenceEntity } from './centre.entity';

export const insertCentre = (db: EntityManager, centre: Pick<CentreEntity, 'id' | 'nameJa'>): Promise<void> =>
  insertRow(db, CentreEntity, { ...centre, closed: false, version: 1 });

export const lockCentre = (db: EntityManager, centreId: string, expectedVersion?: number): Promise<CentreEntity> =>
  lockRow(db, CentreEntity, centreId, 'centre', expectedVersion);

export const changeCentre = (
  db: EntityManager,
  centre: CentreEntity,
  change: Partial<Pick<CentreEntity, 'nameJa' | 'closed'>>,
): Promise<number> => updateRow(db, CentreEntity, centre, change, 'centre');

/** These areas and no others are the centre's. 409 `centre.area-taken` where one is another centre's. */
export async function serveAreas(db: EntityManager, centreId: string, areaIds: readonly string[]): Promise<void> {
  await db.query('DELETE FROM centre_areas WHERE centre_id = $1 AND NOT area_id = ANY($2::uuid[])', [
    centreId,
    areaIds,
  ]);
  const rows = await db.query<readonly { readonly centreId: string }[]>(
    `INSERT INTO centre_areas (area_id, centre_id) SELECT unnest($2::uuid[]), $1
     ON CONFLICT (tenant, area_id) DO UPDATE SET centre_id = centre_areas.centre_id RETURNING centre_id AS "centreId"`,
    [centreId, areaIds],
  );
  if (rows.some((row) => row.centreId !== centreId))
    throw conflict('centre.area-taken', 'One of these areas belongs to another centre.');
}

export const insertAreaWorker = (db: EntityManager, row: Omit<AreaWorkerEntity, 'version' | 'number'>): Promise<void> =>
  insertRow(db, AreaWorkerEntity, { ...row, version: 1 });

export const lockAreaWorker = (db: EntityManager, id: string, expectedVersion?: number): Promise<AreaWorkerEntity> =>
  lockRow(db, AreaWorkerEntity, id, 'area-worker', expectedVersion);

export const changeAreaWorker = (db: EntityManager, row: AreaWorkerEntity, untilDay: string): Promise<number> =>
  updateRow(db, AreaWorkerEntity, row, { untilDay }, 'area-worker');

/** Areas in which somebody works on this day or later. */
export const areaWorkOf = (db: EntityManager, sub: string, day: string): Promise<readonly AreaWorkerEntity[]> =>
  db
    .createQueryBuilder(AreaWorkerEntity, 'work')
    .where('work.sub = :sub AND (work.untilDay IS NULL OR work.untilDay >= :day)', { sub, day })
    .orderBy('work.number')
    .getMany();

export const insertAbsence = (db: EntityManager, row: Omit<WorkerAbsenceEntity, 'version' | 'number'>): Promise<void> =>
  insertRow(db, WorkerAbsenceEntity, { ...row, version: 1 });

export const lockAbsence = (db: EntityManager, id: string, expectedVersion?: number): Promise<WorkerAbsenceEntity> =>
  lockRow(db, WorkerAbsenceEntity, id, 'absence', expectedVersion);

export const changeAbsence = (db: EntityManager, row: WorkerAbsenceEntity, untilDay: string): Promise<number> =>
  updateRow(db, WorkerAbsenceEntity, row, { untilDay }, 'absence');

interface OnDuty extends StandIns {
  readonly mains: readonly string[];
}

/** Who is in charge of an area on a day, who stands in, and who of all workers is away. */
export async function onDutyIn(db: EntityManager, areaId: string, day: string): Promise<OnDuty> {
  const workers = await db.query<readonly { readonly sub: string; readonly part: string }[]>(
    `SELECT sub, part FROM area_workers
      WHERE area_id = $1 AND from_day <= $2::date AND coalesce(until_day, $2::date) >= $2::date ORDER BY number`,
    [areaId, day],
  );
  const away = await db.query<readonly { readonly sub: string }[]>(
    'SELECT DISTINCT sub FROM worker_absences WHERE $1::date BETWEEN from_day AND until_day',
    [day],
  );
  const of = (part: string): readonly string[] => workers.flatMap((row) => (row.part === part ? row.sub : []));
  return { mains: of('main'), deputies: of('deputy'), away: new Set(away.map(({ sub }) => sub)) };
}

/** Who stands in on a day for whoever has a case of this area: deputies, then others in charge. */
export async function deputiesOf(db: EntityManager, areaId: string, day: string): Promise<StandIns> {
  const { deputies, mains, away } = await onDutyIn(db, areaId, day);
  return { deputies: [...deputies, ...mains], away };
}

/** Areas of each of these centres. */
export async function areasOf(
  db: EntityManager,
  centreIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await db.query<readonly { readonly centreId: string; readonly areaIds: readonly string[] }[]>(
    `SELECT centre_id AS "centreId", array_agg(area_id ORDER BY area_id) AS "areaIds"
       FROM centre_areas WHERE centre_id = ANY($1::uuid[]) GROUP BY centre_id`,
    [centreIds],
  );
  return new Map(rows.map(({ centreId, areaIds }) => [centreId, areaIds]));
}

/** Cases that are not closed, or in which somebody may be in danger, by worker, area and state. */
export const workloadRows = (db: EntityManager, now: Date, centreId: string | null): Promise<readonly Counted[]> =>
  db.query<readonly Counted[]>(
    `SELECT held.sub, held.area_id AS "areaId", kase.state, count(*)::int AS cases,
            count(*) FILTER (WHERE kase.emergency ->> 'state' = 'RAISED')::int AS emergencies,
            count(*) FILTER (WHERE kase.emergency ->> 'state' = 'RAISED'
                               AND (kase.emergency ->> 'dueBy')::timestamptz < $1)::int AS overdue
       FROM case_assignments held JOIN cases kase ON kase.id = held.id
      WHERE (kase.state <> 'CLOSED' OR kase.emergency ->> 'state' = 'RAISED')
        AND ($2::uuid IS NULL OR held.area_id IN (SELECT area_id FROM centre_areas WHERE centre_id = $2))
      GROUP BY held.sub, held.area_id, kase.state ORDER BY held.sub, held.area_id, kase.state`,
    [now, centreId],
  );
