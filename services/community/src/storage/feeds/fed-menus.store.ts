import type { EntityManager } from 'typeorm';
import type { Freshness, PlacesReport, SourceMark } from '../../domain/availability';

/** A menu as a batch of reports finds it; kept for this transaction. */
export interface FedMenu {
  readonly menuId: string;
  readonly capacityModel: string | null;
  readonly last: { readonly version: number; readonly state: string; readonly reportedAt: Date } | null;
  readonly mark: SourceMark | null;
}

interface FedRow {
  readonly id: string;
  readonly capacityModel: string | null;
  readonly version: number | null;
  readonly state: string | null;
  readonly reportedAt: Date | null;
  readonly markVersion: string | null;
  readonly markedAt: Date | null;
}

/** Menus of the organisation by their numbers there. */
export async function menusByNumber(
  db: EntityManager,
  orgId: string,
  externalIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (externalIds.length === 0) return new Map();
  const rows: readonly { readonly external_id: string; readonly menu_id: string }[] = await db.query(
    'SELECT external_id, menu_id FROM menu_numbers WHERE org_id = $1 AND external_id = ANY($2)',
    [orgId, externalIds],
  );
  return new Map(rows.map(({ external_id, menu_id }) => [external_id, menu_id]));
}

/**
 * The organisation's menus among these, locked in one order for all, with their last reports and with where the counting
 * of this reporting system stands.
 */
export async function lockFedMenus(
  db: EntityManager,
  orgId: string,
  menuIds: readonly string[],
  source: string,
): Promise<ReadonlyMap<string, FedMenu>> {
  // Alone: what a statement that waits for a lock reads beside it may be older than the lock.
  await db.query('SELECT id FROM menus WHERE org_id = $1 AND id = ANY($2) ORDER BY id FOR UPDATE', [orgId, menuIds]);
  const rows: readonly FedRow[] = await db.query(
    `SELECT m.id, m.capacity_model AS "capacityModel", a.version, a.state, a.reported_at AS "reportedAt",
            s.version::text AS "markVersion", s.reported_at AS "markedAt"
       FROM menus m LEFT JOIN availability a ON a.id = m.id
       LEFT JOIN source_marks s ON s.menu_id = m.id AND s.source = $3
      WHERE m.org_id = $1 AND m.id = ANY($2)`,
    [orgId, menuIds, source],
  );
  return new Map(rows.map((row) => [row.id, fedMenuOf(row)]));
}

function fedMenuOf({ id, capacityModel, version, state, reportedAt, markVersion, markedAt }: FedRow): FedMenu {
  return {
    menuId: id,
    capacityModel,
    last: version === null || state === null || reportedAt === null ? null : { version, state, reportedAt },
    mark: markVersion === null || markedAt === null ? null : { version: Number(markVersion), reportedAt: markedAt },
  };
}

/** A report that takes the place of the one before. */
export interface KeptReport {
  readonly menuId: string;
  readonly version: number;
  readonly state: Freshness;
  readonly places: PlacesReport;
  readonly reportedAt: Date;
}

/** The newest report of each of these locked menus of one organisation, in one statement. */
export async function keepReports(db: EntityManager, orgId: string, reports: readonly KeptReport[]): Promise<void> {
  const rows = reports.map(({ menuId, version, state, places, reportedAt }) => ({
    ...{ id: menuId, version, state, total: places.total, used: places.used, unit: places.unit },
    ...{ out_of_system: places.outOfSystem, sessions: places.sessions, reported_at: reportedAt },
  }));
  await db.query(
    `INSERT INTO availability (id, org_id, version, state, total, used, unit, out_of_system, sessions, reported_at)
     SELECT id, $2, version, state, total, used, unit, out_of_system, sessions, reported_at
       FROM jsonb_to_recordset($1::jsonb) AS given (id uuid, version int, state text, total int, used int, unit text,
            out_of_system jsonb, sessions jsonb, reported_at timestamptz)
     ON CONFLICT (id) DO UPDATE SET version = excluded.version, state = excluded.state, total = excluded.total,
       used = excluded.used, unit = excluded.unit, out_of_system = excluded.out_of_system,
       sessions = excluded.sessions, reported_at = excluded.reported_at`,
    [JSON.stringify(rows), orgId],
  );
}

/** Where the counting of a reporting system stands now. */
export async function keepMarks(
  db: EntityManager,
  source: string,
  marks: readonly (SourceMark & { readonly menuId: string })[],
): Promise<void> {
  if (marks.length === 0) return;
  await db.query(
    `INSERT INTO source_marks (menu_id, source, version, reported_at)
     SELECT menu_id, $2, version, reported_at
       FROM jsonb_to_recordset($1::jsonb) AS given (menu_id uuid, version bigint, reported_at timestamptz)
     ON CONFLICT (menu_id, source) DO UPDATE SET version = excluded.version, reported_at = excluded.reported_at`,
    [
      JSON.stringify(
        marks.map(({ menuId, version, reportedAt: at }) => ({ menu_id: menuId, version, reported_at: at })),
      ),
      source,
    ],
  );
}

/** Where the counting of a reporting system stands for one locked menu. */
export async function findMark(db: EntityManager, menuId: string, source: string): Promise<SourceMark | null> {
  const [row]: readonly { readonly version: string; readonly reportedAt: Date }[] = await db.query(
    `SELECT version::text, reported_at AS "reportedAt" FROM source_marks WHERE menu_id = $1 AND source = $2`,
    [menuId, source],
  );
  return row ? { version: Number(row.version), reportedAt: row.reportedAt } : null;
}
