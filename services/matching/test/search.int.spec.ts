import { randomUUID } from 'node:crypto';
import {
  AcceptMatchRequestV1,
  DecideReviewV1,
  ListMatchRequestsV1,
  ListRankingsV1,
  MatchingProfileV1,
  ReadMatchRequestV1,
  RecordRefusalV1,
  RecordUnmetNeedV1,
  SearchAgainV1,
  SearchCandidatesV1,
  ShortlistV1,
  UnmetNeedRecordedV1,
  WithdrawRefusalV1,
} from '#libs/contracts';
import { unavailable } from '#libs/kernel';
import { eventually } from '#libs/testing';
import { aMenu, refusal, Town } from './fixtures';

let town: Town;
beforeAll(async () => {
  town = await Town.open({ replicas: 2 });
});
afterAll(() => town.world.stop());

const search = (matchRequestId: string, amongMenuIds?: string[]) =>
  town.world.ask(SearchCandidatesV1, { matchRequestId, ...(amongMenuIds && { amongMenuIds }) }, town.worker);

it('says why nothing is proposed to somebody without consent, changes nothing and keeps nothing', async () => {
  const menu = await town.menu();
  const personRef = randomUUID();
  const matchRequestId = await town.request(personRef);
  const answer = await search(matchRequestId, [menu.menuId]);
  expect(answer).toMatchObject({ state: 'REQUESTED', version: 1, outcome: 'blocked_consent', candidates: [] });
  expect(answer.excluded).toEqual([expect.objectContaining({ menuId: menu.menuId, codes: ['CONSENT_MISSING'] })]);
  expect(answer.explanation).toEqual(expect.arrayContaining(['CONSENT_REQUIRED', 'OUTREACH_INSTEAD']));
  expect((await town.world.ask(ListRankingsV1, { matchRequestId }, town.worker)).items).toEqual([]);
});

it('tells of open places without consent, but of none that is to be avoided, and of none where nobody asked', async () => {
  const open = { capacityModel: 'open', nameRequired: false, hostAssessment: null } as const;
  const safe = await town.menu(open);
  const dangerous = await town.menu(open);
  const personRef = randomUUID();
  const matchRequestId = await town.request(personRef);
  const among = [safe.menuId, dangerous.menuId];
  expect((await search(matchRequestId, among)).information).toEqual([]);
  const nobody = { avoidOrgIds: [], avoidMenuIds: [], avoidWithinMeters: 0, guardianMayHarm: false };
  town.toAvoid.set(personRef, { ...nobody, avoidMenuIds: [dangerous.menuId] });
  const answer = await search(matchRequestId, among);
  expect(answer).toMatchObject({ outcome: 'blocked_consent', candidates: [] });
  expect(answer.information.map(({ menuId }) => menuId)).toEqual([safe.menuId]);
  expect((await town.world.ask(ListRankingsV1, { matchRequestId }, town.worker)).items).toEqual([]);
});

it('ranks with reasons, keeps what it rested on, and may be repeated', async () => {
  const near = await town.menu();
  const far = await town.menu({ location: { lat: 35.52, lng: 139.5 } });
  const other = await town.menu({ purposes: ['meal'] });
  const among = [near.menuId, far.menuId, other.menuId];
  const personRef = town.person([near.orgId, far.orgId, other.orgId]);
  const matchRequestId = await town.accepted(personRef);
  const first = await search(matchRequestId, among);
  expect(first).toMatchObject({ state: 'SEARCHING', version: 3, outcome: 'proposal', compared: 3 });
  expect(first.candidates.map(({ menuId }) => menuId)).toEqual([near.menuId, far.menuId]);
  expect(first.candidates[0]).toMatchObject({ rank: 1, name: near.name, outOfSystem: false });
  expect(first.candidates[0]?.explanation).toContain('STRENGTH_MATCH');
  expect(first.excluded).toEqual([
    expect.objectContaining({ menuId: other.menuId, codes: expect.arrayContaining(['PURPOSE_MISMATCH']) as string[] }),
  ]);
  const again = await search(matchRequestId, among);
  expect({ ...again, asOf: '' }).toEqual({ ...first, asOf: '' });
  const { items } = await town.world.ask(ListRankingsV1, { matchRequestId }, town.worker);
  expect(items).toHaveLength(2);
  expect(items[0]).toMatchObject({ bestMenuIds: [near.menuId, far.menuId], compared: 3, keepsInput: true });
});

