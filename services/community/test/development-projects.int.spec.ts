import { randomUUID } from 'node:crypto';
import {
  ListDevelopmentProjectEntriesV1,
  ListDevelopmentProjectsV1,
  ListDialogueTopicsV1,
  ListResourceDevelopmentsV1,
  MoveDevelopmentProjectV1,
  NoteDevelopmentProjectV1,
  PauseResourceV1,
  ReadDevelopmentProjectV1,
  RecordDialogueV1,
} from '#libs/contracts';
import { addDays } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { COMMUNITY } from '../src/community.module';
import { Development, today } from './development-fixtures';
import { codeOf, refusal, Registry } from './registry-fixtures';

let world: ServiceWorld;
let registry: Registry;
let work: Development;

beforeAll(async () => {
  world = await serviceUnderTest(COMMUNITY);
  registry = new Registry(world);
  work = new Development(world);
}, 120_000);
afterAll(() => world.stop(), 30_000);

describe('a project', () => {
  it('goes from an idea over talks to a menu, and completes what it gathered with it, at once', async () => {
    const { menuId, orgId, resourceId } = await registry.place();
    const [one, two, withdrawn, kept] = [await work.need(), await work.need(), await work.need(), await work.need()];
    const talk = { kind: 'dankatsu', heldOn: '2026-04-01', areaId: null, hubId: null, participants: null };
    await world.ask(RecordDialogueV1, { ...talk, topics: [{ topic: '夜に行く所がない' }] }, work.worker);
    const [topic] = (await world.ask(ListDialogueTopicsV1, {}, work.worker)).items;
    const partners = [{ orgId, role: 'host' }];
    const topicIds = [topic?.topicId ?? ''];
    const { id: projectId } = await work.enter([one, two, withdrawn], { partners, topicIds });
    await work.move(projectId, 'talk', '2026-05-02', { nextStep: { kind: 'visit', dueOn: '2026-06-01' } });
    expect(await codeOf(work.open(projectId, menuId))).toBe('development-project.transition-refused');
    expect(await codeOf(work.move(projectId, 'prepare', '2026-05-01'))).toBe('development-project.step-too-early');
    await work.move(projectId, 'prepare', '2026-05-03', { note: '空き店舗を借りられる' });
    await world.sql(`UPDATE resource_developments SET state = 'WITHDRAWN' WHERE id = $1`, [withdrawn]);

    expect(await codeOf(work.open(projectId, randomUUID()))).toBe('menu.not-found');
    await world.ask(PauseResourceV1, { resourceId, resumesOn: null }, work.worker);
    expect(await codeOf(work.open(projectId, menuId))).toBe('development-project.menu-not-open');
    expect((await work.read(projectId)).needs).toEqual({ open: 2, withdrawn: 1, completed: 0 });
    const opened = await registry.place();
    expect(await work.open(projectId, opened.menuId)).toEqual({ id: projectId, state: 'OPEN', version: 4 });

    expect(await work.read(projectId)).toMatchObject({
      ...{ state: 'OPEN', stateSince: today(), menuId: opened.menuId, nextStep: null, lookOn: null, overdue: false },
      ...{ developmentIds: [one, two, withdrawn], topicIds, partners },
      needs: { open: 0, withdrawn: 1, completed: 2 },
    });
    const { items } = await world.ask(ListResourceDevelopmentsV1, { limit: 100 }, work.worker);
    const shown = new Map(items.map(({ developmentId, state, menuId: came }) => [developmentId, [state, came]]));
    expect([one, two, withdrawn, kept].map((id) => shown.get(id))).toEqual([
      ['COMPLETED', opened.menuId],
      ['COMPLETED', opened.menuId],
      ['WITHDRAWN', null],
      ['OPEN', null],
    ]);
    const log = await world.ask(ListDevelopmentProjectEntriesV1, { projectId }, work.worker);
    expect(log.items).toMatchObject([
      { event: 'enter', state: 'IDEA', on: '2026-05-01' },
      { event: 'talk', state: 'TALKS', on: '2026-05-02' },
      { event: 'prepare', state: 'PREPARING', note: '空き店舗を借りられる' },
      { event: 'open', state: 'OPEN', on: today() },
    ]);
    expect(await codeOf(work.change(projectId, 4))).toBe('development-project.over');
    expect(await codeOf(work.move(projectId, 'drop', today(), { reason: 'other' }))).toBe(
      'development-project.transition-refused',
    );
  });

  it('two that gathered the same need complete it once, whichever opens first', async () => {
    const shared = [await work.need(), await work.need()];
    const [first, second] = [await work.prepared(shared), await work.prepared([...shared].reverse())];
    const { menuId } = await registry.place();
    await Promise.all([work.open(first, menuId), work.open(second, menuId)]);
    const rows = await world.sql<{ version: number }>('SELECT version FROM resource_developments WHERE id = ANY($1)', [
      shared,
    ]);
    expect(rows).toEqual([{ version: 2 }, { version: 2 }]);
  });

  it('is overdue when its next step is, or when nobody has planned or noted anything for long', async () => {
    const asked = async (given: Partial<ListDevelopmentProjectsV1>) =>
      (await world.ask(ListDevelopmentProjectsV1, { limit: 100, ...given }, work.worker)).items;
    const developmentId = await work.need();
    const step = (dueOn: string) => ({ nextStep: { kind: 'visit', dueOn } });
    const on = addDays(today(), -60);
    const { id: due } = await work.enter([developmentId], { ...step(addDays(today(), -1)), on });
    const { id: notYet } = await work.enter([developmentId], { ...step(today()), on });
    const { id: resting } = await work.enter([developmentId], { on: addDays(today(), -61) });
    const { id: noted } = await work.enter([developmentId], { on: addDays(today(), -61) });
    const note = { projectId: noted, on, kind: 'phone', note: '大家に電話した' };
    await world.ask(NoteDevelopmentProjectV1, note, work.worker);
    const { id: dropped } = await work.enter([developmentId], { ...step(addDays(today(), -1)), on });
    await work.move(dropped, 'drop', today(), { reason: 'no_space', ...step(addDays(today(), -1)) });

    const overdue = await asked({ developmentId, overdue: 'yes' });
    expect(overdue.map(({ projectId, lookOn }) => [projectId, lookOn])).toEqual([
      [due, addDays(today(), -1)],
      [resting, addDays(today(), -1)],
    ]);
    expect((await asked({ developmentId })).map(({ projectId }) => projectId)).toEqual([
      ...[due, notYet, resting, noted, dropped],
    ]);
    expect(await asked({ developmentId, state: 'DROPPED' })).toMatchObject([{ projectId: dropped, lookOn: null }]);
    const planned = { ...step(today()), title: '朝の居場所' };
    await work.change(due, 1, planned);
    expect((await asked({ overdue: 'yes' })).map(({ projectId }) => projectId)).not.toContain(due);
  });

  it('names nobody, and nothing that is not there', async () => {
    const named = await refusal(work.enter([], { title: '山本さんの部屋' }));
    expect([named.code, named.fields[0]?.field]).toEqual(['development-project.looks-like-a-name', 'title']);
    expect(named.message).not.toContain('山本');
    const { id: projectId, version } = await work.enter([]);
    const note = { projectId, on: '2026-05-01', kind: 'visit', note: '山本様が協力する' };
    expect(await codeOf(world.ask(NoteDevelopmentProjectV1, note, work.worker))).toBe(
      'development-project.looks-like-a-name',
    );
    const talked = work.move(projectId, 'talk', '2026-05-02', { note: '佐藤さんと話した' });
    expect(await codeOf(talked)).toBe('development-project.looks-like-a-name');
    expect(await codeOf(work.enter([randomUUID()]))).toBe('resource-development.not-found');
    expect(await codeOf(work.enter([], { topicIds: [randomUUID()] }))).toBe('dialogue-topic.not-found');
    const stranger = [{ orgId: randomUUID(), role: 'host' }];
    expect(await codeOf(work.enter([], { partners: stranger }))).toBe('organization.not-found');
    expect(await codeOf(work.enter([], { areaId: randomUUID() }))).toBe('area.unknown');
    expect(await codeOf(work.enter([], { on: addDays(today(), 1) }))).toBe('development-project.future');
    expect(await codeOf(work.move(projectId, 'drop', today()))).toBe('development-project.reason-missing');
    expect(await codeOf(work.change(projectId, version + 1))).toBe('stale-version');
    expect(await codeOf(work.read(randomUUID()))).toBe('development-project.not-found');
    const csw = world.actor('CSW');
    const given = { projectId, step: 'drop' as const, on: today(), reason: 'other', note: null, nextStep: null };
    expect(await codeOf(world.ask(MoveDevelopmentProjectV1, given, csw))).toBe('development-project.role-refused');
    const elsewhere = world.actor('COMMUNITY_COORDINATOR', { tenant: '990027' });
    expect(await codeOf(world.ask(ReadDevelopmentProjectV1, { projectId }, elsewhere))).toBe(
      'development-project.not-found',
    );
  });
});
