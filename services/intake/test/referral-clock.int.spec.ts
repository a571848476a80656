import { ListStuckReferralsV1, ReadReferralV1 } from '#libs/contracts';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { INTAKE } from '../src/intake.module';
import { ReferralChaseTimer } from '../src/timers/referral-chase.timer';
import { Referrals } from './referral-fixtures';

/** Days of a year to come, so that what is entered «today» lies before them. */
const WEEKS = [
  ['an ordinary week', '2030-06-03T10:00', '2030-06-10', '2030-06-17'],
  ['Golden Week', '2030-04-26T10:00', '2030-05-08', '2030-05-15'],
  ['the New Year', '2029-12-26T16:30', '2030-01-08', '2030-01-16'],
] as const;

describe('reminders and the manager, by the clock', () => {
  let world: ServiceWorld;
  let sheets: Referrals;

  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    sheets = await Referrals.start(world);
  }, 60_000);
  afterAll(() => world.stop());

  /** The municipality's clock shows this local time, and the timer has had its turn. */
  async function at(local: string): Promise<void> {
    await world.sql(`UPDATE tenants SET clock_offset = $1::timestamptz - now()`, [`${local}:00+09:00`]);
    await world.services[0]?.app.get(ReferralChaseTimer).pass();
  }
  const look = (referralId: string) => world.ask(ReadReferralV1, { referralId }, sheets.sender.worker);
  const shape = async (referralId: string) => {
    const { state, holder, reminders, remindedAt } = await look(referralId);
    return [state, holder.kind, reminders.length, remindedAt !== null];
  };

  it.each(WEEKS)('over %s: sent %s, reminded %s, with the manager %s', async (_, sentAt, remindOn, overdueOn) => {
    await at(sentAt);
    const { referralId, caseRef } = await sheets.referredOut();
    expect(await shape(referralId)).toEqual(['SENT', 'desk', 0, false]);
    await at(`${dayBefore(remindOn)}T23:59`);
    expect(await shape(referralId)).toEqual(['SENT', 'desk', 0, false]);
    await at(`${remindOn}T00:01`);
    expect(await shape(referralId)).toEqual(['SENT', 'desk', 1, true]);
    const stuck = await world.ask(ListStuckReferralsV1, { mine: 'true' }, sheets.receiver.manager);
    expect(stuck.items.map((line) => line.referralId)).toContain(referralId);
    await at(`${dayBefore(overdueOn)}T23:59`);
    expect(await shape(referralId)).toEqual(['SENT', 'desk', 1, true]);
    await at(`${overdueOn}T00:01`);
    expect(await shape(referralId)).toEqual(['ESCALATED', 'manager', 1, true]);
    expect(await sheets.stateOf('cases', caseRef)).toBe('REFERRED_OUT');
    await at(`${overdueOn}T09:00`);
    expect((await sheets.accept(referralId)).state).toBe('ACCEPTED');
    expect(await sheets.stateOf('cases', caseRef)).toBe('ASSESSING');
  });

  it.each(['high', 'emergency'])('is the same day where the urgency is %s', async (urgency) => {
    await at('2030-06-03T10:00');
    const { referralId } = await sheets.referredOut({ urgency });
    await at('2030-06-03T11:59');
    expect(await shape(referralId)).toEqual(['SENT', 'desk', 0, false]);
    await at('2030-06-03T12:01');
    expect(await shape(referralId)).toEqual(['SENT', 'desk', 1, true]);
    await at('2030-06-03T23:59');
    expect(await shape(referralId)).toEqual(['SENT', 'desk', 1, true]);
    await at('2030-06-04T00:01');
    expect(await shape(referralId)).toEqual(['ESCALATED', 'manager', 1, true]);
  });

  it('leaves alone what was answered in time', async () => {
    await at('2030-06-03T10:00');
    const taken = await sheets.referredOut();
    await sheets.accept(taken.referralId);
    const back = await sheets.referredOut();
    await sheets.giveBack(back.referralId);
    await at('2030-07-03T10:00');
    expect(await shape(taken.referralId)).toEqual(['ACCEPTED', 'desk', 0, false]);
    expect(await shape(back.referralId)).toEqual(['RETURNED', 'desk', 0, false]);
  });

  it('reminds first even where the system was down until both were due', async () => {
    await at('2030-06-03T10:00');
    const { referralId } = await sheets.referredOut();
    await at('2030-08-01T10:00');
    expect(await shape(referralId)).toEqual(['ESCALATED', 'manager', 1, true]);
    const [{ n } = { n: 0 }] = await world.sql<{ n: number }>(
      'SELECT count(*)::int AS n FROM referral_reminders WHERE referral_id = $1',
      [referralId],
    );
    await world.services[0]?.app.get(ReferralChaseTimer).pass();
    expect([n, (await look(referralId)).reminders.length]).toEqual([1, 1]);
  });
});

const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