it('accepts only a plan that the person confirmed, and searches only after that', async () => {
  const personRef = town.person([]);
  const matchRequestId = await town.request(personRef);
  expect(await refusal(search(matchRequestId))).toBe('match-request.transition-refused');
  town.planState = 'DRAFT';
  const accept = () => town.world.ask(AcceptMatchRequestV1, { matchRequestId }, town.worker);
  expect(await refusal(accept())).toBe('match-request.plan-not-confirmed');
  town.planState = 'CONFIRMED';
  const stale = town.world.ask(AcceptMatchRequestV1, { matchRequestId }, town.worker, { ifMatch: 9 });
  expect(await refusal(stale)).toBe('stale-version');
  expect((await accept()).state).toBe('PROFILING');
});

it('never takes silence for a yes', async () => {
  const personRef = town.person([]);
  const matchRequestId = await town.accepted(personRef);
  const ask = town.world.neighbour.bind(town.world);
  ask(MatchingProfileV1, () => {
    throw unavailable('database.unreachable', 'down');
  });
  expect(await refusal(search(matchRequestId))).toBe('consent.unanswered');
  town.playNeighbours();
  expect((await search(matchRequestId)).state).toBe('SEARCHING');
});

it('shows a new report in the ranking of every replica, without anybody asking', async () => {
  const menu = await town.menu({}, { total: 1, used: 1 });
  const personRef = town.person([menu.orgId]);
  const matchRequestId = await town.accepted(personRef);
  expect((await search(matchRequestId, [menu.menuId])).excluded[0]?.codes).toContain('CAPACITY_FULL');
  const waits: number[] = [];
  for (let version = 2; version <= 21; version += 1) {
    const used = version % 2 === 0 ? 0 : 1;
    await town.say(menu.menuId, { total: 1, used, version });
    const committed = performance.now();
    await Promise.all(
      town
        .known()
        .map((known) =>
          eventually(
            'the report to be known',
            () => town.isFull(known, menu.menuId, personRef) === (used === 1),
            2_000,
          ),
        ),
    );
    waits.push(performance.now() - committed);
  }
  waits.sort((a, b) => a - b);
  expect(waits[10]).toBeLessThan(400);
  await town.report(menu.menuId, { total: 2, used: 0, version: 22 });
  await town.report(menu.menuId, { total: 1, used: 1, version: 20 });
  for (let time = 0; time < 6; time += 1) {
    expect((await search(matchRequestId, [menu.menuId])).candidates).toHaveLength(1);
  }
});

it('takes the newest facts of a menu, whatever the order of the events', async () => {
  const menu = await town.menu({ version: 5, name: '新' }, null);
  town.menus.set(menu.menuId, aMenu({ ...menu, version: 4, name: '旧' }));
  await town.world.replay({
    id: randomUUID(),
    subject: 'evt.community.menu.changed.v1',
    tenant: '990019',
    correlationId: randomUUID(),
    occurredAt: new Date().toISOString(),
    aggregateId: menu.menuId,
    data: { menuId: menu.menuId, version: 6 },
  });
  const [row] = await town.world.sql<{ name: string }>(`SELECT facts->>'name' AS name FROM menus WHERE menu_id = $1`, [
    menu.menuId,
  ]);
  expect(row?.name).toBe('新');
});

it('leaves to the responsible person what no rule may decide, once for the same facts', async () => {
  const menu = await town.menu();
  const personRef = town.person([menu.orgId], { age: 14, guardian: 'refused' });
  const matchRequestId = await town.accepted(personRef);
  expect(await search(matchRequestId, [menu.menuId])).toMatchObject({ state: 'REVIEW', outcome: 'needs_human_review' });
  const decide = { matchRequestId, reasonCode: 'talked_with_family', noteRef: null };
  expect(await refusal(town.world.ask(DecideReviewV1, decide, town.worker))).toBe('role.refused');
  await town.world.ask(DecideReviewV1, decide, town.world.actor('DECISION_MAKER'));
  expect((await search(matchRequestId, [menu.menuId])).state).toBe('SEARCHING');
});

