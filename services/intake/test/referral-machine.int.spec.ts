import {
  AcceptReferralV1,
  AssignReferralV1,
  EscalateReferralV1,
  type RequestType,
  ResendReferralV1,
  ReturnReferralV1,
  SendReferralV1,
  StartAssessmentV1,
  TakeOnReferralV1,
  WithdrawReferralV1,
} from '#libs/contracts';
import { type Actor, ROLES, type Role } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import fc from 'fast-check';
import { ReferralChaseTimer } from '../src/timers/referral-chase.timer';
import { holderOf, REFERRAL } from '../src/domain/referral';
import { INTAKE } from '../src/intake.module';
import { refusal } from './fixtures';
import { type DeskOf, Referrals } from './referral-fixtures';

type Input = (receiver: DeskOf) => object;
const given: Input = ({ deskId }) => ({ toDeskId: deskId, basis: 'consent' });

/** Every event that somebody can ask for. `overdue` is the clock's alone; the automatic `escalate` the system's. */
const STEPS: Readonly<Record<string, readonly [RequestType, Input]>> = {
  send: [SendReferralV1, given],
  accept: [AcceptReferralV1, () => ({})],
  return: [ReturnReferralV1, () => ({ reason: 'other', words: '今は動けない' })],
  resend: [ResendReferralV1, given],
  escalate: [EscalateReferralV1, () => ({})],
  assign: [AssignReferralV1, given],
  withdraw: [WithdrawReferralV1, () => ({ reason: 'person_wish' })],
};
const PEOPLE = ROLES.filter((role) => role !== 'SYSTEM');
const STATES = Object.keys(REFERRAL.table.states);

