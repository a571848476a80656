import { randomUUID } from 'node:crypto';
import {
  AddMenuV1,
  ApproveResourceV1,
  AssessHostV1,
  CloseResourceV1,
  ConfirmPublicResourceV1,
  ConfirmResourceV1,
  CorrectResourceV1,
  ListMenusV1,
  ListOrganizationTasksV1,
  MenuChangedV1,
  PauseResourceV1,
  PublishResourceV1,
  ReadMenuV1,
  ReadResourceV1,
  RegisterOrganizationV1,
  ReinstateResourceV1,
  RejectResourceV1,
  ReplaceMenuV1,
  ResumeResourceV1,
  SubmitResourceV1,
  SuspendResourceV1,
  UnpublishResourceV1,
} from '#libs/contracts';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { COMMUNITY } from '../src/community.module';
import { DaysPassedTimer } from '../src/timers/days-passed.timer';
import { codeOf, refusal, Registry } from './registry-fixtures';

let world: ServiceWorld;
let registry: Registry;

beforeAll(async () => {
  world = await serviceUnderTest(COMMUNITY);
  registry = new Registry(world);
}, 120_000);
afterAll(() => world.stop(), 30_000);

const versionsSaid = async (menuId: string): Promise<readonly number[]> =>
  (await world.said(MenuChangedV1)).filter((event) => event.menuId === menuId).map(({ version }) => version);
const days = () => world.services[0]?.app.get(DaysPassedTimer).run();