it('tells community of a gap once, without anything that points to a person', async () => {
  const menu = await town.menu({ purposes: ['meal'] });
  const personRef = town.person([menu.orgId]);
  const matchRequestId = await town.accepted(personRef);
  expect((await search(matchRequestId, [menu.menuId])).outcome).toBe('develop_resource');
  await town.world.ask(RecordUnmetNeedV1, { matchRequestId }, town.worker);
  await town.world.ask(SearchAgainV1, { matchRequestId }, town.worker);
  await town.world.ask(RecordUnmetNeedV1, { matchRequestId }, town.worker);
  const said = await town.world.said(UnmetNeedRecordedV1);
  expect(said).toHaveLength(1);
  expect(said[0]).toMatchObject({ purposes: ['role'], blockedBy: ['PURPOSE_MISMATCH'] });
  expect(JSON.stringify(said[0])).not.toContain(personRef);
});

it('does not propose again what the person refused, until they ask for it', async () => {
  const menu = await town.menu();
  const personRef = town.person([menu.orgId]);
  const matchRequestId = await town.accepted(personRef);
  await town.world.ask(RecordRefusalV1, { personRef, menuId: menu.menuId, reasonCode: null }, town.worker);
  expect((await search(matchRequestId, [menu.menuId])).excluded[0]?.codes).toContain('PERSON_DECLINED');
  await town.world.ask(WithdrawRefusalV1, { personRef, menuId: menu.menuId }, town.worker);
  expect((await search(matchRequestId, [menu.menuId])).candidates).toHaveLength(1);
  const twice = town.world.ask(WithdrawRefusalV1, { personRef, menuId: menu.menuId }, town.worker);
  expect(await refusal(twice)).toBe('refusal.not-found');
});

it('takes only eligible places into the choice, and asks why where the order is another', async () => {
  const better = await town.menu();
  const worse = await town.menu({ activities: [], roles: [], support: [] });
  const closed = await town.menu({ resourceState: 'CLOSED' });
  const personRef = town.person([better.orgId, worse.orgId, closed.orgId]);
  const matchRequestId = await town.accepted(personRef);
  await search(matchRequestId);
  const choose = (menuIds: string[], orderChangedReasonCode?: string) =>
    town.world.ask(
      ShortlistV1,
      { matchRequestId, menuIds, ...(orderChangedReasonCode && { orderChangedReasonCode }) },
      town.worker,
    );
  expect(await refusal(choose([closed.menuId]))).toBe('match-request.not-eligible');
  expect(await refusal(choose([randomUUID()]))).toBe('menu.not-found');
  expect(await refusal(choose([worse.menuId, better.menuId]))).toBe('match-request.order-reason-missing');
  expect((await choose([worse.menuId, better.menuId], 'person_wish')).state).toBe('SHORTLISTED');
  const row = await town.world.ask(ReadMatchRequestV1, { matchRequestId }, town.worker);
  expect(row).toMatchObject({ shortlist: [worse.menuId, better.menuId], orderChangedReasonCode: 'person_wish' });
});

it('shows nothing to another municipality, and pages through its own', async () => {
  const personRef = town.person([]);
  const ids = [await town.request(personRef), await town.request(personRef), await town.request(personRef)];
  const stranger = town.world.actor('PARTICIPATION_WORKER', { tenant: '990027' });
  const [matchRequestId = ''] = ids;
  expect(await refusal(town.world.ask(ReadMatchRequestV1, { matchRequestId }, stranger))).toBe(
    'match-request.not-found',
  );
  expect((await town.world.ask(ListMatchRequestsV1, { personRef }, stranger)).items).toEqual([]);
  const first = await town.world.ask(ListMatchRequestsV1, { personRef, limit: 2 }, town.worker);
  expect(first.items.map(({ id }) => id)).toEqual(ids.slice(0, 2));
  const cursor = first.nextCursor ?? '';
  const second = await town.world.ask(ListMatchRequestsV1, { personRef, limit: 2, cursor }, town.worker);
  expect(second).toMatchObject({ items: [expect.objectContaining({ id: ids[2] })], nextCursor: null });
  expect(await refusal(town.world.ask(ListMatchRequestsV1, { cursor: 'x' }, town.worker))).toBe('cursor.invalid');
});
