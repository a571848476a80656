import { conflict } from '#libs/kernel';
import { type Consent, termsInForce } from './consent';
import words from './key-person-words.json';

export type ContactWish = 'yes' | 'no' | 'not_asked';
export type Contact = keyof typeof words.ja;

export const MOST_KEY_PERSONS = words.mostPerPerson;

interface KeyPerson {
  readonly id: string;
  readonly mayBeContacted: ContactWish;
  readonly safetyNote: string | null;
  readonly endedReason: string | null;
}

/** The family may be spoken to at all, or with this one of it. */
const consents = (consent: Consent, keyPersonId: string, today: string): boolean =>
  termsInForce(consent, today).some(
    ({ scope, orgIds }) => scope === words.scope && (orgIds.length === 0 || orgIds.includes(keyPersonId)),
  );

/** May this one be contacted? A safety note stands before everything, and a yes needs consent in force beside it. */
export function contactOf(
  { id, mayBeContacted, safetyNote, endedReason }: KeyPerson,
  consent: Consent,
  today: string,
): Contact {
  if (safetyNote !== null) return 'confirm_first';
  if (endedReason !== null || mayBeContacted === 'no') return 'not_allowed';
  if (mayBeContacted === 'not_asked') return 'not_asked';
  return consents(consent, id, today) ? 'allowed' : 'not_allowed';
}

export const contactJa = (contact: Contact): string => words.ja[contact];

export function refuseEnded({ endedReason }: Pick<KeyPerson, 'endedReason'>): void {
  if (endedReason !== null) throw conflict('key-person.ended', 'This one is no key person any more.');
}
