import {
  CancelMatchRequestV1,
  ChangeNeedV1,
  KeepAreaPopulationV1,
  RecordUnmetNeedV1,
  SearchAgainV1,
  SearchCandidatesV1,
  UnmetNeedRecordedV1,
} from '#libs/contracts';
import { TODAY, Town } from './fixtures';

let town: Town;
beforeAll(async () => {
  town = await Town.open();
});
afterAll(() => town.world.stop());

const act = <R extends Parameters<typeof town.world.ask>[0]>(request: R, matchRequestId: string, more: object = {}) =>
  town.world.ask(request, { matchRequestId, ...more } as never, town.worker);

/** Searches and finds nothing, as a worker would see it. */
async function unmet(matchRequestId: string, need: object | null = null): Promise<void> {
  if (need !== null) await act(ChangeNeedV1, matchRequestId, { need });
  await act(SearchCandidatesV1, matchRequestId);
  await act(RecordUnmetNeedV1, matchRequestId);
}

const said = async (before: number) => (await town.world.said(UnmetNeedRecordedV1)).slice(before);
const already = async () => (await town.world.said(UnmetNeedRecordedV1)).length;

const NIGHTS = [{ day: 'fri', from: '21:30', to: '23:30' }];

it('tells community of the same need again where something else is missing now, and only there', async () => {
  const before = await already();
  const matchRequestId = await town.accepted(town.person([]));
  await unmet(matchRequestId);
  await act(SearchAgainV1, matchRequestId);
  await unmet(matchRequestId);
  expect(await said(before)).toHaveLength(1);
  await act(SearchAgainV1, matchRequestId);
  await unmet(matchRequestId, { primaryPurposes: ['meal'], windows: NIGHTS });
  const [first, second, ...more] = await said(before);
  expect(more).toEqual([]);
  expect(first).toMatchObject({ purposes: ['role'], days: [], times: [], version: 1 });
  expect(second).toMatchObject({ purposes: ['meal'], days: ['fri'], times: ['night'], version: 2 });
  expect(second?.unmetNeedId).toBe(first?.unmetNeedId);
});

it('names no area where hardly anybody lives, and none for a support that would point to somebody', async () => {
  const before = await already();
  const areaCode = '533924';
  const settle = (people: number) =>
    town.world.ask(
      KeepAreaPopulationV1,
      { areaCode, asOf: TODAY, bands: [{ from: 0, to: null, people }] },
      town.world.actor('COMMUNITY_COORDINATOR'),
    );
  const support = { primaryPurposes: ['role'], supportRequired: ['sign_language'] };
  for (const [people, need] of [
    [90_000, null],
    [9, null],
    [4_000, support],
    [90_000, support],
  ] as const) {
    await settle(people);
    await unmet(await town.accepted(town.person([])), need);
  }
  expect((await said(before)).map((event) => event.areaCode)).toEqual([areaCode, null, null, areaCode]);
});

it('keeps nothing of what was told once nobody waits any more', async () => {
  const matchRequestId = await town.accepted(town.person([]));
  const told = async () => {
    const [row] = await town.world.sql<{ told: object | null }>(
      'SELECT unmet_need_told AS told FROM match_requests WHERE id = $1',
      [matchRequestId],
    );
    return row?.told;
  };
  await unmet(matchRequestId);
  expect(await told()).toMatchObject({ purposes: ['role'] });
  await act(CancelMatchRequestV1, matchRequestId, { reasonCode: 'person_wish' });
  expect(await told()).toBeNull();
});
