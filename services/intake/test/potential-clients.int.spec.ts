import {
  AcceptSupportV1,
  CaseOpenedV1,
  LinkPersonToCaseV1,
  ListPotentialClientsV1,
  MoveToOutreachV1,
  ReadCaseV1,
  RecordPotentialClientV1,
  ReviewPotentialClientV1,
  TriageCaseV1,
} from '#libs/contracts';
import { addDays, AppError } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { INTAKE } from '../src/intake.module';
import { refusal, Story, today } from './fixtures';

const FOUND = { source: 'minsei', concern: 'isolation', areaCode: '05-2', memo: '雨戸が三日開いていない' };

describe('potential clients', () => {
  let world: ServiceWorld;
  let story: Story;

  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    story = new Story(world);
  }, 60_000);
  afterAll(() => world.stop());

  const record = (more: object = {}) =>
    world.ask(RecordPotentialClientV1, { foundOn: today(), ...FOUND, ...more }, story.worker);
  const lines = async (wish: object = {}) =>
    (await world.ask(ListPotentialClientsV1, { limit: 100, ...wish }, world.actor('NO_REFUSAL_MANAGER'))).items;

  it('are recorded with the least, wait in POTENTIAL, and have a day of review', async () => {
    const { id: caseRef, state } = await record();
    expect(state).toBe('POTENTIAL');
    expect((await lines()).find((line) => line.caseRef === caseRef)).toEqual({
      ...{ caseRef, version: 1, source: 'minsei', areaCode: '05-2', concern: 'isolation' },
      ...{ foundOn: today(), reviewBy: addDays(today(), 365), overdue: false },
    });
    expect(await world.said(CaseOpenedV1)).toContainEqual({ caseRef, personRef: null, version: 1 });
    const kase = await world.ask(ReadCaseV1, { caseRef }, story.worker);
    expect(kase).toMatchObject({ state: 'POTENTIAL', consentState: 'none', personRef: null, caller: null });
  });

  it.each([
    ['a name', { name: '架空 花子' }],
    ['a birth date', { birthDate: '1980-01-01' }],
    ['a telephone number', { phone: '0312345678' }],
    ['an address', { address: '桜町1-2-3' }],
    ['a reference to a person', { personRef: '3f0c2a51-6b1d-4a0e-8c55-0a4f6d2b7e10' }],
  ])('are not recorded with %s', async (_, more) => {
    const refused: unknown = await record(more).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(AppError);
    expect(refused).toMatchObject({
      code: 'fields.invalid',
      fields: [{ mend: 'この項目はありません。取り除いてください' }],
    });
  });

  it('are not recorded with such things in the memo, or for a day to come', async () => {
    expect(await refusal(record({ memo: '電話は 03-1234-5678' }))).toBe('potential-client.too-much');
    expect(await refusal(record({ memo: 'あ'.repeat(201) }))).toBe('fields.invalid');
    expect(await refusal(record({ foundOn: addDays(today(), 2) }))).toBe('potential-client.found-in-future');
    expect(await refusal(record({ reviewBy: addDays(today(), 366) }))).toBe('potential-client.review-day');
  });

  it('are listed by their day, are overdue after it, and go on for a stated reason', async () => {
    const { id: caseRef } = await record({ reviewBy: addDays(today(), 3) });
    const until = addDays(today(), 30);
    expect((await lines({ until })).map((line) => line.caseRef)).toEqual([caseRef]);
    await world.moveClock({ days: 5 });
    expect((await lines({ until }))[0]).toMatchObject({ caseRef, overdue: true });
    const review = { caseRef, reason: '二度目の訪問でも会えず、見守りを続ける', reviewBy: addDays(today(), 60) };
    const stale = world.ask(ReviewPotentialClientV1, review, story.worker, { ifMatch: 8 });
    expect(await refusal(stale)).toBe('stale-version');
    expect(await world.ask(ReviewPotentialClientV1, review, story.worker)).toMatchObject({ version: 2 });
    expect(await lines({ until })).toEqual([]);
    await world.moveClock({ days: -5 });
  });

  it('include whoever came there from triage, and pages meet without a gap', async () => {
    const caseRef = await story.consultation();
    await world.ask(TriageCaseV1, { caseRef, fields: ['livelihood'], result: 'continuing' }, story.worker);
    await world.ask(MoveToOutreachV1, { caseRef }, story.worker);
    const line = (await lines()).find((one) => one.caseRef === caseRef);
    expect(line).toMatchObject({ version: 1, concern: null, reviewBy: addDays(today(), 365) });
    const wish = { caseRef, reason: '手紙に反応があった' };
    expect(await world.ask(ReviewPotentialClientV1, wish, story.worker, { ifMatch: 1 })).toMatchObject({ version: 2 });

    for (let more = 0; more < 4; more += 1) await record({ reviewBy: addDays(today(), 40) });
    const all = (await lines()).map((one) => one.caseRef);
    const paged: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const wanted = { limit: 2, ...(cursor === undefined ? {} : { cursor }) };
      const page = await world.ask(ListPotentialClientsV1, wanted, story.worker);
      paged.push(...page.items.map((one) => one.caseRef));
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(all);
    const foreign = world.ask(ListPotentialClientsV1, { cursor: 'eHh4' }, story.worker);
    expect(await refusal(foreign)).toBe('cursor.invalid');
  });

  it('become a case with a person once the person agrees, and leave the list', async () => {
    const { id: caseRef } = await record();
    const personRef = await story.person();
    await world.ask(LinkPersonToCaseV1, { caseRef, personRef }, story.worker);
    expect(await refusal(world.ask(AcceptSupportV1, { caseRef }, story.worker))).toBe('consent.missing');
    await story.grant(personRef, [{ scope: 'intake_record' }]);
    expect((await world.ask(AcceptSupportV1, { caseRef }, story.worker)).state).toBe('ASSESSING');
    expect((await lines()).map((line) => line.caseRef)).not.toContain(caseRef);
    const late = world.ask(ReviewPotentialClientV1, { caseRef, reason: '—' }, story.worker);
    expect(await refusal(late)).toBe('potential-client.not-watched');
  });
});
