import { addWorkingDays, conflict } from '#libs/kernel';
import settings from './application-settings.json';

export type ApplicationState = 'OPEN' | 'TAKEN_UP' | 'DECLINED' | 'ENDED';

/** Does the plan apply for outreach (アウトリーチの利用申込)? */
export const isForUs = (applications: readonly string[]): boolean => applications.includes(settings.application);

/** The last day on which somebody begins or says no. */
export const applicationDueOn = (receivedOn: string): string => addWorkingDays(receivedOn, settings.dueWorkingDays);

/** What the plan rests on; taken back, the application ends. */
export const APPLICATION_SCOPES: readonly string[] = settings.endedByScopes;

/** Code list channels: how we know of whoever a plan applies for. */
export const FOUND_THROUGH = settings.foundThrough;

/** Error: `outreach-application.settled` (409). */
export function requireOpenApplication({ state }: { readonly state: ApplicationState }): void {
  if (state !== 'OPEN') throw conflict('outreach-application.settled', `The application is ${state}.`);
}
