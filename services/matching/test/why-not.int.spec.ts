import { randomUUID } from 'node:crypto';
import { CancelMatchRequestV1, ChangeNeedV1, ListRankingsV1, SearchCandidatesV1, WhyNotV1 } from '#libs/contracts';
import { eventually } from '#libs/testing';
import { refusal, Town } from './fixtures';

let town: Town;
beforeAll(async () => {
  town = await Town.open();
});
afterAll(() => town.world.stop());

const search = (matchRequestId: string, amongMenuIds: string[]) =>
  town.world.ask(SearchCandidatesV1, { matchRequestId, amongMenuIds }, town.worker);
const whyNot = (matchRequestId: string, menuId: string) =>
  town.world.ask(WhyNotV1, { matchRequestId, menuId }, town.worker);

it('says what would help, the nearest miss first, and the same for one place', async () => {
  const full = await town.menu({}, { total: 2, used: 2 });
  const far = await town.menu({ location: { lat: 35.55, lng: 139.5 }, resourceState: 'CLOSED' }, { total: 1, used: 1 });
  const matchRequestId = await town.accepted(town.person([full.orgId, far.orgId]));
  const { excluded, counts, outOfReach, compared } = await search(matchRequestId, [far.menuId, full.menuId]);
  expect(excluded.map(({ menuId }) => menuId)).toEqual([full.menuId, far.menuId]);
  expect(excluded[0]?.changes).toEqual([
    {
      rule: 'CAPACITY_FULL',
      code: 'more_places',
      unit: 'place',
      amount: 1,
      side: 'host',
      what: [],
      at: null,
      ja: '空きがあと 1 つ必要です。',
    },
  ]);
  expect(excluded[1]?.changes.map(({ code }) => code)).toEqual(['more_places', 'more_metres']);
  expect(counts).toContainEqual({ code: 'CAPACITY_FULL', count: 2 });
  expect([compared, outOfReach]).toEqual([2, 0]);
  const { reasons, eligible } = await whyNot(matchRequestId, far.menuId);
  expect(eligible).toBe(false);
  expect(reasons.map(({ code }) => code)).toEqual(excluded[1]?.codes);
  const distance = reasons.find(({ code }) => code === 'DISTANCE_EXCEEDED');
  expect(distance?.seen).toEqual({
    unit: 'metre',
    person: { amount: 3000, codes: [] },
    host: { amount: 5550, codes: [] },
  });
  expect(distance?.changes).toMatchObject([{ code: 'more_metres', amount: 2550 }, { code: 'pick_up' }]);
});

it('is ended by doing what is named, each in its own unit, and by nothing less', async () => {
  const menu = await town.menu(
    { location: { lat: 35.55, lng: 139.5 }, onDemand: false, sessions: [{ day: 'wed', from: '18:00', to: '20:00' }] },
    { total: 2, used: 3 },
  );
  const personRef = town.person([]);
  const matchRequestId = await town.accepted(personRef);
  const wants = (maxDistanceMeters: number, to: string) => {
    const windows = [{ day: 'wed', from: '09:00', to }];
    const need = { primaryPurposes: ['role'], maxDistanceMeters, windows } as ChangeNeedV1['need'];
    return town.world.ask(ChangeNeedV1, { matchRequestId, need }, town.worker);
  };
  const codes = async () => (await whyNot(matchRequestId, menu.menuId)).reasons.map(({ code }) => code);
  await wants(3_000, '17:00');
  const { reasons } = await whyNot(matchRequestId, menu.menuId);
  expect(reasons.map(({ changes: [first] }) => [first?.code, first?.unit, first?.amount])).toEqual([
    ['consent_to_organisation', 'consent', 1],
    ['more_places', 'place', 2],
    ['widen_window', 'half_hour', 3],
    ['more_metres', 'metre', 2_550],
  ]);
  await wants(3_000 + 2_549, '18:00');
  expect(await codes()).toEqual(['CONSENT_SCOPE', 'CAPACITY_FULL', 'SCHEDULE_NO_OVERLAP', 'DISTANCE_EXCEEDED']);
  await wants(3_000 + 2_550, '18:30');
  expect(await codes()).toEqual(['CONSENT_SCOPE', 'CAPACITY_FULL']);
  Object.assign(town.profiles.get(personRef) ?? {}, { disclosureOrgIds: [menu.orgId], version: 2 });
  expect(await codes()).toEqual(['CAPACITY_FULL']);
  await town.report(menu.menuId, { total: 3, used: 3, version: 2 });
  await eventually('the report to be known', async () => {
    const [full] = (await whyNot(matchRequestId, menu.menuId)).reasons;
    return full?.code === 'CAPACITY_FULL' && full.seen?.host.amount === 0 && full.changes[0]?.amount === 1;
  });
  await town.report(menu.menuId, { total: 4, used: 3, version: 3 });
  await eventually('the place to be a candidate', async () => (await whyNot(matchRequestId, menu.menuId)).eligible);
});

