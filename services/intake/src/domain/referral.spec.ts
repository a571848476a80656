import { codesOf, type Actor, ROLES } from '#libs/kernel';
import fc from 'fast-check';
import { CASE } from './case';
import {
  answersFor,
  caseEventAfter,
  caseStateAfter,
  goesToManager,
  holderOf,
  isDue,
  mayBeReadIn,
  receiverIdOf,
  recipientOf,
  refuseChangeIn,
  refuseEarlyEscalation,
  refuseFutureAgreement,
  refuseInHouse,
  refuseReceiver,
  refuseReferralIn,
  refuseUnlessWithManager,
  refuseWhileWaiting,
  REFERRAL,
  requireReceiver,
  scopeFor,
  type DeskFacts,
} from './referral';
import { refusal } from './refusal-fixtures';

const everybody: Actor = { sub: 'all', roles: [...ROLES], orgId: null, tenant: '990019' };
const events = [...new Set(REFERRAL.table.transitions.map(({ event }) => event))];
const STATES = Object.keys(REFERRAL.table.states);

const aDesk = (more: Partial<DeskFacts> = {}): DeskFacts => ({
  id: 'desk-2',
  external: false,
  orgId: null,
  managerSub: 'manager',
  deputySub: 'deputy',
  members: ['kim'],
  closed: false,
  ...more,
});

