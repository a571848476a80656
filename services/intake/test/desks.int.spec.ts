import {
  AreasExistV1,
  ChangeDeskV1,
  DraftReferralV1,
  EnterDeskV1,
  ListDeskReferralsV1,
  ListDesksV1,
  ListDeskWorkloadV1,
  ListStuckReferralsV1,
  ReadDeskV1,
  SuggestDesksV1,
} from '#libs/contracts';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { INTAKE } from '../src/intake.module';
import { anId, refusal } from './fixtures';
import { Referrals, SHEET, SHEET_WORDS } from './referral-fixtures';

describe('desks', () => {
  let world: ServiceWorld;
  let sheets: Referrals;

  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    world.neighbour(AreasExistV1, () => ({ missing: [] }));
    sheets = await Referrals.start(world);
  }, 60_000);
  afterAll(() => world.stop());

  const house = { nameJa: '障がい者支援課', external: false, fields: ['disability'], managerSub: 'm', members: ['w'] };
  const keeper = () => world.actor('NO_REFUSAL_MANAGER');

  it('are entered, read, changed as a whole, and listed page by page', async () => {
    const { id: deskId } = await world.ask(EnterDeskV1, { ...house, deputySub: 'd' }, keeper());
    const answer = { ...house, deskId, version: 1, orgId: null, areaId: null, deputySub: 'd', closed: false };
    expect(await world.ask(ReadDeskV1, { deskId }, sheets.sender.worker)).toEqual(answer);
    const change = { deskId, ...house, members: ['w', 'x'], closed: false };
    expect(await world.ask(ChangeDeskV1, change, keeper(), { ifMatch: 1 })).toEqual({
      id: deskId,
      state: 'OPEN',
      version: 2,
    });
    expect(await refusal(world.ask(ChangeDeskV1, change, keeper(), { ifMatch: 1 }))).toBe('stale-version');
    const [first] = (await world.ask(ListDesksV1, { limit: 1 }, keeper())).items;
    expect(first).toEqual({ ...answer, version: 2, members: ['w', 'x'], deputySub: null });
    const all = await world.ask(ListDesksV1, {}, keeper());
    const { nextCursor } = await world.ask(ListDesksV1, { limit: 1 }, keeper());
    const next = await world.ask(ListDesksV1, { limit: 1, cursor: nextCursor ?? '' }, keeper());
    expect(next.items[0]).toEqual(all.items[1]);
    expect(await refusal(world.ask(ListDesksV1, { cursor: '%%%' }, keeper()))).toBe('cursor.invalid');
  });

  it.each([
    ['an agency that consent could not name', { external: true }, 'desk.org-missing'],
    ['a desk where nobody works', { members: [] }, 'desk.members-missing'],
    ['a deputy who is the manager', { deputySub: 'm' }, 'desk.deputy-is-manager'],
    ['a member twice', { members: ['w', 'w'] }, 'fields.invalid'],
    ['a field that is none', { fields: ['対象外'] }, 'fields.invalid'],
    ['no manager', { managerSub: '' }, 'fields.invalid'],
  ])('refuse %s', async (_, more, code) => {
    expect(await refusal(world.ask(EnterDeskV1, { ...house, ...more }, keeper()))).toBe(code);
  });

  it('are kept by those who answer for them, and are nobody’s elsewhere', async () => {
    expect(await refusal(world.ask(EnterDeskV1, house, world.actor('CSW')))).toBe('role.refused');
    const { deskId } = sheets.sender;
    const neighbour = world.actor(['NO_REFUSAL_MANAGER', 'CSW'], { tenant: '990027' });
    expect(await refusal(world.ask(ReadDeskV1, { deskId }, neighbour))).toBe('desk.not-found');
    expect((await world.ask(ListDesksV1, {}, neighbour)).items).toEqual([]);
    expect((await world.ask(ListDeskWorkloadV1, {}, neighbour)).items).toEqual([]);
  });

  it('close once no sheet begins or ends there, and then take nothing', async () => {
    const desk = await sheets.desk();
    const { caseRef } = await sheets.triaged();
    const referralId = await sheets.sent(caseRef, {}, desk);
    const closing = { ...house, deskId: desk.deskId, members: [desk.worker.sub], closed: true };
    expect(await refusal(world.ask(ChangeDeskV1, closing, keeper()))).toBe('desk.holds-referrals');
    const sending = { ...closing, deskId: sheets.sender.deskId };
    expect(await refusal(world.ask(ChangeDeskV1, sending, keeper()))).toBe('desk.holds-referrals');
    await sheets.accept(referralId, desk.worker);
    expect((await world.ask(ChangeDeskV1, closing, keeper())).state).toBe('CLOSED');
    expect(await refusal(sheets.sent(caseRef, {}, desk))).toBe('desk.closed');
    const own = { fromDeskId: desk.deskId };
    const drafted = world.ask(DraftReferralV1, { caseRef, ...SHEET, ...own }, desk.worker);
    expect(await refusal(drafted)).toBe('desk.closed');
  });

  it('are suggested by field and area, the less loaded one first', async () => {
    const [areaId, field] = [anId(), 'child'];
    const own = await sheets.desk({ fields: [field], areaId });
    const busy = await sheets.desk({ fields: [field] });
    const free = await sheets.desk({ fields: [field, 'elderly'] });
    const elsewhere = await sheets.desk({ fields: [field], areaId: anId() });
    await sheets.sent((await sheets.triaged()).caseRef, {}, busy);
    const { items } = await world.ask(SuggestDesksV1, { field, areaId }, sheets.sender.worker);
    expect(items.map(({ deskId, because, waiting }) => [deskId, because.join('+'), waiting])).toEqual([
      [own.deskId, 'field+area', 0],
      [free.deskId, 'field+whole_municipality', 0],
      [busy.deskId, 'field+whole_municipality', 1],
    ]);
    const anywhere = await world.ask(SuggestDesksV1, { field }, sheets.sender.worker);
    expect(anywhere.items.map(({ deskId }) => deskId)).toContain(elsewhere.deskId);
  });

  it('show what waits for them, to themselves and their manager only', async () => {
    const desk = await sheets.desk();
    const { caseRef } = await sheets.triaged();
    const [waiting, taken] = [await sheets.sent(caseRef, {}, desk), await sheets.sent(caseRef, {}, desk)];
    await sheets.accept(taken, desk.worker);
    const list = async (by = desk.worker, more = {}) =>
      (await world.ask(ListDeskReferralsV1, { deskId: desk.deskId, ...more }, by)).items.map((line) => line.referralId);
    expect(await list()).toEqual([waiting]);
    expect(await list(desk.manager, { what: 'answer' })).toEqual([waiting]);
    expect(await list(desk.worker, { what: 'taken_on' })).toEqual([taken]);
    expect(await list(desk.worker, { what: 'send' })).toEqual([]);
    expect(await refusal(list(sheets.receiver.worker))).toBe('desk.not-found');
    const back = await sheets.sent(caseRef, {}, desk);
    await sheets.giveBack(back, desk.worker);
    const mine = { deskId: sheets.sender.deskId, what: 'send' as const };
    const ours = await world.ask(ListDeskReferralsV1, mine, sheets.sender.worker);
    expect(ours.items[0]).toMatchObject({ referralId: back, state: 'RETURNED', returns: 1 });
  });

  it('show how much lies with them: counts, and no word, name or case', async () => {
    const desk = await sheets.desk({ nameJa: '健康対策課' });
    const { caseRef } = await sheets.triaged();
    const sent = async (more = {}) => sheets.sent(caseRef, more, desk);
    await sent();
    const urgent = await sent({ urgency: 'high' });
    const old = await sent();
    const taken = await sent();
    const returned = await sent();
    const escalated = await sent();
    await sheets.accept(taken, desk.worker);
    await sheets.giveBack(returned, desk.worker);
    await world.sql(`UPDATE referral_sheets SET state = 'ESCALATED' WHERE id = $1`, [escalated]);
    await world.sql(`UPDATE referral_sheets SET state_since = state_since - interval '5 days' WHERE id = $1`, [old]);
    await world.sql(
      `INSERT INTO referral_reminders (id, referral_id, sending, desk_id, reminded_at) VALUES ($1, $2, 1, $3, now())`,
      [anId(), urgent, desk.deskId],
    );
    const own = { fromDeskId: desk.deskId };
    await world.ask(DraftReferralV1, { caseRef, ...SHEET, ...own }, desk.worker);
    const answer = await world.ask(ListDeskWorkloadV1, {}, keeper());
    expect(answer.items.find(({ deskId }) => deskId === desk.deskId)).toEqual({
      deskId: desk.deskId,
      nameJa: '健康対策課',
      toAnswer: 3,
      urgent: 1,
      reminded: 1,
      fiveDaysAndMore: 1,
      oldestSince: expect.any(String),
      cameBack: 0,
      drafts: 1,
      withManager: 1,
      takenOn30Days: 1,
      returned30Days: 1,
    });
    const sender = answer.items.find(({ deskId }) => deskId === sheets.sender.deskId);
    expect(sender?.cameBack).toBeGreaterThanOrEqual(1);
    expect(JSON.stringify(answer)).not.toMatch(SHEET_WORDS);
    expect(JSON.stringify(answer)).not.toContain(caseRef);
    expect(await refusal(world.ask(ListDeskWorkloadV1, {}, desk.worker))).toBe('done');
    expect(await refusal(world.ask(ListDeskWorkloadV1, {}, world.actor('CSW')))).toBe('role.refused');
    const stuck = await world.ask(ListStuckReferralsV1, { mine: 'true' }, desk.manager);
    expect(stuck.items.map(({ referralId }) => referralId)).toEqual([escalated, urgent]);
  });
});
