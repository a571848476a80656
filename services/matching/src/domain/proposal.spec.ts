import type { Actor } from '#libs/kernel';
import { needOf } from './match-request';
import {
  answerByOf,
  anonymousInquiry,
  isOpenProposal,
  OPEN_PROPOSAL_STATES,
  OPTION_STATES,
  overdueEvent,
  requireAssessedHost,
  requireChoice,
  requireDiscard,
  requireGuardian,
  requireHost,
  requireInquiry,
  requireOwnOrganisation,
  requireTrialDay,
  restsOn,
} from './proposal';

const NOW = new Date('2026-11-16T00:00:00Z');
const BEFORE = new Date(NOW.getTime() - 1);
const AFTER = new Date(NOW.getTime() + 1);
const actor = (roles: Actor['roles'], orgId: string | null): Actor => ({ sub: 's', roles, orgId, tenant: '990019' });

const crowd = [
  { from: 20, to: 29, people: 9000 },
  { from: 80, to: null, people: 9000 },
];

describe('an anonymous inquiry', () => {
  it('tells a host these seven things and nothing else (L05)', () => {
    const need = needOf({
      primaryPurposes: ['role'],
      mode: ['in_person'],
      supportRequired: ['watch_over'],
      windows: [
        { day: 'mon', from: '10:00', to: '12:00' },
        { day: 'mon', from: '14:00', to: '16:00' },
      ],
      point: { lat: 35.5, lng: 139.5 },
      startBy: '2026-12-01',
      companions: [{ relation: 'child', age: 2, need: 'care', fiscalYearAge: null }],
    });
    expect(anonymousInquiry(26, need, crowd)).toEqual({
      inquiry: {
        ageFrom: 20,
        ageTo: 29,
        purposes: ['role'],
        modes: ['in_person'],
        supportRequired: ['watch_over'],
        days: ['mon'],
        startBy: '2026-12-01',
      },
      withheld: [],
    });
    expect(anonymousInquiry(97, need, crowd).inquiry).toMatchObject({ ageFrom: 80, ageTo: null });
    expect(anonymousInquiry(null, need, crowd).inquiry).toMatchObject({ ageFrom: null, ageTo: null });
  });

  it('says less where nobody knows how many people live there, and tells the worker what', () => {
    const need = needOf({ supportRequired: ['watch_over'] });
    const { inquiry, withheld } = anonymousInquiry(26, need, null);
    expect(inquiry).toMatchObject({ ageFrom: 18, ageTo: 39, supportRequired: [] });
    expect(withheld).toEqual(['age_decade', 'watch_over']);
  });
});

describe('time', () => {
  const at = (state: string, answerBy: Date | null, heldUntil: Date | null) =>
    overdueEvent({ state, answerBy, heldUntil }, NOW);

  it('expires an inquiry before its hold ends it', () => {
    expect(at('ANON_INQUIRY', BEFORE, BEFORE)).toBe('expire');
    expect(at('NAMED_INQUIRY', NOW, null)).toBe('expire');
    expect(at('ANON_INQUIRY', AFTER, AFTER)).toBeNull();
  });

  it('revokes with the hold, except while the person thinks', () => {
    expect(at('TRIAL_SCHEDULED', null, BEFORE)).toBe('revoke');
    expect(at('PERSON_OFFERED', null, BEFORE)).toBe('holdLapsed');
    expect(at('PERSON_OFFERED', BEFORE, null)).toBeNull();
    expect(at('ACCEPTED', BEFORE, BEFORE)).toBeNull();
  });

  it('runs for hosts and never for the person', () => {
    expect(answerByOf('PERSON_OFFERED', NOW)).toBeNull();
    expect(answerByOf('ANON_INQUIRY', NOW)?.toISOString()).toBe('2026-11-30T00:00:00.000Z');
  });
});

