import type { EntityManager } from 'typeorm';

interface HostAssessmentRow {
  readonly menuId: string;
  readonly status: string;
  readonly assessedOn: string | null;
  readonly maxConcurrent: number | null;
  readonly current: number | null;
  readonly note: string | null;
  readonly recordedAt: Date;
}

/** Replaces what was said of the host before. The caller holds the menu's row. */
export async function keepHostAssessment(db: EntityManager, row: HostAssessmentRow): Promise<void> {
  await db.query(
    `INSERT INTO host_assessments (menu_id, status, assessed_on, max_concurrent, current, note, recorded_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (menu_id) DO UPDATE SET status = $2, assessed_on = $3, max_concurrent = $4, current = $5,
       note = $6, recorded_at = $7`,
    [row.menuId, row.status, row.assessedOn, row.maxConcurrent, row.current, row.note, row.recordedAt],
  );
}

/** Local day of the last assessment of a menu's host; null = none, or without a day. */
export async function assessedOn(db: EntityManager, menuId: string): Promise<string | null> {
  const [row]: readonly { readonly day: string | null }[] = await db.query(
    'SELECT assessed_on::text AS day FROM host_assessments WHERE menu_id = $1',
    [menuId],
  );
  return row?.day ?? null;
}
