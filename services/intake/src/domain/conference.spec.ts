import fc from 'fast-check';
import { ROLES, systemActor } from '#libs/kernel';
import {
  checkAgendaItem,
  checkAppointment,
  checkConclusions,
  CONFERENCE,
  mayRead,
  type Reader,
  refusePlanOnAgenda,
  refuseTransferBasis,
  refuseUncalledItems,
  refuseWhenFull,
  refuseWordsIn,
} from './conference';
import { checkPledge, goodUntil } from './conference-pledge';
import settings from './conference-settings.json';
import { refusal } from './refusal-fixtures';
import { checkTransferredFacts, withAdded } from './transferred-facts';
import { NOTHING_KNOWN } from './person';

const TODAY = '2026-11-20';

const reader = (more: Partial<Reader> = {}): Reader => ({
  summons: { leftOut: false },
  appointments: [{ appointedFrom: '2026-04-01', appointedUntil: null }],
  pledges: [{ givenOn: '2026-04-01', goodUntil: '2027-03-31' }],
  ...more,
});
const held = { conferenceState: 'IN_SESSION', itemState: 'ON' };

describe('who may read an item', () => {
  it('is called to it, a member today and bound by a pledge that holds today', () => {
    expect(mayRead(held, reader(), TODAY)).toBe(true);
    expect(mayRead(held, reader({ summons: null }), TODAY)).toBe(false);
    expect(mayRead(held, reader({ summons: { leftOut: true } }), TODAY)).toBe(false);
    expect(mayRead(held, reader({ pledges: [] }), TODAY)).toBe(false);
    expect(mayRead(held, reader({ appointments: [] }), TODAY)).toBe(false);
  });

  it('reads up to the last day of appointment and pledge, and from their first', () => {
    const until = [{ appointedFrom: TODAY, appointedUntil: TODAY }];
    const oneDay = [{ givenOn: TODAY, goodUntil: TODAY }];
    for (const [day, may] of [
      ['2026-11-19', false],
      [TODAY, true],
      ['2026-11-21', false],
    ] as const) {
      expect(mayRead(held, reader({ appointments: until }), day)).toBe(may);
      expect(mayRead(held, reader({ pledges: oneDay }), day)).toBe(may);
    }
  });

  it('reads from the summons on, nothing of what left the agenda and nothing after a cancellation', () => {
    const readable = Object.keys(CONFERENCE.table.states).filter((conferenceState) =>
      mayRead({ conferenceState, itemState: 'ON' }, reader(), TODAY),
    );
    expect(readable).toEqual(['CONVENED', 'IN_SESSION', 'CONCLUDED', 'MINUTES_APPROVED']);
    expect(mayRead({ ...held, itemState: 'LEFT' }, reader(), TODAY)).toBe(false);
  });

  it('never gains by losing a summons, an appointment or a pledge', () => {
    const parts = fc.record({ called: fc.boolean(), member: fc.boolean(), pledged: fc.boolean() });
    fc.assert(
      fc.property(parts, ({ called, member, pledged }) => {
        const seen = mayRead(
          held,
          {
            summons: called ? { leftOut: false } : null,
            appointments: member ? reader().appointments : [],
            pledges: pledged ? reader().pledges : [],
          },
          TODAY,
        );
        expect(seen).toBe(called && member && pledged);
      }),
    );
  });
});

describe('a pledge', () => {
  const oral = { sub: 'm', method: 'oral' as const, givenOn: TODAY, heardBy: 'chair', reason: '今夜の安否確認' };

  it('holds to the end of the fiscal year in writing, and by word of mouth to the next working day', () => {
    expect(goodUntil('written', '2026-04-01')).toBe('2027-03-31');
    expect(goodUntil('written', '2027-03-31')).toBe('2027-03-31');
    expect(goodUntil('written', '0001-02-01')).toBe('0001-03-31');
    // 2026-11-20 is a Friday, Monday the 23rd a holiday.
    expect(goodUntil('oral', TODAY)).toBe('2026-11-24');
  });

  it('is given by word of mouth only with who heard it and why, and not twice in place of a signature', () => {
    const before = (method: 'written' | 'oral') => [{ method, givenOn: '2026-11-01', goodUntil: '2026-11-04' }];
    expect(refusal(() => checkPledge(oral, [], TODAY))).toBe('done');
    expect(refusal(() => checkPledge({ ...oral, heardBy: null }, [], TODAY))).toBe('pledge.heard-by-missing');
    expect(refusal(() => checkPledge({ ...oral, reason: null }, [], TODAY))).toBe('pledge.heard-by-missing');
    expect(refusal(() => checkPledge({ ...oral, heardBy: 'm' }, [], TODAY))).toBe('pledge.heard-by-self');
    expect(refusal(() => checkPledge({ ...oral, givenOn: '2026-11-21' }, [], TODAY))).toBe('pledge.in-future');
    expect(refusal(() => checkPledge(oral, before('oral'), TODAY))).toBe('pledge.to-be-made-good');
    expect(refusal(() => checkPledge(oral, [...before('oral'), ...before('written')], TODAY))).toBe('done');
    const written = { ...oral, method: 'written' as const };
    expect(refusal(() => checkPledge(written, [], TODAY))).toBe('pledge.in-writing');
    expect(refusal(() => checkPledge({ ...written, heardBy: null, reason: null }, before('oral'), TODAY))).toBe('done');
    expect(refusal(() => checkPledge({ ...written, heardBy: null }, [], TODAY))).toBe('pledge.in-writing');
    expect(refusal(() => checkPledge({ ...written, reason: null }, [], TODAY))).toBe('pledge.in-writing');
  });
});

