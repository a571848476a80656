import { invalid } from '#libs/kernel';
import { type Asked, type Consent, consentMissing, exceptionsFor, type Moment, personAllows } from './consent';
import settings from './share-settings.json';

/** Who is given something. `agency`: somebody outside the house. `plan`: a record that more people read. */
export const RECIPIENT_KINDS = ['desk', 'agency', 'conference', 'host', 'plan', 'family'] as const;
export type RecipientKind = (typeof RECIPIENT_KINDS)[number];

export interface Recipient {
  readonly kind: RecipientKind;
  /** For scopes that name recipients: the id under which consent names it. */
  readonly id: string;
}

/** What somebody is about to share, and on which legal ground. */
export interface ShareWish {
  readonly recipient: Recipient;
  /** Code list consentScopes; needed for basis `consent`. */
  readonly scope: string | null;
  /** Code list disclosureBases. */
  readonly basis: string;
  /** Why; needed for every basis but consent. */
  readonly reason: string | null;
  /** Codes of what is shared, never the thing itself. */
  readonly items: readonly string[];
}

/** On what a share rests when it is made. */
export interface ShareGround {
  readonly exceptionId: string | null;
}

const BASES: Readonly<Record<string, readonly string[]>> = settings.bases;
const NO_EXCEPTION: ShareGround = { exceptionId: null };

/**
 * May this be shared, now? 403 `consent.missing` where it would rest on consent that is not in force for
 * this very recipient; 400 `share.basis-refused` where the ground does not carry it.
 */
export function decideShare(consent: Consent, wish: ShareWish, moment: Moment): ShareGround {
  const { recipient, basis, items } = wish;
  if (items.length === 0)
    throw refused('items', 'Nothing is named that would be shared.', '共有する項目を選んでください');
  if (BASES[basis]?.includes(recipient.kind) !== true)
    throw refused(
      'basis',
      `Basis ${basis} does not carry it to a ${recipient.kind}.`,
      'この相手に使える根拠を選んでください',
    );
  refuseOtherScope(wish);
  if (basis === 'consent') return requireConsent(consent, wish, moment);
  requireReason(wish.reason);
  return basis === 'life_danger' ? requireException(consent, wish, moment) : NO_EXCEPTION;
}

/** Shares that the recipient has to give back or destroy once they end. */
export const RECALLED: readonly RecipientKind[] = RECIPIENT_KINDS.filter((kind) => settings.recipients[kind].recalled);

function refuseOtherScope({ recipient: { kind }, scope, basis }: ShareWish): void {
  const fits = scope === null ? basis !== 'consent' : settings.recipients[kind].scopes.includes(scope);
  if (!fits)
    throw refused(
      'scope',
      `Scope ${scope ?? 'null'} is none for a ${kind}.`,
      'この相手に合う同意の範囲を選んでください',
    );
}

function requireConsent(consent: Consent, { recipient, scope }: ShareWish, moment: Moment): ShareGround {
  const asked = { scope: scope ?? '', orgId: recipient.id };
  if (!personAllows(consent, asked, moment)) throw consentMissing(asked.scope);
  return NO_EXCEPTION;
}

/** Danger to life is a ground only while an exception for it is open: that is what gets approved (L18). */
function requireException(consent: Consent, { recipient, scope }: ShareWish, { today }: Moment): ShareGround {
  const scopes = scope === null ? settings.recipients[recipient.kind].scopes : [scope];
  const open = scopes
    .flatMap((one) => exceptionsFor(consent, { scope: one, orgId: recipient.id }, today))
    .find(({ basis }) => basis === 'life_danger');
  if (open) return { exceptionId: open.exceptionId };
  throw refused(
    'basis',
    'No exception for danger to life is open.',
    '先に、生命・身体の緊急としての例外を記録してください',
  );
}

function requireReason(reason: string | null): void {
  if (reason !== null && reason.trim().length >= settings.leastReason) return;
  throw refused(
    'reason',
    'A ground other than consent needs its reason.',
    `理由を ${settings.leastReason} 字以上で書いてください`,
  );
}

const refused = (field: string, message: string, mend: string) =>
  invalid('share.basis-refused', message, [{ field, rule: 'legalBasis', mend }]);

/** What a disclosure to a host rests on, as it is written down: the person's word before any exception. */
export function groundOf(consent: Consent, asked: Asked, moment: Moment): ShareGround & { readonly basis: string } {
  const [exception] = personAllows(consent, asked, moment) ? [] : exceptionsFor(consent, asked, moment.today);
  return { basis: exception?.basis ?? 'consent', exceptionId: exception?.exceptionId ?? null };
}
