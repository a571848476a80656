import {
  AcceptReferralV1,
  ListCaseReferralsV1,
  ListDeskReferralsV1,
  ListStuckReferralsV1,
  ReadReferralV1,
  ReferOutV1,
} from '#libs/contracts';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { INTAKE } from '../src/intake.module';
import { anId, refusal } from './fixtures';
import { type DeskOf, Referrals, SHEET, SHEET_WORDS } from './referral-fixtures';

describe('a つなぐシート, for whom and how often', () => {
  let world: ServiceWorld;
  let sheets: Referrals;
  let sender: DeskOf;
  let receiver: DeskOf;

  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    sheets = await Referrals.start(world);
    ({ sender, receiver } = sheets);
  }, 60_000);
  afterAll(() => world.stop());

  const read = (referralId: string, by = sender.worker) => world.ask(ReadReferralV1, { referralId }, by);

  it('refuses what was decided on an older version, and does once what is asked twice', async () => {
    const { caseRef, referralId } = await sheets.referredOut();
    const accept = (ifMatch: number) =>
      world.ask(AcceptReferralV1, { referralId }, receiver.worker, { ifMatch, key: 'accept-once-1' });
    expect(await refusal(world.ask(AcceptReferralV1, { referralId }, receiver.worker, { ifMatch: 1 }))).toBe(
      'stale-version',
    );
    const first = await accept(2);
    expect(await accept(2)).toEqual(first);
    const refer = world.ask(ReferOutV1, { caseRef, referralId, ...sheets.to(receiver) }, sender.worker, { ifMatch: 1 });
    expect(await refusal(refer)).toBe('stale-version');
  });

  it('keeps its words from those who only watch over cases, from lists and from events', async () => {
    const { caseRef, referralId } = await sheets.referredOut();
    await sheets.giveBack(referralId);
    const watched = await read(referralId, receiver.manager);
    const lists = [
      await world.ask(ListDeskReferralsV1, { deskId: sender.deskId }, sender.worker),
      await world.ask(ListStuckReferralsV1, {}, receiver.manager),
    ];
    const said = await world.sql('SELECT data FROM outbox');
    expect(JSON.stringify([watched, lists, said])).not.toMatch(SHEET_WORDS);
    expect(JSON.stringify(watched)).not.toMatch(/収入/);
    expect(watched).toMatchObject({ reasons: null, asksFor: null, caseRef });
    expect(await read(referralId)).toMatchObject({ reasons: SHEET.reasons });
  });

  it('shows nothing of it to another municipality, and none of a case to another case', async () => {
    const { referralId } = await sheets.referredOut();
    const neighbour = world.actor(['INTAKE_WORKER', 'CSW'], { tenant: '990027', sub: receiver.worker.sub });
    expect(await refusal(read(referralId, neighbour))).toBe('referral.not-found');
    expect(await refusal(sheets.accept(referralId, neighbour))).toBe('referral.not-found');
    const { caseRef } = await sheets.triaged();
    const foreign = { caseRef, referralId, ...sheets.to(receiver) };
    expect(await refusal(world.ask(ReferOutV1, foreign, sender.worker))).toBe('referral.not-found');
    expect(await refusal(world.ask(ReferOutV1, { ...foreign, caseRef: anId() }, sender.worker))).toBe('case.not-found');
  });

  it.each(['referral_steps', 'referral_reminders', 'referral_readings'])(
    'keeps %s as they were written',
    async (table) => {
      for (const change of [
        `UPDATE ${table} SET referral_id = referral_id`,
        `DELETE FROM ${table}`,
        `TRUNCATE ${table}`,
      ]) {
        await expect(world.sql(change)).rejects.toThrow('append-only');
      }
    },
  );

  it('is listed with its case, page by page, the newest first', async () => {
    const { caseRef } = await sheets.triaged();
    const ids = [await sheets.draft(caseRef), await sheets.sent(caseRef)];
    const first = await world.ask(ListCaseReferralsV1, { caseRef, limit: 1 }, sender.worker);
    const wish = { caseRef, limit: 1, cursor: first.nextCursor ?? '' };
    const second = await world.ask(ListCaseReferralsV1, wish, sender.worker);
    expect([...first.items, ...second.items].map(({ referralId }) => referralId)).toEqual([...ids].reverse());
    expect(second.nextCursor).toBeNull();
    expect(await refusal(world.ask(ListCaseReferralsV1, { caseRef: anId() }, sender.worker))).toBe('case.not-found');
    const broken = world.ask(ListCaseReferralsV1, { caseRef, cursor: '%%%' }, sender.worker);
    expect(await refusal(broken)).toBe('cursor.invalid');
  });
});
