import type { ReferralAnswer } from '#libs/contracts';
import type { EntityManager } from 'typeorm';
import { ReferralReadingEntity, ReferralReminderEntity, ReferralStepEntity } from '../storage/referral.entity';

const LAST = 100;

/** What was done with a sheet, when its receivers were reminded, and when they read it. */
export async function recordOf(
  db: EntityManager,
  referralId: string,
  words: boolean,
): Promise<Pick<ReferralAnswer, 'steps' | 'reminders' | 'readAt'>> {
  const reminders = await db
    .createQueryBuilder(ReferralReminderEntity, 'told')
    .where('told.referralId = :referralId', { referralId })
    .orderBy('told.sending', 'DESC')
    .limit(LAST)
    .getMany();
  const readings = await db
    .createQueryBuilder(ReferralReadingEntity, 'reading')
    .where('reading.referralId = :referralId', { referralId })
    .orderBy('reading.readAt', 'DESC')
    .limit(LAST)
    .getMany();
  return {
    steps: await referralSteps(db, referralId, { words }),
    reminders: reminders.reverse().map(({ remindedAt }) => remindedAt.toISOString()),
    readAt: readings.reverse().map(({ readAt }) => readAt.toISOString()),
  };
}

/** Oldest first; by a moment where one is named. */
export async function referralSteps(
  db: EntityManager,
  referralId: string,
  { words, at = null }: { readonly words: boolean; readonly at?: Date | null },
): Promise<ReferralAnswer['steps']> {
  const query = db
    .createQueryBuilder(ReferralStepEntity, 'step')
    .where('step.referralId = :referralId', { referralId })
    .orderBy('step.version', 'DESC')
    .limit(LAST);
  if (at !== null) query.andWhere('step.takenAt <= :at', { at });
  return (await query.getMany()).reverse().map((step) => stepOf(step, words));
}

const stepOf = (step: ReferralStepEntity, words: boolean): ReferralAnswer['steps'][number] => ({
  event: step.event,
  from: step.fromState,
  to: step.toState,
  deskId: step.deskId,
  at: step.takenAt.toISOString(),
  reason: step.reason,
  words: words ? ((step.detail as { readonly words?: string }).words ?? null) : null,
});
