import { addDays, localDay, startOfLocalDay } from '#libs/kernel';
import type { EntityManager } from 'typeorm';

/** How much lies with a desk: counts, and since when the oldest waits. */
export interface Workload {
  readonly toAnswer: number;
  readonly urgent: number;
  readonly reminded: number;
  readonly fiveDaysAndMore: number;
  readonly oldestSince: string | null;
  readonly cameBack: number;
  readonly drafts: number;
  readonly withManager: number;
  readonly takenOn30Days: number;
  readonly returned30Days: number;
}

export const NOTHING_TO_DO: Workload = {
  toAnswer: 0,
  urgent: 0,
  reminded: 0,
  fiveDaysAndMore: 0,
  oldestSince: null,
  cameBack: 0,
  drafts: 0,
  withManager: 0,
  takenOn30Days: 0,
  returned30Days: 0,
};

type Row = Omit<Workload, 'oldestSince'> & { readonly id: string; readonly oldest: Date | null };

const COUNTED = `
  SELECT desk.id,
         coalesce(received.to_answer, 0) AS "toAnswer", coalesce(received.urgent, 0) AS urgent,
         coalesce(received.reminded, 0) AS reminded, coalesce(received.old, 0) AS "fiveDaysAndMore", received.oldest,
         coalesce(sent.came_back, 0) AS "cameBack", coalesce(sent.drafts, 0) AS drafts,
         coalesce(received.with_manager, 0) AS "withManager", coalesce(received.taken_on, 0) AS "takenOn30Days",
         coalesce(returned.times, 0) AS "returned30Days"
    FROM desks desk
    LEFT JOIN (
      SELECT to_desk_id AS id,
             count(*) FILTER (WHERE state = 'SENT')::int AS to_answer,
             count(*) FILTER (WHERE state = 'SENT' AND urgency <> 'normal')::int AS urgent,
             count(*) FILTER (WHERE state = 'SENT' AND EXISTS (
               SELECT 1 FROM referral_reminders told
                WHERE told.referral_id = sheet.id AND told.sending = sheet.sendings))::int AS reminded,
             count(*) FILTER (WHERE state = 'SENT' AND state_since < $2)::int AS old,
             min(state_since) FILTER (WHERE state = 'SENT') AS oldest,
             count(*) FILTER (WHERE state = 'ESCALATED')::int AS with_manager,
             count(*) FILTER (WHERE state = 'ACCEPTED' AND state_since >= $3)::int AS taken_on
        FROM referral_sheets sheet
       WHERE to_desk_id = ANY($1) AND (state IN ('SENT', 'ESCALATED') OR state_since >= $3) GROUP BY to_desk_id
    ) received ON received.id = desk.id
    LEFT JOIN (
      SELECT from_desk_id AS id,
             count(*) FILTER (WHERE state = 'RETURNED')::int AS came_back,
             count(*) FILTER (WHERE state = 'DRAFT')::int AS drafts
        FROM referral_sheets WHERE from_desk_id = ANY($1) AND state IN ('DRAFT', 'RETURNED') GROUP BY from_desk_id
    ) sent ON sent.id = desk.id
    LEFT JOIN (
      SELECT desk_id AS id, count(*)::int AS times FROM referral_steps
       WHERE desk_id = ANY($1) AND event = 'return' AND taken_at >= $3 GROUP BY desk_id
    ) returned ON returned.id = desk.id
   WHERE desk.id = ANY($1)`;

/** Days count from midnight to midnight in the municipality's zone. */
export async function workloadOf(
  db: EntityManager,
  deskIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, Workload>> {
  const today = localDay(now);
  const since = (days: number): Date => startOfLocalDay(addDays(today, -days));
  const rows = await db.query<readonly Row[]>(COUNTED, [deskIds, since(4), since(30)]);
  return new Map(
    rows.map(({ id, oldest, ...counts }) => [id, { ...counts, oldestSince: oldest?.toISOString() ?? null }]),
  );
}

/** How many sheets wait for each desk. */
export async function waitingAt(db: EntityManager, deskIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await db.query<readonly { readonly id: string; readonly waiting: number }[]>(
    `SELECT to_desk_id AS id, count(*)::int AS waiting FROM referral_sheets
      WHERE to_desk_id = ANY($1) AND state = 'SENT' GROUP BY to_desk_id`,
    [deskIds],
  );
  return new Map(rows.map(({ id, waiting }) => [id, waiting]));
}