describe('the agenda', () => {
  it('has items with a case and, in the multilayered conference, items about the system', () => {
    const item = (kind: string, more: object = {}) => refusal(() => checkAgendaItem({ kind, ...more }));
    expect(item('sharing', { caseRef: 'c' })).toBe('done');
    expect(item('sharing')).toBe('conference-item.case-missing');
    expect(item('sharing', { caseRef: 'c', topic: 't' })).toBe('conference-item.topic-unexpected');
    expect(item('plan_adequacy', { caseRef: 'c' })).toBe('conference-item.plan-missing');
    expect(item('closure_evaluation', { caseRef: 'c', planId: 'p' })).toBe('done');
    expect(item('system', { topic: '夜間の居場所が足りない' })).toBe('done');
    expect(item('resources', { topic: 't', caseRef: 'c' })).toBe('conference-item.case-unexpected');
    expect(item('resources', { topic: 't', planId: 'p' })).toBe('conference-item.case-unexpected');
    expect(item('resources')).toBe('conference-item.topic-missing');
  });

  it('takes a plan only where the person has agreed to it, or where it is evaluated', () => {
    expect(refusal(() => refusePlanOnAgenda('plan_adequacy', 'SUBMITTED'))).toBe('done');
    expect(refusal(() => refusePlanOnAgenda('plan_adequacy', 'DRAFT'))).toBe('conference-item.plan-not-ready');
    expect(refusal(() => refusePlanOnAgenda('closure_evaluation', 'EVALUATING'))).toBe('done');
    expect(refusal(() => refusePlanOnAgenda('closure_evaluation', 'ACTIVE'))).toBe('conference-item.plan-not-ready');
    expect(refusal(() => refusePlanOnAgenda('sharing', 'ACTIVE'))).toBe('done');
  });

  it('calls somebody besides the chair to every item that is still on it', () => {
    const items = [
      { id: 'a', state: 'ON' },
      { id: 'b', state: 'LEFT' },
    ];
    const call = (itemId: string, sub: string) => ({ itemId, sub });
    expect(refusal(() => refuseUncalledItems([], [], 'chair'))).toBe('conference.agenda-empty');
    expect(refusal(() => refuseUncalledItems(items, [call('a', 'chair')], 'chair'))).toBe(
      'conference.members-not-chosen',
    );
    expect(refusal(() => refuseUncalledItems(items, [call('b', 'm')], 'chair'))).toBe('conference.members-not-chosen');
    expect(refusal(() => refuseUncalledItems(items, [call('a', 'm')], 'chair'))).toBe('done');
    expect(refusal(() => refuseUncalledItems([{ id: 'b', state: 'LEFT' }], [], 'chair'))).toBe('done');
  });

  it('has an end', () => {
    expect(refusal(() => refuseWhenFull('papers', settings.papersPerItem - 1))).toBe('done');
    expect(refusal(() => refuseWhenFull('papers', settings.papersPerItem))).toBe('conference.full');
  });

  it('takes material until the session is over and minutes from the session until they are approved', () => {
    const states = Object.keys(CONFERENCE.table.states);
    const taken = (kind: string) => states.filter((state) => refusal(() => refuseWordsIn(state, kind)) === 'done');
    expect(taken('material')).toEqual(['PLANNED', 'CONVENED', 'IN_SESSION']);
    expect(taken('minutes')).toEqual(['IN_SESSION', 'CONCLUDED']);
  });

  it('appoints nobody until a day before the first', () => {
    const appoint = (appointedUntil: string | null) => () => checkAppointment({ appointedFrom: TODAY, appointedUntil });
    expect(refusal(appoint(null))).toBe('done');
    expect(refusal(appoint(TODAY))).toBe('done');
    expect(refusal(appoint('2026-11-19'))).toBe('conference-member.until-before-from');
  });
});

