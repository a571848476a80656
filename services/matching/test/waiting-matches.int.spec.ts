import {
  CancelMatchRequestV1,
  ConsentWithdrawnV1,
  ListSeatsWantedV1,
  ListWaitingMatchesV1,
  MatchingProfileV1,
  ParkMatchRequestV1,
  RecordRefusalV1,
  RecordUnmetNeedV1,
  SearchAgainV1,
  SearchCandidatesV1,
} from '#libs/contracts';
import { unavailable } from '#libs/kernel';
import { refusal, TODAY, Town } from './fixtures';

let town: Town;
beforeAll(async () => {
  town = await Town.open();
});
afterAll(() => town.world.stop());

const PLACE = { purposes: ['role'], nameRequired: false };
/** So far from each other that the cases do not find each other's places. */
let at = { lat: 35, lng: 139 };
beforeEach(() => {
  at = { lat: at.lat + 0.5, lng: 139 };
});
const somebody = () => town.person([], { point: at });
const act = <R extends Parameters<typeof town.world.ask>[0]>(request: R, matchRequestId: string, more: object = {}) =>
  town.world.ask(request, { matchRequestId, ...more } as never, town.worker);

async function waits(personRef: string): Promise<string> {
  const matchRequestId = await town.accepted(personRef);
  await act(SearchCandidatesV1, matchRequestId);
  await act(RecordUnmetNeedV1, matchRequestId);
  return matchRequestId;
}

/** The whole list, those of this case only. */
async function found(...own: string[]) {
  const items = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const from: object = cursor === '' ? {} : { cursor };
    const page = await town.world.ask(ListWaitingMatchesV1, { limit: 2, ...from }, town.worker);
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items.filter(({ matchRequestId }) => own.includes(matchRequestId));
}

it('tells of those who waited as soon as a place that fits them opens, and of nobody else', async () => {
  const personRef = somebody();
  const waiting = await waits(personRef);
  const other = await waits(town.person([], { point: { lat: at.lat + 0.2, lng: 139.3 } }));
  expect(await found(waiting, other)).toEqual([]);
  const menu = await town.menu({ ...PLACE, location: at });
  const [match, ...more] = await found(waiting, other);
  expect(more).toEqual([]);
  expect(match).toMatchObject({ matchRequestId: waiting, personRef, state: 'UNMET', waitedDays: 0 });
  expect(match?.places).toMatchObject([{ menuId: menu.menuId, resourceId: menu.resourceId, name: menu.name }]);
  expect(match?.places[0]?.reasonsJa.length).toBeGreaterThan(0);
  await act(SearchAgainV1, waiting);
  expect(await found(waiting, other)).toEqual([]);
});

it('tells of a place that was full and has room now, and of one that took others before', async () => {
  const full = await town.menu({ ...PLACE, location: at }, { total: 1, used: 1 });
  const closed = await town.menu({ ...PLACE, location: at, resourceState: 'PAUSED' });
  const waiting = await waits(somebody());
  expect(await found(waiting)).toEqual([]);
  await town.report(full.menuId, { total: 1, used: 0, version: 2 });
  expect((await found(waiting))[0]?.places.map(({ menuId }) => menuId)).toEqual([full.menuId]);
  town.menus.set(closed.menuId, { ...closed, resourceState: 'ACTIVE', version: 2 });
  await town.learn(closed.menuId, 2);
  expect((await found(waiting))[0]?.places.map(({ menuId }) => menuId).sort()).toEqual(
    [full.menuId, closed.menuId].sort(),
  );
});

it('tells of nothing that was found before, was refused, or is over; of who rests it does', async () => {
  const known = await town.menu({ ...PLACE, location: at });
  const seen = await waits(somebody());
  expect(await found(seen)).toEqual([]);
  const [refusing, over, parked] = [somebody(), somebody(), somebody()];
  const refused = await waits(refusing);
  const ended = await waits(over);
  const resting = await waits(parked);
  await act(CancelMatchRequestV1, ended, { reasonCode: 'moved' });
  await act(ParkMatchRequestV1, resting, { until: TODAY, reasonCode: 'person_wish' });
  const menu = await town.menu({ ...PLACE, location: at });
  const input = { personRef: refusing, menuId: menu.menuId, reasonCode: null };
  await town.world.ask(RecordRefusalV1, input, town.worker);
  const items = await found(seen, refused, ended, resting);
  expect(items.map(({ matchRequestId, state }) => [matchRequestId, state])).toEqual([
    [seen, 'UNMET'],
    [resting, 'PARKED'],
  ]);
  for (const { places } of items) expect(places.map(({ menuId }) => menuId)).toEqual([menu.menuId]);
  expect(known.menuId).not.toBe(menu.menuId);
});

it('asks about everybody at this moment: what was taken back is not shown, and silence is no yes', async () => {
  const personRef = somebody();
  const waiting = await waits(personRef);
  await town.menu({ ...PLACE, location: at });
  expect(await found(waiting)).toHaveLength(1);
  const profile = town.profiles.get(personRef);
  town.profiles.delete(personRef);
  expect(await found(waiting)).toEqual([]);
  if (profile) town.profiles.set(personRef, { ...profile, point: { lat: 43, lng: 141 } });
  expect(await found(waiting)).toEqual([]);
  town.world.neighbour(MatchingProfileV1, () => {
    throw unavailable('database.unreachable', 'down');
  });
  expect(await refusal(found(waiting))).toBe('consent.unanswered');
  town.playNeighbours();
});

it('counts for whom one more place would be the only one, by menu, and nobody who has another place or took the consent back', async () => {
  const wanted = async () => (await town.world.ask(ListSeatsWantedV1, { limit: 100 }, town.worker)).items;
  const countOf = async ({ menuId }: { readonly menuId: string }) =>
    (await wanted()).find((item) => item.menuId === menuId)?.requests ?? 0;
  const full = await town.menu({ ...PLACE, location: at }, { total: 2, used: 2 });
  const worn = await town.menu({ ...PLACE, location: at }, { total: 2, used: 3 });
  const elsewhere = await town.menu({ ...PLACE, purposes: ['meal'], location: at }, { total: 2, used: 2 });
  const leaving = somebody();
  await waits(somebody());
  await waits(leaving);
  expect((await wanted())[0]).toMatchObject({ menuId: full.menuId, name: full.name, requests: 2, waitedDays: 0 });
  expect([await countOf(worn), await countOf(elsewhere)]).toEqual([0, 0]);
  await town.report(worn.menuId, { total: 2, used: 2, version: 2 });
  expect(await countOf(worn)).toBe(2);
  const withdrawn = { personRef: leaving, scopes: ['participation_matching'], orgIds: [], version: 2 };
  await town.world.hears(ConsentWithdrawnV1, withdrawn);
  expect(await countOf(full)).toBe(1);
  await town.report(full.menuId, { total: 2, used: 1, version: 2 });
  expect([await countOf(full), await countOf(worn)]).toEqual([0, 0]);
});

it('is for workers of this municipality', async () => {
  const host = town.host((await town.menu({ ...PLACE, location: at })).orgId);
  expect(await refusal(town.world.ask(ListWaitingMatchesV1, {}, host))).toBe('role.refused');
  const stranger = town.world.actor('CSW', { tenant: '990027' });
  expect(await town.world.ask(ListWaitingMatchesV1, {}, stranger)).toEqual({ items: [], nextCursor: null });
  expect(await refusal(town.world.ask(ListWaitingMatchesV1, { cursor: 'x' }, town.worker))).toBe('cursor.invalid');
});
