import { AppError, codesOf } from '#libs/kernel';
import fc from 'fast-check';
import type { Consent, ExceptionTerm } from './consent';
import { namesRecipients } from './consent-scopes';
import { decideShare, groundOf, RECALLED, RECIPIENT_KINDS, type RecipientKind, type ShareWish } from './share';
import settings from './share-settings.json';

const TODAY = '2026-11-20';
const moment = { today: TODAY, age: 40 };
const TO = 'recipient-a';
const REASON = '通告の義務があるため';

const SCOPE_OF: Readonly<Record<RecipientKind, string>> = {
  desk: 'internal_sharing',
  agency: 'agency_referral',
  conference: 'multilayered_conference',
  host: 'provider_disclosure',
  plan: 'intake_record',
  family: 'family_contact',
};

const granted = (scope: string, orgIds: readonly string[] = namesRecipients(scope) ? [TO] : []): Consent => ({
  ...{ state: 'GRANTED', terms: [{ scope, orgIds, until: null }], guardian: null, exceptionTerms: [] },
});
const nothing: Consent = { state: 'REFUSED', terms: [], guardian: null, exceptionTerms: [] };
const danger = (scope: string, rest: Partial<ExceptionTerm> = {}): Consent => ({
  ...nothing,
  state: 'EXCEPTION',
  exceptionTerms: [
    {
      scope,
      orgIds: namesRecipients(scope) ? [TO] : [],
      until: TODAY,
      basis: 'life_danger',
      exceptionId: 'x',
      ...rest,
    },
  ],
});
const wish = (kind: RecipientKind, more: Partial<ShareWish> = {}): ShareWish => ({
  recipient: { kind, id: TO },
  scope: SCOPE_OF[kind],
  basis: 'consent',
  reason: null,
  items: ['situation'],
  ...more,
});
const outcome = (consent: Consent, wanted: ShareWish): string => {
  try {
    decideShare(consent, wanted, moment);
    return 'done';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return `${error.code}${error.fields.map(({ field }) => ` ${field}`).join('')}`;
  }
};

describe('sharing by consent', () => {
  it.each(RECIPIENT_KINDS)('with a %s needs the scope in force at this moment', (kind) => {
    expect(outcome(granted(SCOPE_OF[kind]), wish(kind))).toBe('done');
    expect(outcome(nothing, wish(kind))).toBe('consent.missing');
    expect(outcome(granted('photo_publication'), wish(kind))).toBe('consent.missing');
  });

  it.each(['agency', 'host', 'family'] as const)('with a %s needs this very recipient', (kind) => {
    expect(outcome(granted(SCOPE_OF[kind], ['somebody-else']), wish(kind))).toBe('consent.missing');
  });

  it('is not what an exception permits', () => {
    expect(outcome(danger('internal_sharing'), wish('desk'))).toBe('consent.missing');
  });

  it('names a scope, and one for this recipient', () => {
    expect(outcome(granted('internal_sharing'), wish('desk', { scope: null }))).toBe('share.basis-refused scope');
    expect(outcome(granted('intake_record'), wish('desk', { scope: 'intake_record' }))).toBe(
      'share.basis-refused scope',
    );
  });

  it('names what is shared', () => {
    expect(outcome(granted('internal_sharing'), wish('desk', { items: [] }))).toBe('share.basis-refused items');
  });
});

describe('sharing on another ground', () => {
  it.each(
    RECIPIENT_KINDS.flatMap((kind) =>
      [...codesOf('disclosureBases')].filter((basis) => basis !== 'consent').map((basis) => [basis, kind] as const),
    ),
  )('%s with a %s goes by the table', (basis, kind) => {
    const fits = (settings.bases as Record<string, string[]>)[basis]?.includes(kind);
    const consent = danger(SCOPE_OF[kind]);
    expect(outcome(consent, wish(kind, { basis, reason: REASON }))).toBe(fits ? 'done' : 'share.basis-refused basis');
  });

  it('art106_6 stays in the conference', () => {
    expect(settings.bases.art106_6).toEqual(['conference']);
  });

  it.each([null, '', '  緊急  ', '緊急'])('is refused with the reason %j', (reason) => {
    expect(outcome(nothing, wish('desk', { basis: 'law', reason }))).toBe('share.basis-refused reason');
  });

  it('needs no scope', () => {
    expect(outcome(nothing, wish('desk', { basis: 'law', reason: 'あいうえお', scope: null }))).toBe('done');
    const misfit = wish('desk', { basis: 'law', reason: REASON, scope: 'family_contact' });
    expect(outcome(nothing, misfit)).toBe('share.basis-refused scope');
  });

  it('is refused for a ground that nobody knows', () => {
    expect(outcome(nothing, wish('desk', { basis: 'because', reason: REASON }))).toBe('share.basis-refused basis');
  });
});

