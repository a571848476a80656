import { addWorkingDays, localDay, startOfLocalDay } from '#libs/kernel';
import settings from './referral-settings.json';

const HOUR_MS = 60 * 60 * 1000;

/** When the receiver of a sending is reminded, and when its manager takes the sheet in hand. */
export interface Deadlines {
  readonly remindAt: Date;
  readonly overdueAt: Date;
}

/**
 * Urgent: reminded the same day, two hours later and not after the office has closed (at once where it has), and
 * taken in hand when the day is over, whatever day it is. Else: reminded as the fifth working day begins, and five
 * working days later taken in hand.
 */
export function deadlinesOf(urgency: string, sentAt: Date): Deadlines {
  const day = localDay(sentAt);
  if (settings.urgent.urgencies.includes(urgency)) return urgentDeadlines(day, sentAt.getTime());
  const { remindAfterWorkingDays, overdueAfterWorkingDaysMore } = settings.other;
  const remindOn = addWorkingDays(day, remindAfterWorkingDays);
  return {
    remindAt: startOfLocalDay(remindOn),
    overdueAt: startOfLocalDay(addWorkingDays(remindOn, overdueAfterWorkingDaysMore)),
  };
}

function urgentDeadlines(day: string, sentAt: number): Deadlines {
  const { remindAfterHours, officeClosesAtHour } = settings.urgent;
  const midnight = startOfLocalDay(day).getTime();
  const closes = Math.max(midnight + officeClosesAtHour * HOUR_MS, sentAt);
  return {
    remindAt: new Date(Math.min(sentAt + remindAfterHours * HOUR_MS, closes)),
    overdueAt: new Date(midnight + 24 * HOUR_MS),
  };
}
