import { addWorkingDays, conflict } from '#libs/kernel';
import settings from './participation-referral-settings.json';

export type ParticipationReferralState = 'OPEN' | 'TAKEN_UP' | 'DECLINED' | 'ENDED';

/** Does the plan apply for participation support (参加支援の利用申込)? */
export const isForUs = (applications: readonly string[]): boolean => applications.includes(settings.application);

/** The last day on which somebody begins or says no. */
export const referralDueOn = (receivedOn: string): string => addWorkingDays(receivedOn, settings.dueWorkingDays);

/** The application rests on what the person agreed to: taken back, it ends. */
export const endsReferral = (scopes: readonly string[]): boolean =>
  scopes.some((scope) => settings.endedByScopes.includes(scope));

export function requireOpenReferral({ state }: { readonly state: ParticipationReferralState }): void {
  if (state !== 'OPEN') throw conflict('participation-referral.settled', `The application is ${state}.`);
}
