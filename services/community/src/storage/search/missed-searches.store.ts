import type { EntityManager } from 'typeorm';

/** What a search was for, in codes. */
export interface MissedSearch {
  readonly terms: readonly string[];
  readonly areaId: string | null;
  readonly type: string | null;
  readonly purpose: string | null;
}

/** One more search of that day that found nothing. */
export async function countMissed(
  db: EntityManager,
  day: string,
  { terms, areaId, type, purpose }: MissedSearch,
): Promise<void> {
  await db.query(
    `INSERT INTO missed_searches (day, terms, area_id, type, purpose, searches) VALUES ($1, $2, $3, $4, $5, 1)
     ON CONFLICT (tenant, day, terms, area_id, type, purpose) DO UPDATE SET searches = missed_searches.searches + 1`,
    [day, terms, areaId, type, purpose],
  );
}
