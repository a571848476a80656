import { addDays, conflict, invalid, startOfLocalDay } from '#libs/kernel';

/** The emergency flag: who sees to it until when. */
export interface Emergency {
  readonly state: 'RAISED' | 'CLEARED';
  readonly ownerSub: string;
  readonly raisedAt: string;
  /** Instant by which the owner must have seen to it. */
  readonly dueBy: string;
}

export const isRaised = (emergency: Emergency | null): emergency is Emergency => emergency?.state === 'RAISED';

/** While somebody may be in danger no case ends, for whatever reason. */
export function refuseWhileEmergency(emergency: Emergency | null): void {
  if (isRaised(emergency)) throw conflict('case.emergency-stands', 'The emergency flag has to be cleared first.');
}

/** The flag where it stands. 409 `case.no-emergency`. */
export function requireRaised(emergency: Emergency | null): Emergency {
  if (isRaised(emergency)) return emergency;
  throw conflict('case.no-emergency', 'No emergency flag stands.');
}

/** As wished, else the end of today. 400 `case.emergency-due-past`. */
export function dueBy(wish: string | undefined, now: Date, today: string): string {
  const due = wish === undefined ? startOfLocalDay(addDays(today, 1)) : new Date(wish);
  if (due > now) return due.toISOString();
  throw invalid('case.emergency-due-past', 'The clock of an emergency cannot have run out already.', [
    { field: 'dueBy', rule: 'inFuture', mend: 'これからの日時を指定してください' },
  ]);
}