describe('the machine ReferralSheet as it is offered', () => {
  let world: ServiceWorld;
  let sheets: Referrals;
  let desk: DeskOf;
  let referralId: string;

  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    sheets = await Referrals.start(world);
    const sub = 'whoever';
    desk = await sheets.desk({ members: [sub], managerSub: sub });
    const { caseRef } = await sheets.triaged();
    await world.ask(StartAssessmentV1, { caseRef }, sheets.story.worker);
    referralId = await sheets.sent(caseRef, {}, desk);
  }, 60_000);
  afterAll(() => world.stop());

  const as = (roles: Role | readonly Role[]): Actor => world.actor(roles, { sub: 'whoever' });
  const put = (state: string, returns = 0) =>
    world.sql(`UPDATE referral_sheets SET state = $2, returns = $3, to_desk_id = $4 WHERE id = $1`, [
      referralId,
      state,
      returns,
      desk.deskId,
    ]);
  const state = () => sheets.stateOf('referral_sheets', referralId);
  const written = async (): Promise<number> => {
    const steps = 'SELECT count(*)::int AS n FROM referral_steps WHERE referral_id = $1';
    return (await world.sql<{ n: number }>(steps, [referralId]))[0]?.n ?? 0;
  };
  const ask = (event: string, actor: Actor) => {
    const [request, input] = STEPS[event] ?? [];
    if (!request || !input) throw new Error(event);
    return refusal(world.ask(request, { referralId, ...input(desk) }, actor));
  };

  it('has a request for every event, for exactly the roles of the table', () => {
    const events = new Set(REFERRAL.table.transitions.map(({ event }) => event));
    expect([...events].sort()).toEqual([...Object.keys(STEPS), 'overdue'].sort());
    expect(REFERRAL.rolesFor('overdue')).toEqual(['SYSTEM']);
    for (const [event, [request]] of Object.entries(STEPS)) {
      const asked = event === 'accept' ? [...request.allow, ...TakeOnReferralV1.allow] : request.allow;
      const people = REFERRAL.rolesFor(event).filter((role) => role !== 'SYSTEM');
      expect([event, [...new Set(asked)].sort()]).toEqual([event, [...people].sort()]);
    }
  });

  it('takes every step that the table lists for a role, and refuses all others', async () => {
    let played = 0;
    for (const from of STATES) {
      for (const event of Object.keys(STEPS)) {
        for (const role of PEOPLE) {
          await put(from, event === 'escalate' ? 2 : 0);
          const [got, expected] = [await ask(event, as(role)), expectedFor(from, event, role)];
          expect([from, event, role, got]).toEqual([from, event, role, expected]);
          expect(await state()).toBe(expected === 'done' ? targetOf(from, event) : from);
          played += 1;
        }
      }
    }
    expect(played).toBe(STATES.length * Object.keys(STEPS).length * PEOPLE.length);
  }, 120_000);

  it('lets the manager or a worker of the desk take on what is with the manager, and nothing else', async () => {
    for (const from of STATES) {
      for (const role of PEOPLE) {
        await put(from);
        const taken = { referralId, toDeskId: desk.deskId, basis: 'consent' };
        const got = await refusal(world.ask(TakeOnReferralV1, taken, as(role)));
        const allowed = TakeOnReferralV1.allow.includes(role);
        const listed = from === 'ESCALATED' ? 'done' : 'referral-sheet.transition-refused';
        expect([from, role, got]).toEqual([from, role, allowed ? listed : 'role.refused']);
      }
    }
  }, 60_000);

  it('lets the clock alone call a sheet overdue, and only one that waits for its receiver', async () => {
    for (const from of STATES) {
      await put(from);
      await world.sql(
        `UPDATE referral_sheets SET remind_at = now() - interval '2 days', overdue_at = now() - interval '1 day' WHERE id = $1`,
        [referralId],
      );
      await world.services[0]?.app.get(ReferralChaseTimer).pass();
      expect([from, await state()]).toEqual([from, from === 'SENT' ? 'ESCALATED' : from]);
    }
  });

  it('keeps every sheet in somebody’s hands on any walk, and writes down every step of it', async () => {
    const everybody = as(PEOPLE);
    const walks = fc.array(fc.constantFrom(...Object.keys(STEPS)), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(walks, async (walk) => {
        const before = await written();
        await put('DRAFT');
        let expected = { state: 'DRAFT', returns: 0, steps: 0 };
        for (const event of walk) {
          const got = await ask(event, everybody);
          const next = modelOf(expected, event);
          expect([walk, event, got]).toEqual([walk, event, next.code]);
          expected = next;
          const [row] = await world.sql<{ state: string; from: string; to: string }>(
            'SELECT state, from_desk_id AS from, to_desk_id AS to FROM referral_sheets WHERE id = $1',
            [referralId],
          );
          expect([walk, row?.state]).toEqual([walk, expected.state]);
          const sheet = { state: row?.state ?? '', fromDeskId: row?.from ?? '', toDeskId: row?.to ?? '' };
          expect([sheet.fromDeskId, sheet.toDeskId]).toContain(holderOf(sheet).deskId);
        }
        expect([walk, (await written()) - before]).toEqual([walk, expected.steps]);
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});

const targetOf = (from: string, event: string): string | undefined =>
  REFERRAL.table.transitions.find((row) => row.from === from && row.event === event)?.to;

function expectedFor(from: string, event: string, role: Role): string {
  if (!STEPS[event]?.[0].allow.includes(role)) return 'role.refused';
  const row = REFERRAL.table.transitions.find((one) => one.from === from && one.event === event);
  if (!row) return 'referral-sheet.transition-refused';
  return row.actors.includes(role) ? 'done' : 'referral-sheet.role-refused';
}

interface Model {
  readonly state: string;
  readonly returns: number;
  readonly steps: number;
  readonly code?: string;
}

/** A sheet in plain words: what somebody with every role gets, and where the sheet is then. */
function modelOf({ state, returns, steps }: Model, event: string): Required<Model> {
  const to = targetOf(state, event);
  if (to === undefined) return { state, returns, steps, code: 'referral-sheet.transition-refused' };
  if (event === 'escalate' && returns < 2) return { state, returns, steps, code: 'referral.returned-once' };
  if (event !== 'return') return { state: to, returns, steps: steps + 1, code: 'done' };
  const second = returns + 1 >= 2;
  return { state: second ? 'ESCALATED' : to, returns: returns + 1, steps: steps + (second ? 2 : 1), code: 'done' };
}
