import { AppError } from '#libs/kernel';
import fc from 'fast-check';
import { holdersOf, refuseBackwardDays, takerOf } from './centre';
import {
  checkEarlyEnd,
  consequenceWords,
  type EarlyEnd,
  type EarlyEndReason,
  hasConsequence,
  needsApproval,
  refuseOwnApproval,
} from './early-end';
import settings from './early-end-settings.json';
import { dueBy, type Emergency, isRaised, requireRaised } from './emergency';
import { checkHandover, defaultDay, isUnderWay, receiverOf, type Receivers } from './handover';
import { checkTraining, refuseToNobody } from './learning';
import { noteTexts } from './note';
import { workloadOf } from './workload';

const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'done';
  } catch (error) {
    return error instanceof AppError ? error.code : 'bug';
  }
};
const aSub = fc.constantFrom('a', 'b', 'c', 'd', 'e');

describe('who has a case', () => {
  const area = fc.record({
    mains: fc.uniqueArray(aSub, { maxLength: 2 }),
    deputies: fc.uniqueArray(aSub, { maxLength: 3 }),
    away: fc.uniqueArray(aSub).map((subs) => new Set(subs)),
  });

  it('is never nobody, and somebody who is there where anybody is', () => {
    fc.assert(
      fc.property(fc.option(aSub, { nil: undefined }), fc.option(area), (named, of) => {
        const taker = takerOf(named, of, 'receiver');
        const workers = [...(of?.mains ?? []), ...(of?.deputies ?? [])];
        if (named !== undefined) expect(taker).toBe(named);
        else if (workers.length === 0) expect(taker).toBe('receiver');
        else expect(workers).toContain(taker);
        const present = workers.filter((sub) => of?.away.has(sub) !== true);
        if (named === undefined && present.length > 0) expect(present).toContain(taker);
      }),
    );
  });

  it('acts through the first deputy who is there while away, and answers where none is', () => {
    fc.assert(
      fc.property(aSub, area, (main, of) => {
        const { actingSub, deputySubs, mainSub } = holdersOf(main, 'area', of);
        const there = of.deputies.find((sub) => sub !== main && !of.away.has(sub));
        expect(mainSub).toBe(main);
        expect(deputySubs).not.toContain(main);
        expect(actingSub).toBe(of.away.has(main) ? (there ?? main) : main);
      }),
    );
  });

  it('works from a day to one that is not before', () => {
    expect(codeOf(() => refuseBackwardDays('2026-04-02', '2026-04-01', 'x'))).toBe('x');
    expect(codeOf(() => refuseBackwardDays('2026-04-02', '2026-04-02', 'x'))).toBe('done');
    expect(codeOf(() => refuseBackwardDays('2026-04-02', null, 'x'))).toBe('done');
  });
});

describe('a hand-over', () => {
  const receivers: Receivers = {
    toSub: 'rest',
    byArea: [{ areaId: 'north', toSub: 'area' }],
    byCase: [{ caseRef: 'k', toSub: 'case' }],
  };

  it('gives every case to somebody: by case, by area, or the rest', () => {
    const to = (caseRef: string, areaId: string | null) => receiverOf(receivers, { caseRef, areaId });
    expect([to('k', 'north'), to('l', 'north'), to('l', 'south'), to('l', null)]).toEqual([
      'case',
      'area',
      'rest',
      'rest',
    ]);
  });

  it('is on the next 1 April unless another day is named', () => {
    expect([defaultDay('2026-03-31'), defaultDay('2026-04-01'), defaultDay('2026-11-21')]).toEqual([
      ...['2026-04-01', '2027-04-01', '2027-04-01'],
    ]);
  });

  it('goes to others, on a day to come, each thing named once', () => {
    const check = (from: string, more: Partial<Receivers> = {}, onDay = '2026-11-22') =>
      codeOf(() => {
        checkHandover(from, { ...receivers, ...more }, onDay, '2026-11-21');
      });
    expect(check('x')).toBe('done');
    expect(check('x', {}, '2026-11-21')).toBe('handover.day-past');
    expect([check('rest'), check('area'), check('case')]).toEqual(Array(3).fill('handover.to-same-worker'));
    const [area] = receivers.byArea;
    expect(check('x', { byArea: area ? [area, area] : [] })).toBe('handover.named-twice');
  });

  it('is under way from its day on, or from when somebody began it, until it is over', () => {
    const days = ['2026-04-01', '2026-04-02'];
    const underWay = (state: string) => days.map((onDay) => isUnderWay({ state, onDay }, '2026-04-01'));
    expect(['PLANNED', 'RUNNING', 'DONE', 'CANCELLED'].map(underWay)).toEqual([
      ...[
        [true, false],
        [true, true],
      ],
      ...[
        [false, false],
        [false, false],
      ],
    ]);
  });
});

describe('workload', () => {
  const row = (sub: string, state: string, cases: number) => ({
    sub,
    areaId: null,
    state,
    cases,
    emergencies: 1,
    overdue: 0,
  });

  it('adds up to what was counted, the heaviest first', () => {
    const lines = workloadOf([row('a', 'SUPPORTING', 2), row('a', 'RECEIVED', 1), row('b', 'SUPPORTING', 9)]);
    expect(lines.map(({ sub, emergencies }) => `${sub} ${emergencies}`)).toEqual(['b 1', 'a 2']);
    expect(lines[1]?.states).toEqual([
      { state: 'SUPPORTING', cases: 2 },
      { state: 'RECEIVED', cases: 1 },
    ]);
  });
});

