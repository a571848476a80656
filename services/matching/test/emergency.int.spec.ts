import { randomUUID } from 'node:crypto';
import {
  AcceptMatchRequestV1,
  ConcludeEmergencyReviewV1,
  DecideEmergencyV1,
  ListEmergenciesV1,
  ListStalledStepsV1,
  NamedInquirySentV1,
  OpenEmergencyV1,
  PlacementStartedV1,
  ReadCapacityV1,
  ReadMatchRequestV1,
  ReadPlacementV1,
  ReadProposalV1,
  StartPlacementV1,
  TakeBedV1,
} from '#libs/contracts';
import { addDays, nextWorkingDay } from '#libs/kernel';
import { refusal, TODAY, Town } from './fixtures';

let town: Town;
beforeAll(async () => {
  town = await Town.open();
});
afterAll(() => town.world.stop());

const NEED = { primaryPurposes: ['temporary_housing'] } as OpenEmergencyV1['need'];
const SAFE = { avoidOrgIds: [], avoidMenuIds: [], avoidWithinMeters: 0, guardianMayHarm: false };

/** A shelter as it stands at 19:00: there is a bed, and nobody has assessed the host for more than a year. */
const shelter = (total = 1) =>
  town.menu(
    {
      name: '緊急一時宿泊',
      type: 'shelter',
      purposes: ['temporary_housing'],
      hostAssessment: { status: 'ready', assessedOn: addDays(TODAY, -400), maxConcurrent: null, current: null },
    },
    { total },
  );

const open = (personRef: string, until?: string) => {
  const ground = {
    basis: 'life_danger' as const,
    reasonCode: 'no_place_tonight',
    ...(until !== undefined && { until }),
  };
  return town.world.ask(OpenEmergencyV1, { caseRef: randomUUID(), personRef, need: NEED, ...ground }, town.worker);
};
const bed = (matchRequestId: string, menuId: string, change: Partial<TakeBedV1> = {}) =>
  town.world.ask(
    TakeBedV1,
    { matchRequestId, menuId, hostYesBy: 'night_staff', personAsked: true, items: ['name'], ...change },
    town.worker,
  );
const listed = async (matchRequestId: string) => {
  const { items } = await town.world.ask(ListEmergenciesV1, { limit: 100 }, town.world.actor('DECISION_MAKER'));
  return items.find((item) => item.matchRequestId === matchRequestId);
};
const decide = (matchRequestId: string, approved: boolean, sub = 'chief') =>
  town.world.ask(
    DecideEmergencyV1,
    { matchRequestId, approved, reasonCode: 'seen' },
    town.world.actor('DECISION_MAKER', { sub }),
  );

it('finds a bed tonight in three steps, and is approved by the next working day', async () => {
  const menu = await shelter();
  const personRef = town.person([menu.orgId]);
  const { id: matchRequestId, state } = await open(personRef);
  expect(state).toBe('PROFILING');

  const taken = await bed(matchRequestId, menu.menuId, { personWordsNoteRef: randomUUID() });
  expect(taken).toMatchObject({ state: 'ACCEPTED', basis: 'consent', decideBy: nextWorkingDay(TODAY) });
  const { placementId } = taken;
  await town.world.ask(StartPlacementV1, { placementId, startedOn: TODAY }, town.worker);

  expect(await town.world.ask(ReadPlacementV1, { placementId }, town.worker)).toMatchObject({
    state: 'SETTLING',
    holdsPlace: true,
  });
  expect(await town.world.ask(ReadCapacityV1, { menuId: menu.menuId }, town.worker)).toMatchObject({
    used: 1,
    free: 0,
  });
  expect(await town.world.ask(ReadMatchRequestV1, { matchRequestId }, town.worker)).toMatchObject({
    state: 'PLACED',
    planId: null,
  });
  expect((await town.world.said(NamedInquirySentV1)).at(-1)).toMatchObject({ personRef, items: ['name'], version: 1 });
  expect((await town.world.said(PlacementStartedV1)).at(-1)).toMatchObject({ placementId });
  expect(await listed(matchRequestId)).toMatchObject({ state: 'PENDING', placementId, told: ['name'], overdue: false });

  expect(await refusal(decide(matchRequestId, true, town.worker.sub))).toBe('emergency.same-person');
  expect((await decide(matchRequestId, true)).state).toBe('APPROVED');
  expect(await refusal(decide(matchRequestId, true))).toBe('emergency.nothing-to-decide');
});

