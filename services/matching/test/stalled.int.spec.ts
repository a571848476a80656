import {
  ListStalledStepsV1,
  ParkMatchRequestV1,
  PausePlacementV1,
  ReadProposalV1,
  SearchAfterPlacementV1,
  StartPlacementV1,
  WithdrawHostFromPlacementV1,
} from '#libs/contracts';
import { addDays, localDay } from '#libs/kernel';
import { refusal, TODAY, Town } from './fixtures';
import { passingDays, placed, proposed } from './on-the-way';

let town: Town;
beforeAll(async () => {
  town = await Town.open();
});
afterAll(() => town.world.stop());

const days = passingDays(() => town);

const stalledOf = async (id: string) => {
  const { items } = await town.world.ask(ListStalledStepsV1, { limit: 100 }, town.worker);
  return items.find((item) => item.id === id);
};

describe('a step that rests', () => {
  it('is shown at 7, 14 and 30 days, to the worker and then to the manager, and is gone when it moves', async () => {
    const menu = await town.menu();
    const matchRequestId = await town.shortlisted(town.person([menu.orgId]), [menu.menuId]);
    expect(await stalledOf(matchRequestId)).toBeUndefined();
    const levels: (string | undefined)[] = [];
    for (const count of [6, 1, 6, 1, 15, 1]) {
      await days(count);
      levels.push((await stalledOf(matchRequestId))?.level);
    }
    expect(levels).toEqual([undefined, 'reminder', 'reminder', 'second_reminder', 'second_reminder', 'escalated']);
    expect(await stalledOf(matchRequestId)).toMatchObject({
      days: 30,
      since: TODAY,
      roles: ['NO_REFUSAL_MANAGER', 'DECISION_MAKER'],
    });
    const manager = town.world.actor('NO_REFUSAL_MANAGER');
    const of = async (level: 'reminder' | 'escalated') =>
      (await town.world.ask(ListStalledStepsV1, { level, kind: 'match_request' }, manager)).items.map(({ id }) => id);
    expect([(await of('reminder')).includes(matchRequestId), (await of('escalated')).includes(matchRequestId)]).toEqual(
      [false, true],
    );
    const until = addDays(TODAY, 40);
    await town.world.ask(ParkMatchRequestV1, { matchRequestId, until, reasonCode: 'rest' }, town.worker);
    expect(await stalledOf(matchRequestId)).toBeUndefined();
    await days(10);
    await town.tick();
    expect(await stalledOf(matchRequestId)).toBeUndefined();
    await days(7);
    expect(await stalledOf(matchRequestId)).toMatchObject({ state: 'SEARCHING', since: until, level: 'reminder' });
  });

  it('never hurries the person: no deadline, no end, a reminder to the worker and nothing more', async () => {
    const { proposalId, matchRequestId } = await proposed(town, 'offered');
    await days(200);
    await town.tick();
    expect(await town.world.ask(ReadProposalV1, { proposalId }, town.worker)).toMatchObject({
      state: 'PERSON_OFFERED',
      heldUntil: null,
    });
    expect(await stalledOf(proposalId)).toMatchObject({
      level: 'reminder',
      roles: expect.arrayContaining(['CSW']) as unknown,
    });
    expect(await stalledOf(matchRequestId)).toBeUndefined();
  });

  it('counts a pause from its review day', async () => {
    const { placementId } = await placed(town);
    const reviewOn = addDays(TODAY, 30);
    const pause = { placementId, reasonCode: 'hospital', reviewOn, keepPlace: false };
    await town.world.ask(PausePlacementV1, pause, town.worker);
    await days(36);
    expect(await stalledOf(placementId)).toBeUndefined();
    await days(1);
    expect(await stalledOf(placementId)).toMatchObject({ state: 'PAUSED', since: reviewOn, level: 'reminder' });
  });

  it('asks for a next place on the day on which a host cannot go on, until somebody looks for one', async () => {
    const { placementId, matchRequestId, menu } = await placed(town);
    await town.world.ask(StartPlacementV1, { placementId, startedOn: TODAY }, town.worker);
    await town.world.ask(WithdrawHostFromPlacementV1, { placementId, endedOn: TODAY }, town.host(menu.orgId));
    expect(await stalledOf(placementId)).toMatchObject({ state: 'ENDED', days: 0, level: 'reminder', matchRequestId });
    await town.world.ask(SearchAfterPlacementV1, { matchRequestId, goal: null }, town.worker);
    expect(await stalledOf(placementId)).toBeUndefined();
  });

  it('goes through pages without losing or repeating one', async () => {
    const menu = await town.menu();
    const made: string[] = [];
    for (let n = 0; n < 5; n += 1) made.push(await town.shortlisted(town.person([menu.orgId]), [menu.menuId]));
    await days(8);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await town.world.ask(ListStalledStepsV1, { limit: 2, ...(cursor && { cursor }) }, town.worker);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(expect.arrayContaining(made));
    expect(new Set(seen).size).toBe(seen.length);
    expect(await refusal(town.world.ask(ListStalledStepsV1, { cursor: 'x' }, town.worker))).toBe('cursor.invalid');
  });
});

it('says since when things rest in the domain’s time, however they moved', async () => {
  const { placementId } = await placed(town);
  await days(100);
  const pause = { placementId, reasonCode: 'hospital', reviewOn: addDays(TODAY, 130), keepPlace: true };
  await town.world.ask(PausePlacementV1, pause, town.worker);
  const rows = await town.world.sql('SELECT state_since FROM placements WHERE id = $1', [placementId]);
  const [row] = rows as { state_since: Date }[];
  expect(localDay(row?.state_since ?? new Date(0))).toBe(addDays(TODAY, 100));
});
