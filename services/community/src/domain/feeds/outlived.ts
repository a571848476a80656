import { addDays, startOfLocalDay } from '#libs/kernel';
import settings from './feed-settings.json';

const KEPT_DAYS = {
  batches: settings.batchKeptDays,
  moments: settings.reportMomentKeptDays,
  deliveries: settings.deliveryKeptDays,
} as const;

/** What is of use for a while only. */
export type Outlived = keyof typeof KEPT_DAYS;
export const OUTLIVED = Object.keys(KEPT_DAYS) as readonly Outlived[];

export const DELETED_PER_TURN = settings.deletedPerTurn;

/** Whatever is older than this moment is not kept any more. */
export const keptSince = (what: Outlived, today: string): Date => startOfLocalDay(addDays(today, -KEPT_DAYS[what]));