describe('a sheet', () => {
  it('is in exactly one pair of hands, whatever is done with it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...events), fc.constantFrom('b', 'c', 'd')), { maxLength: 30 }),
        (acts) => {
          let sheet = { state: 'DRAFT', fromDeskId: 'a', toDeskId: null as string | null };
          for (const [event, deskId] of acts) {
            if (!REFERRAL.allows(sheet.state, event)) continue;
            const sends = ['send', 'resend', 'assign'].includes(event);
            sheet = {
              ...sheet,
              state: REFERRAL.next(sheet.state, event, everybody),
              toDeskId: sends ? deskId : sheet.toDeskId,
            };
            const { kind, deskId: holder } = holderOf(sheet);
            expect(['desk', 'manager']).toContain(kind);
            expect(kind === 'manager').toBe(sheet.state === 'ESCALATED');
            expect([sheet.fromDeskId, sheet.toDeskId]).toContain(holder);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('has somebody named for every state of the table, and for no other', () => {
    for (const state of STATES) expect(holderOf({ state, fromDeskId: 'a', toDeskId: 'b' }).deskId).not.toBe('');
    expect(() => holderOf({ state: 'SOMEWHERE', fromDeskId: 'a', toDeskId: 'b' })).toThrow('nobody');
    expect(() => holderOf({ state: 'SENT', fromDeskId: 'a', toDeskId: null })).toThrow('nobody');
  });

  it.each([
    ['DRAFT', 'desk', 'a'],
    ['SENT', 'desk', 'b'],
    ['RETURNED', 'desk', 'a'],
    ['ESCALATED', 'manager', 'b'],
    ['ACCEPTED', 'desk', 'b'],
    ['WITHDRAWN', 'desk', 'a'],
  ])('in state %s is with the %s of %s', (state, kind, deskId) => {
    expect(holderOf({ state, fromDeskId: 'a', toDeskId: 'b' })).toEqual({ kind, deskId });
  });

  it('can be taken on or withdrawn from every state that is no end', () => {
    for (const state of STATES.filter((one) => !REFERRAL.table.terminal.includes(one))) {
      expect([state, endsFrom(state)]).toEqual([state, ['ACCEPTED', 'WITHDRAWN']]);
    }
  });

  it('goes to the manager the second time, not the first', () => {
    expect([1, 2, 3].map(goesToManager)).toEqual([false, true, true]);
  });

  it('changes only while its sender has it', () => {
    const changeable = STATES.filter((state) => refusal(() => refuseChangeIn(state)) === 'done');
    expect(changeable).toEqual(['DRAFT', 'RETURNED']);
    expect(refusal(() => refuseChangeIn('SENT'))).toBe('referral.not-here');
  });

  it('is read by its receiver until it came back or was withdrawn', () => {
    expect(STATES.filter(mayBeReadIn)).toEqual(['SENT', 'ACCEPTED', 'ESCALATED']);
  });

  it('knows its receiver once it was sent', () => {
    expect(receiverIdOf({ state: 'SENT', toDeskId: 'b' })).toBe('b');
    expect(() => receiverIdOf({ state: 'DRAFT', toDeskId: null })).toThrow('nobody');
  });
});

describe('what a step of a sheet asks for', () => {
  it('the manager’s hands, before another desk takes it on', () => {
    const open = STATES.filter((state) => refusal(() => refuseUnlessWithManager(state)) === 'done');
    expect(open).toEqual(['ESCALATED']);
    expect(refusal(() => refuseUnlessWithManager('SENT'))).toBe('referral-sheet.transition-refused');
  });

  it('two returns, before a manager takes it in hand', () => {
    expect([0, 1, 2, 3].map((returns) => refusal(() => refuseEarlyEscalation(returns)))).toEqual([
      'referral.returned-once',
      'referral.returned-once',
      'done',
      'done',
    ]);
  });

  it('that nobody owes an answer, before a case is taken back', () => {
    expect(refusal(() => refuseWhileWaiting(['sheet']))).toBe('case.referral-waiting');
    expect(refusal(() => refuseWhileWaiting([]))).toBe('done');
  });

  it('somebody elsewhere and the person’s word of today or before, before a case ends with it', () => {
    expect(refusal(() => refuseInHouse({ external: false }))).toBe('referral.not-elsewhere');
    expect(refusal(() => refuseInHouse({ external: true }))).toBe('done');
    const agreed = (day: string) => refusal(() => refuseFutureAgreement(day, '2026-06-02'));
    expect(['2026-06-01', '2026-06-02', '2026-06-03'].map(agreed)).toEqual([
      'done',
      'done',
      'referral.agreed-in-future',
    ]);
  });

  it('a moment that has come', () => {
    const noon = new Date('2026-06-02T12:00:00Z');
    const minute = (offset: number) => isDue(new Date(noon.getTime() + offset), noon);
    expect([minute(-1), minute(0), minute(1), isDue(null, noon)]).toEqual([true, true, false, false]);
  });

  it('the manager of the desk or the deputy', () => {
    const desk = { managerSub: 'm', deputySub: 'd' };
    expect(['m', 'd', 'x'].map((sub) => answersFor(desk, sub))).toEqual([true, true, false]);
  });
});

/** Ends that can be reached from a state by any number of steps. */
function endsFrom(start: string): readonly string[] {
  const seen = new Set([start]);
  for (const state of seen) {
    for (const row of REFERRAL.table.transitions) if (row.from === state) seen.add(row.to);
  }
  return REFERRAL.table.terminal.filter((end) => seen.has(end));
}

describe('nobody is sent away', () => {
  it('there is neither a state nor a reason called 対象外, nor an end of a case that a return could lead to', () => {
    const words = [
      ...Object.entries(REFERRAL.table.states),
      ...Object.entries(CASE.table.states),
      ...codesOf('referralReturnReasons').map((code) => [code, code]),
    ].flat();
    expect(words.filter((word) => /対象外|not_eligible|out_of_scope/i.test(word))).toEqual([]);
    expect(caseStateAfter('REFERRED_OUT', 'returned')).toBe('TRIAGED');
  });
});

describe('a case that waits for its sheets', () => {
  it.each([
    ['REFERRED_OUT', 'ACCEPTED', false, 'accepted'],
    ['REFERRED_OUT', 'ACCEPTED', true, 'accepted'],
    ['REFERRED_OUT', 'RETURNED', false, 'returned'],
    ['REFERRED_OUT', 'RETURNED', true, null],
    ['REFERRED_OUT', 'WITHDRAWN', false, 'returned'],
    ['REFERRED_OUT', 'ESCALATED', false, null],
    ['ASSESSING', 'ACCEPTED', false, null],
    ['SUPPORTING', 'RETURNED', false, null],
    ['TRIAGED', 'WITHDRAWN', false, null],
  ])('%s, a sheet is %s, others wait: %s → %s', (caseState, sheetState, othersWait, event) => {
    expect(caseEventAfter(caseState, sheetState, othersWait)).toBe(event);
  });

  it('never waits for nothing: with every sheet settled it has moved on', () => {
    const settled = fc.constantFrom('ACCEPTED', 'RETURNED', 'WITHDRAWN');
    fc.assert(
      fc.property(fc.array(settled, { minLength: 1, maxLength: 8 }), (outcomes) => {
        let state = 'REFERRED_OUT';
        outcomes.forEach((outcome, index) => {
          const event = caseEventAfter(state, outcome, index < outcomes.length - 1);
          if (event !== null) state = caseStateAfter(state, event);
        });
        expect(state).toBe(outcomes.includes('ACCEPTED') ? 'ASSESSING' : 'TRIAGED');
      }),
    );
  });

  it('follows only as its own table says', () => {
    expect(caseStateAfter('REFERRED_OUT', 'accepted')).toBe('ASSESSING');
    expect(() => caseStateAfter('CLOSED', 'accepted')).toThrow('CLOSED');
  });

  it.each(['RECEIVED', 'INFO_PROVIDED', 'CLOSED'])('sends none in state %s', (state) => {
    expect(refusal(() => refuseReferralIn(state))).toBe('referral.not-now');
  });

  it('sends from every other state', () => {
    const open = Object.keys(CASE.table.states).filter((state) => refusal(() => refuseReferralIn(state)) === 'done');
    expect(open).toHaveLength(Object.keys(CASE.table.states).length - 3);
  });
});

describe('the receiver', () => {
  const kim: Actor = { ...everybody, sub: 'kim' };

  it('is another desk than the sender, and an open one', () => {
    expect(refusal(() => refuseReceiver('desk-2', aDesk()))).toBe('referral.same-desk');
    expect(refusal(() => refuseReceiver('desk-1', aDesk({ closed: true })))).toBe('desk.closed');
    expect(refusal(() => refuseReceiver('desk-1', aDesk()))).toBe('done');
  });

  it.each([
    ['a member', aDesk(), kim, null, 'done'],
    ['somebody else', aDesk(), everybody, null, 'referral.not-the-receiver'],
    ['somebody else who heard it', aDesk(), everybody, '係長', 'referral.not-the-receiver'],
    ['an agency that works with the system', aDesk({ external: true }), everybody, '係長', 'referral.not-the-receiver'],
    ['an agency that does not', aDesk({ external: true, members: [] }), everybody, null, 'referral.spoken-to-missing'],
    ['an agency that was heard', aDesk({ external: true, members: [] }), everybody, '所長', 'done'],
  ])('answers: %s', (_, desk, actor, spokenTo, code) => {
    expect(refusal(() => requireReceiver(desk, actor, spokenTo))).toBe(code);
  });

  it('is named in consent and shares by its organisation where it is outside', () => {
    const outside = aDesk({ external: true, orgId: 'org-9' });
    expect([scopeFor(outside), recipientOf(outside)]).toEqual(['agency_referral', { kind: 'agency', id: 'org-9' }]);
    expect([scopeFor(aDesk()), recipientOf(aDesk())]).toEqual(['internal_sharing', { kind: 'desk', id: 'desk-2' }]);
  });
});
