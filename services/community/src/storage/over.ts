import type { EntityManager } from 'typeorm';

/** A resource that was merged into another, which stands for both; by the column that has its id. */
export const isMergedInto = (id: 'r.id' | 'resources.id'): string =>
  `EXISTS (SELECT 1 FROM resource_merges WHERE merged_id = ${id} AND undone_on IS NULL)`;

/** As above, of a resource `r`. */
export const isMerged = isMergedInto('r.id');

/** A resource `r` that is over: nobody is asked anything about it, and nobody is led there. */
export const isOver = `(r.state = 'CLOSED' OR ${isMerged})`;

/** Is the place of this menu over? */
export async function menuIsOver(db: EntityManager, menuId: string): Promise<boolean> {
  const rows: readonly unknown[] = await db.query(
    `SELECT 1 FROM menus m JOIN resources r ON r.id = m.resource_id WHERE m.id = $1 AND ${isOver}`,
    [menuId],
  );
  return rows.length > 0;
}
