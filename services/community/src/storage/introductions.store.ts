import type { EntityManager } from 'typeorm';

interface IntroductionRow {
  readonly id: string;
  readonly menuId: string | null;
  readonly resourceId: string;
  /** Local day. */
  readonly heldOn: string;
  readonly people: number;
  readonly kind: string;
}

/** Counts people, and points to none. */
export async function insertIntroduction(db: EntityManager, row: IntroductionRow): Promise<void> {
  await db.query(
    'INSERT INTO introductions (id, menu_id, resource_id, held_on, people, kind) VALUES ($1, $2, $3, $4, $5, $6)',
    [row.id, row.menuId, row.resourceId, row.heldOn, row.people, row.kind],
  );
}
