import {
  AmendConsentV1,
  EnterHouseholdV1,
  ReadReceivedReferralV1,
  ReadReferralV1,
  RecordAssessmentV1,
  SendReferralV1,
  StartAssessmentV1,
  WithdrawConsentV1,
} from '#libs/contracts';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { INTAKE } from '../src/intake.module';
import { withdrawReferralsOf } from '../src/storage/referral-endings.store';
import { anId, refusal } from './fixtures';
import { type DeskOf, Referrals, SHEET } from './referral-fixtures';

describe('what the receiver of a つなぐシート may read', () => {
  let world: ServiceWorld;
  let sheets: Referrals;
  let receiver: DeskOf;

  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    sheets = await Referrals.start(world);
    ({ receiver } = sheets);
  }, 60_000);
  afterAll(() => world.stop());

  const receive = (referralId: string, by = receiver.worker, options = {}) =>
    world.ask(ReadReceivedReferralV1, { referralId }, by, options);

  it('is the sheet with the chosen items, and nothing beside them', async () => {
    const { caseRef } = await sheets.triaged();
    const referralId = await sheets.sent(caseRef);
    const got = await receive(referralId);
    expect(got).toMatchObject({ ...namedOf(SHEET), name: '架空 花子', phone: '000-1111-2222', basis: 'consent' });
    const own = 'referralId version state fromDeskId urgency topics reasons asksFor meeting basis overdueAt';
    expect(Object.keys(got).sort()).toEqual([...own.split(' '), 'name', 'phone'].sort());
    const none = await receive(await sheets.sent(caseRef, { items: [] }));
    expect(Object.keys(none).sort()).toEqual(own.split(' ').sort());
  });

  it('is of the person’s own words and household what was chosen', async () => {
    const { caseRef, personRef } = await sheets.triaged();
    const { worker } = sheets.story;
    await world.ask(StartAssessmentV1, { caseRef }, worker);
    await world.ask(RecordAssessmentV1, { caseRef, personWords: '朝がつらい', wishes: '花の仕事' }, worker);
    const of = { registered: true, actual: true, livingApart: false };
    const members = [
      { personRef, relation: 'self', ...of },
      { relation: 'mother', age: 80, ...of },
    ];
    await world.ask(EnterHouseholdV1, { members }, worker);
    const items = ['person_words', 'chief_complaint', 'birth_date'];
    const got = await receive(await sheets.sent(caseRef, { items, household: 'composition' }));
    expect(got).toMatchObject({ personWords: '朝がつらい', birthDate: '1996-05-05' });
    expect(got).not.toHaveProperty('wishes');
    expect(got.household).toEqual({
      number: 2,
      members: [
        { relation: 'self', livingApart: false },
        { relation: 'mother', livingApart: false },
      ],
    });
    const number = await receive(await sheets.sent(caseRef, { items: [], household: 'number' }));
    expect(number.household).toEqual({ number: 2 });
  });

  it('is missing for everybody but those who work at the desk that it went to', async () => {
    const { caseRef } = await sheets.triaged();
    const referralId = await sheets.sent(caseRef);
    const other = await sheets.desk();
    for (const by of [sheets.sender.worker, other.worker, receiver.manager]) {
      expect(await refusal(receive(referralId, by))).toBe('referral.not-found');
    }
    expect(await refusal(receive(await sheets.draft(caseRef)))).toBe('referral.not-found');
    expect(await refusal(receive(anId()))).toBe('referral.not-found');
    expect(await refusal(receive(referralId, world.actor('PROVIDER_STAFF')))).toBe('role.refused');
  });

  it('ends with giving it back', async () => {
    const referralId = await sheets.sent((await sheets.triaged()).caseRef);
    await sheets.giveBack(referralId);
    expect(await refusal(receive(referralId))).toBe('referral.not-shared-any-more');
  });

  it('is recorded each time, and the answer is kept nowhere', async () => {
    const referralId = await sheets.sent((await sheets.triaged()).caseRef);
    await receive(referralId);
    await receive(referralId, receiver.worker, { key: 'a-key-with-a-read' });
    await refusal(receive(referralId, sheets.sender.worker));
    const rows = await world.sql<{ by: string; items: readonly string[]; share: string }>(
      'SELECT read_by AS by, items, share_id AS share FROM referral_readings WHERE referral_id = $1',
      [referralId],
    );
    expect(rows.map(({ by, items }) => [by, items])).toEqual([
      [receiver.worker.sub, ['referral_sheet', 'name', 'phone']],
      [receiver.worker.sub, ['referral_sheet', 'name', 'phone']],
    ]);
    const share = await world.sql('SELECT id FROM shares WHERE id = $1 AND source_id = $2', [
      rows[0]?.share,
      referralId,
    ]);
    expect(share).toHaveLength(1);
    const kept = await world.sql(`SELECT answer FROM idempotency_keys WHERE answer::text ~ '架空|家賃'`);
    expect(kept).toEqual([]);
    const { readAt } = await world.ask(ReadReferralV1, { referralId }, sheets.sender.worker);
    expect(readAt).toHaveLength(2);
  });

  it('ends with the consent, in the same moment, and the case comes home', async () => {
    const { caseRef, personRef, referralId } = await sheets.referredOut();
    const withGround = await sheets.draft(caseRef);
    const law = { referralId: withGround, toDeskId: receiver.deskId, basis: 'law', basisReason: '法令による通告' };
    await world.ask(SendReferralV1, law, sheets.sender.worker);
    const draft = await sheets.draft(caseRef);
    await world.ask(WithdrawConsentV1, { personRef, scopes: ['internal_sharing'] }, sheets.story.worker);
    expect(await refusal(receive(referralId))).toBe('referral.not-shared-any-more');
    const states = await sheets.statesOf(referralId, withGround, draft);
    expect(states).toEqual(['WITHDRAWN', 'SENT', 'DRAFT']);
    expect(await sheets.stateOf('cases', caseRef)).toBe('REFERRED_OUT');
    expect((await receive(withGround)).basis).toBe('law');
    await sheets.giveBack(withGround);
    expect(await sheets.stateOf('cases', caseRef)).toBe('TRIAGED');
    const { steps } = await world.ask(ReadReferralV1, { referralId }, sheets.sender.worker);
    expect(steps.at(-1)).toMatchObject({ event: 'withdraw', reason: 'consent_ended' });
  });

  it('ends for the agency that lost its consent, and for no other', async () => {
    const [one, two] = [
      await sheets.desk({ external: true, orgId: anId() }),
      await sheets.desk({ external: true, orgId: anId() }),
    ];
    const { caseRef, personRef } = await sheets.triaged([one.orgId ?? '', two.orgId ?? '']);
    const [first, second, inside] = [
      await sheets.sent(caseRef, {}, one),
      await sheets.sent(caseRef, {}, two),
      await sheets.sent(caseRef),
    ];
    await world.ask(WithdrawConsentV1, { personRef, orgIds: [one.orgId ?? ''] }, sheets.story.worker);
    const states = await sheets.statesOf(first, second, inside);
    expect(states).toEqual(['WITHDRAWN', 'SENT', 'SENT']);
    expect((await receive(second, two.worker)).name).toBe('架空 花子');
  });

  it('is refused by the calendar, before any timer has had its turn', async () => {
    const { caseRef, personRef } = await sheets.triaged();
    const referralId = await sheets.sent(caseRef);
    await sheets.accept(referralId);
    const terms = JSON.stringify([{ scope: 'internal_sharing', orgIds: [], until: '2020-01-01' }]);
    await world.sql('UPDATE consents SET terms = $2, next_until = NULL WHERE id = $1', [personRef, terms]);
    expect(await refusal(receive(referralId))).toBe('consent.missing');
    const again = { personRef, terms: [{ scope: 'internal_sharing' }], method: 'spoken' as const };
    await world.ask(AmendConsentV1, again, sheets.story.worker);
    expect((await receive(referralId)).state).toBe('ACCEPTED');
  });

  it('ends with the person’s death, whatever it rested on, and leaves the case to who ends it', async () => {
    const { caseRef, personRef, referralId } = await sheets.referredOut();
    const draft = await sheets.draft(caseRef);
    const { unit } = world.platform;
    const ctx = { tenant: '990019', actor: sheets.story.worker, correlationId: anId() };
    await unit.run(ctx, (tx) => withdrawReferralsOf(tx, personRef, 'deceased'));
    const states = await sheets.statesOf(referralId, draft);
    expect(states).toEqual(['WITHDRAWN', 'WITHDRAWN']);
    expect(await sheets.stateOf('cases', caseRef)).toBe('REFERRED_OUT');
  });
});

const namedOf = ({ urgency, topics, reasons, asksFor, meeting }: typeof SHEET) => ({
  urgency,
  topics,
  reasons,
  asksFor,
  meeting,
});
