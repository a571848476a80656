import { conflict } from '#libs/kernel';
import { sqlState } from '#libs/persistence';
import type { EntityManager } from 'typeorm';

/** By which number its organisation's system knows a locked menu; null = by none. 409 `external-id.taken`. */
export async function keepMenuNumber(
  db: EntityManager,
  { id, orgId }: { readonly id: string; readonly orgId: string },
  externalId: string | null,
): Promise<void> {
  if (externalId === null) {
    await db.query('DELETE FROM menu_numbers WHERE menu_id = $1', [id]);
    return;
  }
  try {
    await db.query(
      `INSERT INTO menu_numbers (menu_id, org_id, external_id) VALUES ($1, $2, $3)
       ON CONFLICT (menu_id) DO UPDATE SET external_id = excluded.external_id`,
      [id, orgId, externalId],
    );
  } catch (error) {
    if (sqlState(error) === '23505') throw conflict('external-id.taken', 'Another menu of the organisation has it.');
    throw error;
  }
}