it('never takes what is not there: of two calls for one bed one is told no', async () => {
  const menu = await shelter(1);
  const requests = await Promise.all([0, 1].map(() => open(town.person([menu.orgId]))));
  const results = await Promise.allSettled(requests.map(({ id }) => bed(id, menu.menuId)));
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const lost = results.find((result) => result.status === 'rejected');
  expect(lost?.reason).toMatchObject({ code: 'proposal.place-full' });
  expect(await town.world.ask(ReadCapacityV1, { menuId: menu.menuId }, town.worker)).toMatchObject({
    used: 1,
    free: 0,
  });
});

it('helps who cannot be asked, tells little, and gives the host no right to read', async () => {
  const menu = await shelter(2);
  const personRef = randomUUID();
  const { id: matchRequestId } = await open(personRef);
  expect(await refusal(bed(matchRequestId, menu.menuId))).toBe('consent.missing');
  const silent = { personAsked: false };
  expect(await refusal(bed(matchRequestId, menu.menuId, { ...silent, items: ['phone'] }))).toBe(
    'emergency.items-limited',
  );
  expect(await refusal(bed(matchRequestId, menu.menuId, silent))).toBe('emergency.not-eligible');
  town.toAvoid.set(personRef, { ...SAFE, avoidOrgIds: [menu.orgId] });
  expect(await refusal(bed(matchRequestId, menu.menuId, silent))).toBe('emergency.not-eligible');
  town.toAvoid.set(personRef, SAFE);
  const before = (await town.world.said(NamedInquirySentV1)).length;
  const taken = await bed(matchRequestId, menu.menuId, silent);
  expect(taken.basis).toBe('life_danger');
  expect(await town.world.said(NamedInquirySentV1)).toHaveLength(before);
  const proposal = await town.world.ask(ReadProposalV1, { proposalId: taken.id }, town.worker);
  expect(proposal.disclosedItems).toEqual([]);
  expect(await listed(matchRequestId)).toMatchObject({ personAsked: false, told: ['name'] });
});

it('rests on a ground that ends: one place, and only until its day', async () => {
  const menu = await shelter(9);
  const far = open(town.person([menu.orgId]), addDays(TODAY, 30));
  expect(await refusal(far)).toBe('emergency.until-too-far');
  const { id } = await open(town.person([menu.orgId]));
  await bed(id, menu.menuId);
  expect(await refusal(bed(id, menu.menuId))).toBe('emergency.over');
  const ordinary = await town.accepted(town.person([menu.orgId]));
  expect(await refusal(bed(ordinary, menu.menuId))).toBe('emergency.not-found');
  const { id: unplanned } = await open(town.person([menu.orgId]));
  const accept = town.world.ask(AcceptMatchRequestV1, { matchRequestId: unplanned }, town.worker);
  expect(await refusal(accept)).toBe('match-request.transition-refused');
});

it('reminds and escalates when nobody decides, and a no starts a review that throws nobody out', async () => {
  const menu = await shelter(1);
  const { id: matchRequestId } = await open(town.person([menu.orgId]));
  const late = await open(town.person([menu.orgId]));
  const { placementId, decideBy } = await bed(matchRequestId, menu.menuId);
  const chief = town.world.actor('DECISION_MAKER');
  const stalled = async () =>
    (await town.world.ask(ListStalledStepsV1, { kind: 'emergency' }, chief)).items.find(
      ({ id }) => id === matchRequestId,
    );
  expect(await stalled()).toBeUndefined();
  const days = Math.round((Date.parse(decideBy) - Date.parse(TODAY)) / 86_400_000);
  await town.world.moveClock({ days: days + 1 });
  expect(await stalled()).toMatchObject({ level: 'reminder', state: 'PENDING', roles: ['DECISION_MAKER'] });
  expect(await listed(matchRequestId)).toMatchObject({ overdue: true });
  await town.world.moveClock({ days: 2 });
  expect(await stalled()).toMatchObject({ level: 'escalated' });
  expect(await refusal(bed(late.id, menu.menuId))).toBe('emergency.over');

  const conclude = () =>
    town.world.ask(ConcludeEmergencyReviewV1, { matchRequestId, outcome: 'stays_with_plan' }, chief);
  expect(await refusal(conclude())).toBe('emergency.no-review');
  expect((await decide(matchRequestId, false)).state).toBe('IN_REVIEW');
  expect(await stalled()).toBeUndefined();
  const placement = await town.world.ask(ReadPlacementV1, { placementId }, town.worker);
  expect(placement).toMatchObject({ state: 'STARTING', holdsPlace: true });
  expect((await conclude()).state).toBe('REVIEWED');
  expect(await listed(matchRequestId)).toMatchObject({ reviewOutcome: 'stays_with_plan', dueOn: null });
});