describe('an early end', () => {
  const end = (reason: EarlyEndReason, more: Partial<EarlyEnd> = {}): EarlyEnd => ({
    ...{ reason, note: '記録', receiverDeskId: null, receiver: null, safetyCheck: null },
    ...more,
  });
  const plain = { urgency: 'normal', intakeTopics: [], issueCategories: [] };
  const today = '2026-11-21';
  const check = (ending: EarlyEnd, kase = plain) =>
    codeOf(() => {
      checkEarlyEnd(ending, kase, today);
    });

  it('needs somebody else’s approval exactly where the person did not die, move or go on elsewhere', () => {
    const reasons = Object.keys(settings.reasons) as EarlyEndReason[];
    expect(reasons.filter(needsApproval)).toEqual(['declined', 'lost_contact']);
    expect(reasons.filter((reason) => hasConsequence(reason, 'stop_contacts'))).toEqual(['deceased']);
    for (const reason of reasons) {
      expect(consequenceWords(reason).length).toBeGreaterThan(0);
      expect(consequenceWords(reason).every(({ ja }) => ja !== '')).toBe(true);
    }
    expect(codeOf(() => refuseOwnApproval('a', 'a'))).toBe('case.end-needs-another');
    expect(codeOf(() => refuseOwnApproval('a', 'b'))).toBe('done');
  });

  it('needs a receiver where it is a transfer', () => {
    expect(check(end('transferred'))).toBe('case.receiver-missing');
    expect(check(end('transferred', { receiver: 'よその窓口' }))).toBe('done');
    expect(check(end('transferred', { receiverDeskId: 'desk' }))).toBe('done');
  });

  it.each([
    ['2026-11-22', 'case.safety-check-missing'],
    ['2026-11-21', 'done'],
    ['2026-11-07', 'done'],
    ['2026-11-06', 'case.safety-check-missing'],
  ])('with a safety check of %s: %s', (on, code) => {
    const safetyCheck = { on, how: 'visit', result: 'safe' as const };
    expect(check(end('lost_contact', { safetyCheck }))).toBe(code);
    expect(check(end('declined', { safetyCheck }), { ...plain, urgency: 'high' })).toBe(code);
  });

  it('asks for the check where it is serious, and never ends with a concern', () => {
    expect(check(end('declined'))).toBe('done');
    expect(check(end('declined'), { ...plain, urgency: 'high' })).toBe('case.safety-check-missing');
    expect(check(end('lost_contact'))).toBe('case.safety-check-missing');
    const safetyCheck = { on: today, how: 'visit', result: 'concern' as const };
    expect(check(end('moved', { safetyCheck }))).toBe('case.safety-concern');
  });
});

describe('the emergency flag', () => {
  const now = new Date('2026-11-21T03:00:00Z');
  const flag: Emergency = { state: 'RAISED', ownerSub: 'a', raisedAt: now.toISOString(), dueBy: now.toISOString() };

  it('is due at the end of the day unless something earlier or later is wished', () => {
    expect(dueBy(undefined, now, '2026-11-21')).toBe('2026-11-21T15:00:00.000Z');
    expect(dueBy('2026-11-21T13:00:00+09:00', now, '2026-11-21')).toBe('2026-11-21T04:00:00.000Z');
    expect(codeOf(() => dueBy(now.toISOString(), now, '2026-11-21'))).toBe('case.emergency-due-past');
  });

  it('is there to be handed on and cleared only while it stands', () => {
    expect([isRaised(flag), isRaised({ ...flag, state: 'CLEARED' }), isRaised(null)]).toEqual([true, false, false]);
    expect(requireRaised(flag)).toBe(flag);
    expect(codeOf(() => requireRaised({ ...flag, state: 'CLEARED' }))).toBe('case.no-emergency');
  });
});

describe('a note', () => {
  it('shows the text that holds, and every struck one with who and why', () => {
    const corrections = fc.array(fc.record({ text: fc.string(), reason: fc.string(), correctedBy: aSub }), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(fc.string(), corrections, (first, later) => {
        const correctedAt = new Date(0);
        const { text, version, struck } = noteTexts(
          { text: first },
          later.map((one) => ({ ...one, correctedAt })),
        );
        const texts = [first, ...later.map((one) => one.text)];
        expect([...struck.map((one) => one.text), text]).toEqual(texts);
        expect(version).toBe(texts.length);
        expect(struck.map(({ reason, struckBy }) => [reason, struckBy])).toEqual(
          later.map(({ reason, correctedBy }) => [reason, correctedBy]),
        );
      }),
    );
  });
});

describe('advice and training', () => {
  it('are given to somebody and recorded as they were', () => {
    expect(codeOf(() => refuseToNobody([undefined, undefined]))).toBe('advice.to-nobody');
    expect(codeOf(() => refuseToNobody([undefined, 'desk']))).toBe('done');
    const check = (heldOn: string, participants: number, named: number) =>
      codeOf(() => {
        checkTraining(heldOn, participants, named, '2026-11-21');
      });
    expect([check('2026-11-22', 1, 0), check('2026-11-21', 1, 2), check('2026-11-21', 2, 2)]).toEqual([
      ...['training.future-day', 'training.participants', 'done'],
    ]);
  });
});