describe('a resource on its way', () => {
  it('goes from draft to the public and back, and every step is heard of each of its menus', async () => {
    const coordinator = registry.coordinator();
    const resourceId = await registry.resource(await registry.organization());
    const menuId = await registry.menu(resourceId);
    const second = await registry.menu(resourceId);
    const agreedOn = '2026-01-05';

    await world.ask(SubmitResourceV1, { resourceId }, coordinator);
    await world.ask(RejectResourceV1, { resourceId, reason: 'incomplete' }, coordinator);
    await registry.activate(resourceId);
    await world.ask(PublishResourceV1, { resourceId, agreedOn }, coordinator);
    await world.ask(UnpublishResourceV1, { resourceId }, coordinator);
    const after = await world.ask(PublishResourceV1, { resourceId, agreedOn }, coordinator);

    expect(after).toEqual({ id: resourceId, state: 'ACTIVE_PUBLIC', version: 8 });
    expect(await versionsSaid(menuId)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(await versionsSaid(second)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(await registry.facts(menuId)).toMatchObject({ version: 8, resourceState: 'ACTIVE_PUBLIC' });
  });

  it('resumes after a pause only when the host was assessed again', async () => {
    const { resourceId, menuId } = await registry.place();
    await world.ask(PauseResourceV1, { resourceId, resumesOn: '2027-04-01' }, registry.coordinator());
    expect(await world.ask(ReadResourceV1, { resourceId }, registry.coordinator())).toMatchObject({
      state: 'PAUSED',
      resumesOn: '2027-04-01',
    });

    const resume = () => world.ask(ResumeResourceV1, { resourceId }, registry.coordinator());
    expect(await codeOf(resume())).toBe('resource.assessment-outdated');
    await world.ask(AssessHostV1, { menuId, status: 'ready' }, registry.coordinator());
    expect(await resume()).toMatchObject({ state: 'ACTIVE' });
  });

  it('is suspended by one person and reinstated by another', async () => {
    const { resourceId } = await registry.place();
    const coordinator = registry.coordinator();
    await world.ask(SuspendResourceV1, { resourceId, reason: 'accident' }, coordinator);

    expect(await codeOf(world.ask(ReinstateResourceV1, { resourceId }, coordinator))).toBe('resource.two-persons');
    const head = world.actor('DECISION_MAKER');
    expect(await world.ask(ReinstateResourceV1, { resourceId }, head)).toMatchObject({ state: 'ACTIVE' });
  });

  it('is not shown to residents where it is confidential', async () => {
    const shelter = await registry.place({}, { type: 'shelter', location: { lat: 35.5, lng: 139.5 } });
    const { resourceId } = shelter;
    const publish = world.ask(PublishResourceV1, { resourceId, agreedOn: '2026-01-05' }, registry.coordinator());
    expect(await codeOf(publish)).toBe('resource.confidential');

    const read = (role: 'CSW' | 'COMMUNITY_COORDINATOR') =>
      world.ask(ReadResourceV1, { resourceId }, world.actor(role));
    expect(await read('CSW')).toMatchObject({ addressConfidential: true, location: null });
    expect(await read('COMMUNITY_COORDINATOR')).toMatchObject({ location: { lat: 35.5, lng: 139.5 } });
  });

  it('is corrected as a whole, and closed for good', async () => {
    const { resourceId, menuId } = await registry.place();
    const correct = (input: object) =>
      world.ask(CorrectResourceV1, { resourceId, name: '新しい部屋', ...input }, registry.coordinator());
    await correct({ location: { lat: 35.51, lng: 139.51 } });
    expect(await registry.facts(menuId)).toMatchObject({ location: { lat: 35.51, lng: 139.51 }, type: null });

    await world.ask(CloseResourceV1, { resourceId }, registry.coordinator());
    expect(await codeOf(correct({}))).toBe('resource.closed');
    expect(await codeOf(world.ask(AddMenuV1, { resourceId, name: 'あとの会' }, registry.coordinator()))).toBe(
      'resource.closed',
    );
    const steps = [SubmitResourceV1, ApproveResourceV1, ConfirmResourceV1, ConfirmPublicResourceV1] as const;
    for (const step of steps) {
      expect(await codeOf(world.ask(step, { resourceId }, registry.coordinator()))).toBe('resource.transition-refused');
    }
  });
});

describe('a menu', () => {
  it('is replaced as a whole by whoever saw it last', async () => {
    const { menuId, resourceId } = await registry.place({ purposes: ['meal'], feeYen: 300 });
    const replace = (ifMatch: number) =>
      world.ask(ReplaceMenuV1, { menuId, name: '金曜の会', activities: ['tea'] }, registry.coordinator(), { ifMatch });

    expect(await replace(1)).toEqual({ id: menuId, state: 'ACTIVE', version: 2 });
    expect(await refusal(replace(1))).toMatchObject({ code: 'stale-version', status: 412 });
    const menu = await world.ask(ReadMenuV1, { menuId }, registry.coordinator());
    expect(menu).toMatchObject({ name: '金曜の会', activities: ['tea'], purposes: null, feeYen: null, version: 2 });
    expect(menu).not.toHaveProperty('seq');
    const list = await world.ask(ListMenusV1, { resourceId }, registry.coordinator());
    expect(list).toEqual({ items: [menu], nextCursor: null });
  });

  it.each([
    [{ sessions: [{ day: 'mon', from: '22:00', to: '06:00' }] }, 'menu.contradiction'],
    [{ targets: { ageMin: 40, ageMax: 20 } }, 'menu.contradiction'],
    [{ targets: [] }, 'fields.invalid'],
    [{ sessions: [[]] }, 'fields.invalid'],
    [{ sessions: [{ day: 'mon', from: '24:30', to: '25:00' }] }, 'fields.invalid'],
    [{ purposes: ['unheard_of'] }, 'fields.invalid'],
    [{ feeYen: 1.5 }, 'fields.invalid'],
    [{ earliestStart: '2026-02-30' }, 'fields.invalid'],
    [{ eligibility: { basis: 'statutory', statute: 'x', requires: ['UPPER'] } }, 'fields.invalid'],
  ])('with wrong facts is refused: %j', async (wrong, code) => {
    const { resourceId } = await registry.place();
    const input = { resourceId, name: '会', ...wrong } as Partial<AddMenuV1>;
    expect(await codeOf(world.ask(AddMenuV1, input, registry.coordinator()))).toBe(code);
  });

  it('carries the host assessment by its codes; the words stay here', async () => {
    const { menuId } = await registry.place();
    const assessment = { status: 'needs_support' as const, assessedOn: '2026-01-20', maxConcurrent: 2, current: 1 };
    const input = { menuId, ...assessment, note: '人手が足りない曜日がある' };
    const acted = await world.ask(AssessHostV1, input, world.actor('PARTICIPATION_WORKER'));

    expect(acted).toEqual({ id: menuId, state: 'needs_support', version: 2 });
    expect((await registry.facts(menuId)).hostAssessment).toEqual(assessment);
    expect(await versionsSaid(menuId)).toEqual([1, 2]);
    const tomorrow = world.ask(AssessHostV1, { ...input, assessedOn: '2199-01-01' }, registry.coordinator());
    expect(await refusal(tomorrow)).toMatchObject({ code: 'host-assessment.future', status: 422 });
  });
});

describe('a request that comes twice', () => {
  it('enters one organisation, and another body under its key is refused', async () => {
    const key = randomUUID();
    const register = (name: string) =>
      world.ask(RegisterOrganizationV1, { name, kind: 'shop' }, registry.coordinator(), { key });
    const first = await register('角の店');
    expect(await register('角の店')).toEqual(first);
    expect(await codeOf(register('別の店'))).toBe('idempotency.other-body');
    const rows = await world.sql(`SELECT 1 FROM organizations WHERE name IN ('角の店', '別の店')`);
    expect(rows).toHaveLength(1);
  });
});

describe('half a year without a word', () => {
  it('asks the organisation to confirm, once, and a confirmation keeps the resource as it was', async () => {
    const { orgId, resourceId, menuId } = await registry.place();
    await world.ask(PublishResourceV1, { resourceId, agreedOn: '2026-01-05' }, registry.coordinator());
    await world.moveClock({ days: 181 });
    await Promise.all([days(), days()]);

    expect(await registry.facts(menuId)).toMatchObject({ resourceState: 'NEEDS_UPDATE' });
    const tasks = () => world.ask(ListOrganizationTasksV1, { orgId }, registry.coordinator());
    expect((await tasks()).items).toEqual([
      expect.objectContaining({ kind: 'confirm_resource', resourceId, state: 'OPEN' }),
    ]);
    const editor = world.actor('REGISTRY_EDITOR', { orgId });
    expect(await world.ask(ConfirmPublicResourceV1, { resourceId }, editor)).toMatchObject({ state: 'ACTIVE_PUBLIC' });
    expect((await tasks()).items).toEqual([]);
    await days();
    expect(await registry.facts(menuId)).toMatchObject({ resourceState: 'ACTIVE_PUBLIC' });
  });
});