it('shows both sides of a candidate apart, and asks first what matters most', async () => {
  const menu = await town.menu(
    {
      demands: ['noise'],
      hostAssessment: { status: 'needs_support', assessedOn: '2026-10-01', maxConcurrent: 4, current: 1 },
    },
    { total: 5, used: 2 },
  );
  const matchRequestId = await town.accepted(town.person([menu.orgId], { avoid: null }));
  const answer = await search(matchRequestId, [menu.menuId]);
  const [candidate] = answer.candidates;
  expect(candidate?.hostLoad).toEqual({ ours: 0, total: 5, used: 2, current: 1, maxConcurrent: 4 });
  expect((candidate?.fit.person.points ?? 0) + (candidate?.fit.host.points ?? 0)).toBe(candidate?.score);
  expect(candidate?.fit.host.max).toBeGreaterThan(0);
  const avoid = candidate?.toAsk.find(({ field }) => field === 'avoid');
  expect(avoid).toMatchObject({ side: 'person', excludes: true });
  expect(answer.questions.find(({ field }) => field === 'avoid')).toMatchObject({
    couldDropOut: 1,
    impact: candidate?.score,
  });
  expect(await whyNot(matchRequestId, menu.menuId)).toMatchObject({ eligible: true, reasons: [] });
});

it('says nothing but the missing consent of somebody who has not agreed, asked at that moment', async () => {
  const menu = await town.menu({}, { total: 1, used: 1 });
  const personRef = town.person([menu.orgId]);
  const matchRequestId = await town.accepted(personRef);
  expect((await whyNot(matchRequestId, menu.menuId)).reasons.map(({ code }) => code)).toEqual(['CAPACITY_FULL']);
  town.profiles.delete(personRef);
  const { reasons } = await whyNot(matchRequestId, menu.menuId);
  expect(reasons).toEqual([
    { code: 'CONSENT_MISSING', ja: '本人の同意がまだありません。', seen: null, changes: [], through: null },
  ]);
  expect((await search(matchRequestId, [menu.menuId])).excluded[0]?.changes).toEqual([]);
});

it('tells nothing of safety', async () => {
  const menu = await town.menu({}, { total: 1, used: 1 });
  const safety = { avoidOrgIds: [menu.orgId], avoidMenuIds: [], avoidWithinMeters: 0, guardianMayHarm: false };
  const matchRequestId = await town.accepted(town.person([menu.orgId], { safety }));
  expect((await whyNot(matchRequestId, menu.menuId)).reasons).toEqual([
    { code: 'SAFETY_CONFLICT', ja: '安全確認により除外', seen: null, changes: [], through: null },
  ]);
  const { excluded, questions } = await search(matchRequestId, [menu.menuId]);
  expect(excluded[0]).toMatchObject({ reasonsJa: ['安全確認により除外'], changes: [] });
  expect(questions).toEqual([]);
  const { items } = await town.world.ask(ListRankingsV1, { matchRequestId }, town.worker);
  expect(JSON.stringify(items)).not.toMatch(/SAFETY|safety|avoid/);
  const rows = await town.world.sql<{ blocked_by: string[] }>(
    'SELECT blocked_by FROM rankings WHERE match_request_id = $1',
    [matchRequestId],
  );
  expect(rows).toEqual([{ blocked_by: ['CAPACITY_FULL'] }]);
});

it('asks for the safety of somebody about whom nobody asked, and proposes nothing until then', async () => {
  const menu = await town.menu();
  const matchRequestId = await town.accepted(town.person([menu.orgId], { safety: null }));
  const { candidates, excluded, questions } = await search(matchRequestId, [menu.menuId]);
  expect([candidates, excluded[0]?.codes, excluded[0]?.changes]).toEqual([[], ['SAFETY_CONFLICT'], []]);
  expect(questions).toMatchObject([{ side: 'person', field: 'safety', couldJoin: 1 }]);
});

it('refuses what is not there, not ours, or over', async () => {
  const menu = await town.menu();
  const matchRequestId = await town.accepted(town.person([menu.orgId]));
  expect(await refusal(whyNot(matchRequestId, randomUUID()))).toBe('menu.not-found');
  expect(await refusal(whyNot(randomUUID(), menu.menuId))).toBe('match-request.not-found');
  const stranger = town.world.actor('PARTICIPATION_WORKER', { tenant: '990027' });
  const abroad = town.world.ask(WhyNotV1, { matchRequestId, menuId: menu.menuId }, stranger);
  expect(await refusal(abroad)).toBe('match-request.not-found');
  const cancel = { matchRequestId, reasonCode: 'person_wish' } as const;
  await town.world.ask(CancelMatchRequestV1, cancel, town.worker);
  expect(await refusal(whyNot(matchRequestId, menu.menuId))).toBe('match-request.over');
});
