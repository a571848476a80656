import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { ReferralEntity } from './referral.entity';

/** Writes down that the receiver of this sending was reminded; once is enough. */
export async function remindReceiver(
  db: EntityManager,
  { id, sendings }: Pick<ReferralEntity, 'id' | 'sendings'>,
  deskId: string,
  now: Date,
): Promise<void> {
  await db.query(
    `INSERT INTO referral_reminders (id, referral_id, sending, desk_id, reminded_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (tenant, referral_id, sending) DO NOTHING`,
    [randomUUID(), id, sendings, deskId, now],
  );
}

/** Sheets of which the receiver is to be reminded, or the manager to take them in hand. */
export async function dueSheets(db: EntityManager, now: Date, most: number): Promise<readonly string[]> {
  const rows = await db.query<readonly { readonly id: string }[]>(
    `SELECT id FROM referral_sheets sheet
      WHERE state = 'SENT' AND (overdue_at <= $1 OR (remind_at <= $1 AND NOT EXISTS (
              SELECT 1 FROM referral_reminders told WHERE told.referral_id = sheet.id AND told.sending = sheet.sendings)))
      ORDER BY overdue_at LIMIT $2`,
    [now, most],
  );
  return rows.map(({ id }) => id);
}

/** When the receiver of the last sending was reminded, by sheet. */
export async function remindersOf(
  db: EntityManager,
  referralIds: readonly string[],
): Promise<ReadonlyMap<string, Date>> {
  const rows = await db.query<readonly { readonly id: string; readonly at: Date }[]>(
    `SELECT sheet.id, told.reminded_at AS at
       FROM referral_sheets sheet
       JOIN referral_reminders told ON told.referral_id = sheet.id AND told.sending = sheet.sendings
      WHERE sheet.id = ANY($1)`,
    [referralIds],
  );
  return new Map(rows.map(({ id, at }) => [id, at]));
}