describe('a withdrawal', () => {
  const open = { orgId: 'a', state: 'DRAFT', nameRequired: true, items: [] };
  it.each([
    ['matching: everything', { scopes: ['participation_matching'], orgIds: [] }, open, true],
    ['disclosure to this organisation', { scopes: ['provider_disclosure'], orgIds: ['a'] }, open, true],
    ['disclosure to another', { scopes: ['provider_disclosure'], orgIds: ['b'] }, open, false],
    ['disclosure to nobody in particular', { scopes: ['provider_disclosure'], orgIds: [] }, open, true],
    [
      'disclosure, where no name is needed or given',
      { scopes: ['provider_disclosure'], orgIds: ['a'] },
      { ...open, nameRequired: false },
      false,
    ],
    [
      'disclosure, where the name was given',
      { scopes: ['provider_disclosure'], orgIds: ['a'] },
      { ...open, nameRequired: false, items: ['name'] },
      true,
    ],
    ['anonymous inquiry, before it', { scopes: ['anonymous_inquiry'], orgIds: [] }, open, false],
    [
      'anonymous inquiry, while it runs',
      { scopes: ['anonymous_inquiry'], orgIds: [] },
      { ...open, state: 'ANON_INQUIRY' },
      true,
    ],
    ['photographs', { scopes: ['photo_publication'], orgIds: ['a'] }, open, false],
  ])('of %s', (_, withdrawn, proposal, ends) => {
    expect(restsOn(proposal, withdrawn)).toBe(ends);
  });
});

describe('who may', () => {
  it('hides other organisations, also from somebody with an organisation of their own', () => {
    expect(() => requireOwnOrganisation(actor(['PROVIDER_STAFF'], 'b'), 'a', 'proposal')).toThrow(/No such proposal/);
    expect(() => requireOwnOrganisation(actor(['PROVIDER_STAFF'], null), 'a', 'proposal')).toThrow();
    expect(() => requireOwnOrganisation(actor(['PROVIDER_STAFF'], 'a'), 'a', 'proposal')).not.toThrow();
    expect(() => requireOwnOrganisation(actor(['CSW'], null), 'a', 'proposal')).not.toThrow();
    expect(() => requireHost(actor(['CSW', 'PROVIDER_STAFF'], null), 'a')).toThrow();
  });
});

it('offers one place only with a reason', () => {
  expect(() => requireChoice(1, undefined)).toThrow();
  expect(() => requireChoice(1, 'only_one_near')).not.toThrow();
  expect(() => requireChoice(2, undefined)).not.toThrow();
});

it('asks about discarding only where something was told', () => {
  expect(() => requireDiscard([], undefined)).not.toThrow();
  expect(() => requireDiscard(['name'], false)).toThrow();
  expect(() => requireDiscard(['name'], true)).not.toThrow();
});

it.each([
  ['ready', '2026-11-16', true],
  ['needs_support', '2025-11-16', true],
  ['ready', '2025-11-15', false],
  ['paused', '2026-11-16', false],
  ['not_assessed', null, false],
] as const)('takes an assessment %s of %s: %s', (status, assessedOn, valid) => {
  const check = () => requireAssessedHost({ status, assessedOn, maxConcurrent: null, current: null }, '2026-11-16');
  if (valid) expect(check).not.toThrow();
  else expect(check).toThrow();
});

it.each([
  [15, 'granted', true],
  [15, 'not_required', false],
  [15, null, false],
  [16, null, true],
  [null, null, false],
  [null, 'not_required', true],
  [null, 'refused', false],
] as const)('at the age of %s with the word %s: %s', (age, word, may) => {
  const check = () => requireGuardian(age, word, 16);
  if (may) expect(check).not.toThrow();
  else expect(check).toThrow();
});

it('knows which states are open', () => {
  expect(OPEN_PROPOSAL_STATES).toHaveLength(8);
  expect(isOpenProposal('ACCEPTED')).toBe(false);
});

it('knows which places the person sees or can be shown at once', () => {
  expect(OPEN_PROPOSAL_STATES.filter((state) => !OPTION_STATES.includes(state))).toEqual(['DRAFT', 'ANON_INQUIRY']);
});

it.each([
  [true, false, false],
  [true, true, true],
  [false, false, true],
  [false, true, true],
])('asks at a place open=%s that needs a name=%s: %s', (open, named, may) => {
  const check = () => requireInquiry(open, named);
  if (may) expect(check).not.toThrow();
  else expect(check).toThrow();
});

it.each([
  ['2026-11-15T23:59:00+09:00', 'proposal.trial-in-past'],
  ['2026-11-16T00:00:00+09:00', null],
  ['2027-02-14T23:59:00+09:00', null],
  ['2027-02-15T00:00:00+09:00', 'proposal.trial-too-far'],
])('lets a trial be on %s: %s', (at, code) => {
  const check = () => requireTrialDay(new Date(at), '2026-11-16');
  if (code === null) expect(check).not.toThrow();
  else expect(check).toThrow(expect.objectContaining({ code }));
});
