import { addDays, conflict, invalid } from '#libs/kernel';
import { inFuture } from './resource';
import { SETTINGS } from './settings';

/** 制度外利用の合意. Local days; `until` is the last one on which it holds. */
export interface Agreement {
  readonly agreedOn: string;
  readonly until: string;
  readonly endedOn: string | null;
}

export function isInForce({ agreedOn, until, endedOn }: Agreement, today: string): boolean {
  return endedOn === null && agreedOn <= today && today <= until;
}

/** 422 `agreement.future`, 400 `agreement.term`. */
export function refuseTerm({ agreedOn, until }: Pick<Agreement, 'agreedOn' | 'until'>, today: string): void {
  if (agreedOn > today) throw inFuture('agreement.future', 'agreedOn');
  if (until >= agreedOn) return;
  throw invalid('agreement.term', 'The agreement ends before it begins.', [
    { field: 'until', rule: 'atLeastAgreedOn', mend: '合意の終わりは合意した日以後にしてください' },
  ]);
}

/** 409 `agreement.ended`. */
export function refuseEnded({ endedOn, until }: Agreement, today: string): void {
  if (endedOn !== null || until < today) throw conflict('agreement.ended', 'It has ended already.');
}

/** Does what is agreed until this day end so soon that the organisation is asked to agree anew? */
export function isRenewalDue(until: string | null, today: string): boolean {
  return until !== null && until <= addDays(today, SETTINGS.agreementRemindDays);
}
