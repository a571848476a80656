import { findRow, insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { AgreementEntity } from './agreement.entity';

const THING = 'agreement';

export const insertAgreement = (db: EntityManager, row: AgreementEntity): Promise<void> =>
  insertRow(db, AgreementEntity, row);

export const findAgreement = (db: EntityManager, agreementId: string): Promise<AgreementEntity> =>
  findRow(db, AgreementEntity, agreementId, THING);

export const lockAgreement = (db: EntityManager, agreementId: string): Promise<AgreementEntity> =>
  lockRow(db, AgreementEntity, agreementId, THING);

/** Changes a locked agreement. Returns its new version. */
export const updateAgreement = (
  db: EntityManager,
  row: AgreementEntity,
  change: Pick<AgreementEntity, 'endedOn'>,
): Promise<number> => updateRow(db, AgreementEntity, row, change, THING);

/** Ends those of a menu whose last day is over. Were there any? */
export async function lapseAgreements(db: EntityManager, menuId: string, today: string): Promise<boolean> {
  const rows: readonly unknown[] = await db.query(
    `WITH lapsed AS (
       UPDATE out_of_system_agreements SET ended_on = until, version = version + 1
        WHERE menu_id = $1 AND ended_on IS NULL AND until < $2 RETURNING 1)
     SELECT 1 FROM lapsed`,
    [menuId, today],
  );
  return rows.length > 0;
}

/** Last day of what is agreed for a menu and not ended; null = nothing is. */
export async function agreedUntil(db: EntityManager, menuId: string): Promise<string | null> {
  const [row]: readonly { readonly until: string | null }[] = await db.query(
    'SELECT max(until)::text AS until FROM out_of_system_agreements WHERE menu_id = $1 AND ended_on IS NULL',
    [menuId],
  );
  return row?.until ?? null;
}
