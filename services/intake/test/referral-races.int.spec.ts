import { ChangeDeskV1, SendReferralV1, WithdrawConsentV1 } from '#libs/contracts';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { INTAKE } from '../src/intake.module';
import { ReferralChaseTimer } from '../src/timers/referral-chase.timer';
import { refusal } from './fixtures';
import { Referrals } from './referral-fixtures';

const ROUNDS = 12;

describe('two who act on a つなぐシート at once', () => {
  let world: ServiceWorld;
  let sheets: Referrals;

  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    sheets = await Referrals.start(world);
  }, 60_000);
  afterAll(() => world.stop());

  const send = (referralId: string, to = sheets.receiver) =>
    refusal(world.ask(SendReferralV1, { referralId, ...sheets.to(to) }, sheets.sender.worker));

  it('never leave a sheet with a desk after the consent was taken back', async () => {
    const outcomes = new Set<string>();
    for (let round = 0; round < ROUNDS; round += 1) {
      const { caseRef, personRef } = await sheets.triaged();
      const referralId = await sheets.draft(caseRef);
      const [sent] = await Promise.all([
        send(referralId),
        world.ask(WithdrawConsentV1, { personRef }, sheets.story.worker),
      ]);
      const [state] = await sheets.statesOf(referralId);
      expect([sent, state]).toEqual([sent, sent === 'done' ? 'WITHDRAWN' : 'DRAFT']);
      outcomes.add(sent);
    }
    for (const outcome of outcomes) expect(['done', 'consent.missing']).toContain(outcome);
  }, 60_000);

  it('never leave a sheet with a desk that has closed', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const desk = await sheets.desk();
      const referralId = await sheets.draft((await sheets.triaged()).caseRef);
      const as = { nameJa: '窓口', external: false, fields: [], managerSub: 'm', members: ['w'] };
      const closing = { deskId: desk.deskId, ...as, closed: true };
      const keeper = world.actor('NO_REFUSAL_MANAGER');
      const [sent, closed] = await Promise.all([
        send(referralId, desk),
        refusal(world.ask(ChangeDeskV1, closing, keeper)),
      ]);
      const pair = `${sent} ${closed}`;
      expect(['done desk.holds-referrals', 'desk.closed done']).toContain(pair);
    }
  }, 60_000);

  it('take a sheet on once: who comes second is told', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { caseRef, referralId } = await sheets.referredOut();
      const answers = await Promise.all([
        refusal(sheets.accept(referralId)),
        refusal(sheets.giveBack(referralId)),
        refusal(sheets.accept(referralId)),
      ]);
      expect(answers.sort()).toEqual([
        'done',
        'referral-sheet.transition-refused',
        'referral-sheet.transition-refused',
      ]);
      const [state] = await sheets.statesOf(referralId);
      const home = state === 'ACCEPTED' ? 'ASSESSING' : 'TRIAGED';
      expect(await sheets.stateOf('cases', caseRef)).toBe(home);
    }
  }, 60_000);

  it('answer and clock: either the desk was in time or its manager has it', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { referralId } = await sheets.referredOut();
      await world.sql('UPDATE referral_sheets SET remind_at = now(), overdue_at = now() WHERE id = $1', [referralId]);
      const [returned] = await Promise.all([
        refusal(sheets.giveBack(referralId)),
        world.services[0]?.app.get(ReferralChaseTimer).pass(),
      ]);
      const [state] = await sheets.statesOf(referralId);
      expect(state).toBe(returned === 'done' ? 'RETURNED' : 'ESCALATED');
    }
  }, 60_000);
});