describe('conclusions', () => {
  const items = [
    { id: 'a', kind: 'information_exchange' },
    { id: 'b', kind: 'support_structure' },
  ];
  const given = (...pairs: readonly (readonly [string, string])[]) =>
    pairs.map(([itemId, conclusion]) => ({ itemId, conclusion }));

  it('are one for each item, neither fewer nor more nor twice', () => {
    const check = (...pairs: readonly (readonly [string, string])[]) =>
      refusal(() => checkConclusions('support', items, given(...pairs)));
    expect(check(['b', 'emergency'], ['a', 'continue_watch'])).toBe('done');
    expect(check(['a', 'continue_watch'])).toBe('conference.conclusions-incomplete');
    expect(check(['a', 'no_need'], ['a', 'no_need'])).toBe('conference.conclusions-incomplete');
    expect(check(['a', 'no_need'], ['b', 'no_need'], ['c', 'no_need'])).toBe('conference.conclusions-incomplete');
  });

  it('fit the kind of the item and of the conference', () => {
    expect(refusal(() => checkConclusions('support', items.slice(0, 1), given(['a', 'plan_adequate'])))).toBe(
      'conference.conclusion-unfit',
    );
    const mixed = [
      { id: 'b', kind: 'system' },
      { id: 'a', kind: 'plan_adequacy' },
    ];
    const both = given(['a', 'plan_adequate'], ['b', 'propose']);
    expect(refusal(() => checkConclusions('multilayered', mixed, both))).toBe('done');
    const swapped = given(['a', 'propose'], ['b', 'plan_adequate']);
    expect(refusal(() => checkConclusions('multilayered', mixed, swapped))).toBe('conference.conclusion-unfit');
    const plan = [{ id: 'a', kind: 'plan_adequacy' }];
    expect(refusal(() => checkConclusions('multilayered', plan, given(['a', 'plan_adequate'])))).toBe('done');
    expect(refusal(() => checkConclusions('multilayered', plan, given(['a', 'close'])))).toBe(
      'conference.conclusion-unfit',
    );
  });
});

describe('what leaves a support conference', () => {
  it('never goes on the ground on which it was learned, and to a conference that rests on consent only with it', () => {
    for (const target of Object.keys(settings.transferBases))
      expect(refusal(() => refuseTransferBasis(target, 'art106_6'))).toBe('transfer.basis-refused');
    expect(refusal(() => refuseTransferBasis('multilayered_item', 'law'))).toBe('transfer.basis-refused');
    expect(refusal(() => refuseTransferBasis('host', 'internal_duty'))).toBe('transfer.basis-refused');
    expect(refusal(() => refuseTransferBasis('host', 'consent'))).toBe('done');
    expect(refusal(() => refuseTransferBasis('note', 'law'))).toBe('done');
    expect(refusal(() => refuseTransferBasis('elsewhere', 'consent'))).toBe('transfer.basis-refused');
  });

  it('goes to matching as codes, added to what is known, and as codes nowhere else', () => {
    expect(refusal(() => checkTransferredFacts('matching', undefined))).toBe('transfer.facts-missing');
    expect(refusal(() => checkTransferredFacts('matching', { avoid: [] }))).toBe('transfer.facts-missing');
    expect(refusal(() => checkTransferredFacts('matching', { avoid: ['crowd'] }))).toBe('done');
    expect(refusal(() => checkTransferredFacts('note', { avoid: ['crowd'] }))).toBe('transfer.facts-unexpected');
    expect(refusal(() => checkTransferredFacts('note', undefined))).toBe('done');
    expect(withAdded(NOTHING_KNOWN, { avoid: ['crowd'] })).toEqual({ ...NOTHING_KNOWN, avoid: ['crowd'] });
    const known = { ...NOTHING_KNOWN, avoid: ['crowd'], strengths: ['drawing'] };
    expect(withAdded(known, { avoid: ['crowd', 'noise'], interests: ['trains'] })).toEqual({
      ...known,
      avoid: ['crowd', 'noise'],
      interests: ['trains'],
    });
  });
});

describe('the machine Conference', () => {
  const { states, transitions } = CONFERENCE.table;

  it('refuses every state, event and role that the table does not list', () => {
    for (const state of Object.keys(states)) {
      for (const event of new Set(transitions.map((row) => row.event))) {
        for (const role of ROLES) {
          const row = transitions.find((one) => one.from === state && one.event === event);
          const move = () => CONFERENCE.next(state, event, { ...systemActor('intake', '990019'), roles: [role] });
          if (row?.actors.includes(role)) expect(move()).toBe(row.to);
          else expect(refusal(move)).toMatch(/^conference\.(?:transition|role)-refused$/);
        }
      }
    }
  });
});