describe('a refusal', () => {
  const urgent = { basis: 'life_danger', reason: REASON } as const;
  const saidOn = (wanted: ShareWish) => {
    try {
      decideShare(granted(SCOPE_OF[wanted.recipient.kind]), wanted, moment);
    } catch (error) {
      if (error instanceof AppError) return [error.message, ...error.fields];
    }
    throw new Error('It was not refused.');
  };

  it.each<[string, ShareWish, string, string, string]>([
    ['nothing is named', wish('desk', { items: [] }), 'items', 'Nothing is named', '共有する項目を選んでください'],
    [
      'the ground does not reach the recipient',
      wish('host', { basis: 'law', reason: REASON }),
      'basis',
      'Basis law does not carry it to a host.',
      'この相手に使える根拠を選んでください',
    ],
    [
      'the scope is another’s',
      wish('desk', { scope: 'family_contact' }),
      'scope',
      'Scope family_contact is none for a desk.',
      'この相手に合う同意の範囲を選んでください',
    ],
    [
      'no scope is named for consent',
      wish('family', { scope: null }),
      'scope',
      'Scope null is none for a family.',
      'この相手に合う同意の範囲を選んでください',
    ],
    [
      'no exception is open',
      wish('agency', urgent),
      'basis',
      'No exception for danger to life is open.',
      '先に、生命・身体の緊急としての例外を記録してください',
    ],
    [
      'the reason is too short',
      wish('desk', { basis: 'law', reason: '緊急' }),
      'reason',
      'A ground other than consent needs its reason.',
      `理由を ${settings.leastReason} 字以上で書いてください`,
    ],
  ])('where %s names the field, what is wrong and how to mend it', (_why, wanted, field, message, mend) => {
    expect(saidOn(wanted)).toEqual([expect.stringContaining(message), { field, rule: 'legalBasis', mend }]);
  });
});

describe('sharing for danger to life', () => {
  const urgent = (more: Partial<ShareWish> = {}) => wish('agency', { basis: 'life_danger', reason: REASON, ...more });

  it('rests on an open exception for this recipient, and says on which', () => {
    expect(decideShare(danger('agency_referral'), urgent(), moment)).toEqual({ exceptionId: 'x' });
    expect(decideShare(danger('agency_referral'), urgent({ scope: null }), moment)).toEqual({ exceptionId: 'x' });
  });

  it('is for the scope that is named, where one is', () => {
    const plan = { recipient: { kind: 'plan' as const, id: TO }, scope: 'participation_matching' };
    expect(outcome(danger('intake_record'), urgent(plan))).toBe('share.basis-refused basis');
    expect(outcome(danger('intake_record'), urgent({ ...plan, scope: null }))).toBe('done');
  });

  it.each([
    ['none is open', nothing],
    ['it is over', danger('agency_referral', { until: '2026-11-19' })],
    ['it names somebody else', danger('agency_referral', { orgIds: ['somebody-else'] })],
    ['it is for another scope', danger('intake_record')],
    ['nothing is open for this kind', danger('family_contact')],
    ['it rests on another ground', danger('agency_referral', { basis: 'law' })],
  ])('is refused where %s', (_why, consent) => {
    expect(outcome(consent, urgent())).toBe('share.basis-refused basis');
  });
});

describe('what a disclosure rested on', () => {
  const asked = { scope: 'provider_disclosure', orgId: TO };

  it('is the person’s word before any exception', () => {
    const both = { ...granted('provider_disclosure'), exceptionTerms: danger('provider_disclosure').exceptionTerms };
    expect(groundOf(both, asked, moment)).toEqual({ basis: 'consent', exceptionId: null });
    const only = danger('provider_disclosure');
    expect(groundOf(only, asked, moment)).toEqual({ basis: 'life_danger', exceptionId: 'x' });
    expect(groundOf(nothing, asked, moment)).toEqual({ basis: 'consent', exceptionId: null });
  });
});

it('recalls from everybody who can give back', () => {
  expect(RECALLED).toEqual(['desk', 'agency', 'conference', 'host']);
});

it('never shares by consent what the person’s word does not cover', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...RECIPIENT_KINDS),
      fc.constantFrom(...Object.values(SCOPE_OF)),
      fc.constantFrom('GRANTED', 'PARTIAL', 'REFUSED', 'WITHDRAWN', 'EXPIRED', 'EXCEPTION'),
      fc.constantFrom(TO, 'somebody-else'),
      fc.constantFrom(null, '2026-11-19', TODAY),
      (kind, scope, state, named, until) => {
        const consent = { ...nothing, state, terms: [{ scope, orgIds: namesRecipients(scope) ? [named] : [], until }] };
        const holds = ['GRANTED', 'PARTIAL'].includes(state) && until !== '2026-11-19';
        const towards = !namesRecipients(scope) || named === TO;
        const covered = holds && towards && scope === SCOPE_OF[kind];
        expect(outcome(consent, wish(kind))).toBe(covered ? 'done' : 'consent.missing');
      },
    ),
  );
});
