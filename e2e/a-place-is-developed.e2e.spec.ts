import { until } from '../tools/until';
import { World } from './world';

jest.setTimeout(180_000);

interface Board {
  readonly openNeeds: number;
  readonly items: readonly { readonly purpose: string; readonly needs: number; readonly developmentIds: string[] }[];
}
interface Waiting {
  readonly items: readonly {
    readonly matchRequestId: string;
    readonly places: readonly { readonly menuId: string; readonly reasonsJa: readonly string[] }[];
  }[];
}

describe('a place that was missing', () => {
  let world: World;

  beforeAll(async () => {
    world = await World.start();
  });

  afterAll(() => world.stop());

  it('is on the board, is made with an organisation, opens, and those who waited are found', async () => {
    const coordinator = world.people.as('COMMUNITY_COORDINATOR');
    const worker = world.people.as('PARTICIPATION_WORKER');
    const { requestId } = await world.seeker([]);
    expect((await world.search(requestId, [])).candidates).toEqual([]);
    await worker.post(`/match-requests/${requestId}/unmet`);
    const board = await until('the need on the board', async () => {
      const read = await coordinator.get<Board>('/resource-development-board?groupBy=purpose');
      return read.openNeeds > 0 ? read : undefined;
    });
    expect(board).toMatchObject({ openNeeds: 1, items: [{ needs: 1 }] });
    const waiting = () => worker.get<Waiting>('/waiting-matches');
    expect((await waiting()).items).toEqual([]);

    const today = await world.today();
    const plan = { title: '修理の手が集まる作業場', developmentIds: board.items[0]?.developmentIds ?? [] };
    const { id: projectId } = await coordinator.post('/development-projects', { ...plan, on: today });
    const step = (name: string, more: object = {}) =>
      coordinator.post(`/development-projects/${projectId}/steps`, { step: name, on: today, ...more });
    await step('talk', { nextStep: { kind: 'visit', dueOn: today } });
    await step('prepare', { note: '商店街の空き店舗を使う' });
    const host = await world.host('商店街の作業場', { total: 2, used: 0 }, { nameRequired: false });
    await coordinator.post(`/development-projects/${projectId}/opening`, { menuId: host.menuId, on: today });

    const found = await until('who waited for it', async () => {
      const { items } = await waiting();
      return items.length > 0 ? items : undefined;
    });
    expect(found).toMatchObject([{ matchRequestId: requestId, places: [{ menuId: host.menuId }] }]);
    const linked = { menuId: host.menuId };
    const searching = await coordinator.post(`/match-requests/${requestId}/developed-menu`, linked);
    expect(searching.state).toBe('SEARCHING');
    await world.ranked(requestId, [host]);
    expect((await waiting()).items).toEqual([]);
    expect(await coordinator.get<Board>('/resource-development-board')).toMatchObject({ openNeeds: 0, items: [] });
    const fiscalYear = Number(today.slice(0, 4)) - (today.slice(5) < '04-01' ? 1 : 0);
    const report = await coordinator.get<object>(`/reports/resource-development?fiscalYear=${fiscalYear}`);
    expect(report).toMatchObject({ total: { needs: 1, completed: 1, medianDays: 0 }, menusOpened: 1 });
  });
});
