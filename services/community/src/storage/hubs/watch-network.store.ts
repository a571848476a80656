import { insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { WatchAgreementEntity } from './watch-agreement.entity';

const THING = 'watch-agreement';

export const insertAgreement = (db: EntityManager, row: WatchAgreementEntity): Promise<void> =>
  insertRow(db, WatchAgreementEntity, row);

export const lockAgreement = (db: EntityManager, id: string, expectedVersion?: number): Promise<WatchAgreementEntity> =>
  lockRow(db, WatchAgreementEntity, id, THING, expectedVersion);

export const updateAgreement = (
  db: EntityManager,
  row: WatchAgreementEntity,
  change: Pick<WatchAgreementEntity, 'signedOn' | 'until' | 'contact'>,
): Promise<number> => updateRow(db, WatchAgreementEntity, row, change, THING);

interface Term {
  readonly orgId: string;
  readonly signedOn: string;
  readonly until: string | null;
}

/** Is there another agreement with the organisation whose term has days of this one? Waits for who enters one. */
export async function overlapsAnother(db: EntityManager, term: Term, except: string | null): Promise<boolean> {
  await db.query('SELECT 1 FROM organizations WHERE id = $1 FOR NO KEY UPDATE', [term.orgId]);
  const rows: readonly unknown[] = await db.query(
    `SELECT 1 FROM watch_agreements
     WHERE org_id = $1 AND ($2::uuid IS NULL OR id <> $2)
       AND signed_on <= coalesce($4::date, 'infinity') AND coalesce(until, 'infinity') >= $3::date LIMIT 1`,
    [term.orgId, except, term.signedOn, term.until],
  );
  return rows.length > 0;
}

interface Concern {
  readonly sourceKind: string;
  readonly areaId: string | null;
  /** Local day. */
  readonly receivedOn: string;
}

/** One more 気づき of that source, area and month. */
export async function countConcern(db: EntityManager, { sourceKind, areaId, receivedOn }: Concern): Promise<void> {
  await db.query(
    `INSERT INTO concern_counts AS known (source_kind, area_id, month, reports)
     VALUES ($1, $2, date_trunc('month', $3::date)::date, 1)
     ON CONFLICT (tenant, month, source_kind, area_id) DO UPDATE SET reports = known.reports + 1`,
    [sourceKind, areaId, receivedOn],
  );
}
