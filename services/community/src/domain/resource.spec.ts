import { type Actor, AppError, isRole, type Role, ROLES } from '#libs/kernel';
import { refuseCorrection, RESOURCE, type Resource, type ResourceStep, takeStep } from './resource';

const TODAY = '2026-11-16';

const actor = (role: Role, sub = 'someone'): Actor => ({ sub, roles: [role], orgId: null, tenant: '990019' });
const aResource = (given: Partial<Resource> = {}): Resource => ({
  state: 'ACTIVE',
  type: 'place',
  addressConfidential: false,
  lastConfirmedOn: '2026-01-01',
  publicationAgreedOn: '2026-01-01',
  suspendedBy: 'another',
  ...given,
});
const coordinator = actor('COMMUNITY_COORDINATOR');

/** Each step with everything its guard could want. */
const STEPS: readonly ResourceStep[] = [
  { event: 'submit' },
  { event: 'approve' },
  { event: 'reject', reason: 'incomplete' },
  { event: 'publish', agreedOn: '2026-11-01' },
  { event: 'unpublish' },
  { event: 'pause', resumesOn: null },
  { event: 'resume', assessedSincePause: true },
  { event: 'staleCheck' },
  { event: 'takeBackGone' },
  { event: 'takeBackGonePublic' },
  { event: 'confirm' },
  { event: 'confirmPublic', assessedSincePause: true },
  { event: 'close' },
  { event: 'suspendSafety', reason: 'other' },
  { event: 'reinstate' },
];

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return 'done';
}

describe('every step of every role in every state', () => {
  const listed = (state: string, event: string): readonly string[] =>
    RESOURCE.table.transitions.find((row) => row.from === state && row.event === event)?.actors ?? [];
  const states = Object.keys(RESOURCE.table.states);

  it('has a command for every event of the table', () => {
    const events = new Set(RESOURCE.table.transitions.map(({ event }) => event));
    expect(new Set(STEPS.map(({ event }) => event))).toEqual(events);
  });

  it.each(states)('is what the table lists, out of %s', (state) => {
    for (const step of STEPS) {
      for (const role of ROLES) {
        const actors = listed(state, step.event);
        const refusal = actors.length === 0 ? 'resource.transition-refused' : 'resource.role-refused';
        const expected = actors.filter(isRole).includes(role) ? 'done' : refusal;
        expect([step.event, role, codeOf(() => takeStep(aResource({ state }), step, TODAY, actor(role)))]).toEqual([
          step.event,
          role,
          expected,
        ]);
      }
    }
  });
});

describe('publishing a resource', () => {
  const publish = (given: Partial<Resource>, agreedOn = TODAY) =>
    takeStep(aResource(given), { event: 'publish', agreedOn }, TODAY, coordinator);

  it('remembers when the organisation agreed', () => {
    expect(publish({ publicationAgreedOn: null })).toEqual({ state: 'ACTIVE_PUBLIC', publicationAgreedOn: TODAY });
  });

  it.each([{ type: 'shelter' }, { addressConfidential: true }, { type: 'temporary_protection' }])(
    'is refused for a confidential place: %j',
    (given) => {
      expect(codeOf(() => publish(given))).toBe('resource.confidential');
    },
  );

  it('is refused for an agreement of tomorrow', () => {
    expect(codeOf(() => publish({}, '2026-11-17'))).toBe('resource.agreed-in-future');
  });
});

describe('staying public', () => {
  const confirm = (given: Partial<Resource>, assessedSincePause = true) =>
    takeStep(aResource(given), { event: 'confirmPublic', assessedSincePause }, TODAY, coordinator);

  it('confirms it today', () => {
    expect(confirm({ state: 'NEEDS_UPDATE' })).toMatchObject({ state: 'ACTIVE_PUBLIC', lastConfirmedOn: TODAY });
  });

  it('is refused where it was never public, is confidential, or comes out of a pause unassessed', () => {
    expect(codeOf(() => confirm({ state: 'PAUSED', publicationAgreedOn: null }))).toBe('resource.never-published');
    expect(codeOf(() => confirm({ state: 'PAUSED', addressConfidential: true }))).toBe('resource.confidential');
    expect(codeOf(() => confirm({ state: 'PAUSED' }, false))).toBe('resource.assessment-outdated');
  });
});

describe('resuming', () => {
  it('is refused until every counted place was assessed again', () => {
    const step: ResourceStep = { event: 'resume', assessedSincePause: false };
    expect(codeOf(() => takeStep(aResource({ state: 'PAUSED' }), step, TODAY, coordinator))).toBe(
      'resource.assessment-outdated',
    );
  });
});

describe('a suspension', () => {
  const suspended = takeStep(aResource(), { event: 'suspendSafety', reason: 'other' }, TODAY, coordinator);

  it('is lifted by another person only', () => {
    const row = { ...aResource(), ...suspended };
    expect(codeOf(() => takeStep(row, { event: 'reinstate' }, TODAY, coordinator))).toBe('resource.two-persons');
    const other = actor('DECISION_MAKER', 'head');
    expect(takeStep(row, { event: 'reinstate' }, TODAY, other)).toMatchObject({ state: 'ACTIVE', suspendedBy: null });
  });
});

describe('falling due for confirmation', () => {
  const check = (lastConfirmedOn: string | null) =>
    codeOf(() => takeStep(aResource({ lastConfirmedOn }), { event: 'staleCheck' }, TODAY, actor('SYSTEM')));

  it('takes no time where an imported list does not name it any more', () => {
    const gone: ResourceStep = { event: 'staleCheck', goneFromSource: true };
    const confirmedToday = aResource({ lastConfirmedOn: TODAY });
    expect(takeStep(confirmedToday, gone, TODAY, actor('SYSTEM'))).toEqual({ state: 'NEEDS_UPDATE' });
  });

  it('takes more than 180 days', () => {
    expect(check('2026-05-20')).toBe('resource.confirmed');
    expect(check('2026-05-19')).toBe('done');
    expect(check(null)).toBe('resource.confirmed');
  });
});

describe('a correction', () => {
  it('does not make a published place confidential, nor changes a closed one', () => {
    const confidential = { type: 'shelter', addressConfidential: false };
    expect(codeOf(() => refuseCorrection('ACTIVE_PUBLIC', confidential))).toBe('resource.confidential');
    expect(codeOf(() => refuseCorrection('ACTIVE', confidential))).toBe('done');
    expect(codeOf(() => refuseCorrection('CLOSED', { type: null, addressConfidential: false }))).toBe(
      'resource.closed',
    );
  });
});
