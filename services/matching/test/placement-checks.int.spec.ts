import { randomUUID } from 'node:crypto';
import {
  EndPlacementV1,
  ListPlacementChecksV1,
  RecordPlacementCheckV1,
  ResourceSuspendedV1,
  StartPlacementV1,
} from '#libs/contracts';
import { refusal, TODAY, Town } from './fixtures';
import { passingDays, placed } from './on-the-way';

let town: Town;
beforeAll(async () => {
  town = await Town.open();
});
afterAll(() => town.world.stop());

const days = passingDays(() => town);

async function settling() {
  const all = await placed(town);
  await town.world.ask(StartPlacementV1, { placementId: all.placementId, startedOn: TODAY }, town.worker);
  return all;
}
const suspended = (menuIds: string[], version = 2) =>
  town.world.hears(ResourceSuspendedV1, { resourceId: randomUUID(), menuIds, version });
const checksAt = async (menuId: string, wish: Partial<ListPlacementChecksV1> = {}) =>
  (await town.world.ask(ListPlacementChecksV1, { menuId, ...wish }, town.worker)).items;
const record = (checkId: string, result: RecordPlacementCheckV1['result']) =>
  town.world.ask(RecordPlacementCheckV1, { checkId, result }, town.worker);

describe('a place that was stopped for safety', () => {
  it('has everybody who is placed there looked after the same day, once, and nobody else', async () => {
    const { menu, placementId, matchRequestId } = await settling();
    const ended = await settling();
    const elsewhere = await settling();
    await town.world.ask(
      EndPlacementV1,
      { placementId: ended.placementId, endedOn: TODAY, reasonCode: 'goal' },
      town.worker,
    );
    const menuIds = [menu.menuId, ended.menu.menuId, randomUUID()];
    await suspended(menuIds);
    await suspended(menuIds, 3);
    expect(await checksAt(menu.menuId)).toEqual([
      expect.objectContaining({
        ...{ placementId, matchRequestId, menuId: menu.menuId, orgId: menu.orgId, state: 'OPEN', dueOn: TODAY },
        ...{ level: 'today', roles: ['PARTICIPATION_WORKER', 'COMMUNITY_COORDINATOR', 'CSW'] },
        ...{ result: null, attempts: 0, triedOn: null },
      }),
    ]);
    expect(await checksAt(ended.menu.menuId)).toEqual([]);
    expect(await checksAt(elsewhere.menu.menuId)).toEqual([]);
    await suspended([]);
  });

  it.each(['safe', 'moved'] as const)('is done with a person who is %s', async (result) => {
    const { menu } = await settling();
    await suspended([menu.menuId]);
    const [check] = await checksAt(menu.menuId);
    const checkId = check?.checkId ?? '';
    expect(await record(checkId, result)).toEqual({ id: checkId, state: 'DONE', version: 2 });
    expect(await checksAt(menu.menuId)).toEqual([]);
    expect(await checksAt(menu.menuId, { state: 'DONE' })).toEqual([
      expect.objectContaining({ checkId, result, attempts: 1, triedOn: TODAY, level: null, roles: [] }),
    ]);
    expect(await refusal(record(checkId, 'safe'))).toBe('placement-check.done');
    await suspended([menu.menuId], 9);
    expect(await checksAt(menu.menuId)).toHaveLength(1);
  });

  it('goes to the manager the next morning where somebody was not reached', async () => {
    const { menu } = await settling();
    await suspended([menu.menuId]);
    const [check] = await checksAt(menu.menuId);
    const checkId = check?.checkId ?? '';
    expect(await record(checkId, 'not_reached')).toMatchObject({ state: 'OPEN', version: 2 });
    expect(await checksAt(menu.menuId, { level: 'today' })).toHaveLength(1);
    expect(await checksAt(menu.menuId, { level: 'escalated' })).toEqual([]);
    await days(1);
    expect(await checksAt(menu.menuId, { level: 'today' })).toEqual([]);
    expect(await checksAt(menu.menuId, { level: 'escalated' })).toEqual([
      expect.objectContaining({
        ...{ checkId, result: 'not_reached', attempts: 1, triedOn: TODAY, dueOn: TODAY, level: 'escalated' },
        roles: ['NO_REFUSAL_MANAGER', 'DECISION_MAKER'],
      }),
    ]);
    const manager = town.world.actor('NO_REFUSAL_MANAGER');
    const done = await town.world.ask(RecordPlacementCheckV1, { checkId, result: 'safe' }, manager);
    expect(done).toMatchObject({ state: 'DONE', version: 3 });
  });

  it('tells no host who is looked after, and no check that does not exist', async () => {
    const host = town.host(randomUUID());
    expect(await refusal(town.world.ask(ListPlacementChecksV1, {}, host))).toBe('role.refused');
    expect(await refusal(record(randomUUID(), 'safe'))).toBe('placement-check.not-found');
  });
});
