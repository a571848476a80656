import {
  AssessHostV1,
  CloseResourceV1,
  ConfirmSuspensionV1,
  EndAgreementV1,
  ListAgreementsV1,
  ListCoordinatorTasksV1,
  ListOrganizationTasksV1,
  MenuChangedV1,
  ReadMenuV1,
  ReadResourceV1,
  RecordAgreementV1,
  ReinstateResourceV1,
  ResourceSuspendedV1,
  SuspendResourceV1,
} from '#libs/contracts';
import { addDays } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { COMMUNITY } from '../src/community.module';
import { MenuLooksTimer } from '../src/timers/menu-looks.timer';
import { codeOf, Registry, TODAY } from './registry-fixtures';

let world: ServiceWorld;
let registry: Registry;

beforeAll(async () => {
  world = await serviceUnderTest(COMMUNITY);
  registry = new Registry(world);
}, 120_000);
afterAll(() => world.stop(), 30_000);

let ahead = 0;
const days = async (count: number): Promise<void> => {
  ahead += count;
  await world.moveClock({ days: count });
  await look();
};
afterEach(async () => {
  await world.moveClock({ days: -ahead });
  ahead = 0;
});
const look = () => world.services[0]?.app.get(MenuLooksTimer).pass();

const STATUTORY = { basis: 'statutory' as const, statute: '障害者総合支援法', requires: ['disability_service'] };
const OUTSIDE = { eligibility: { ...STATUTORY, acceptsOutOfSystem: true } };
const accepts = async (menuId: string) => (await registry.facts(menuId)).eligibility.acceptsOutOfSystem;
const versionsSaid = async (menuId: string) =>
  (await world.said(MenuChangedV1)).filter((event) => event.menuId === menuId).map(({ version }) => version);
const tasksOf = async (orgId: string) =>
  (await world.ask(ListOrganizationTasksV1, { orgId }, registry.coordinator())).items;
const coordinatorTasks = async (subject: string) => {
  const { items } = await world.ask(ListCoordinatorTasksV1, { limit: 100 }, world.actor('DECISION_MAKER'));
  return items.filter(({ menuId, resourceId }) => menuId === subject || resourceId === subject);
};

describe('people outside the scheme', () => {
  it('are taken only while an agreement on it is in force, and everybody hears of it', async () => {
    const { menuId } = await registry.place(OUTSIDE);
    expect(await accepts(menuId)).toBeNull();
    expect(await world.ask(ReadMenuV1, { menuId }, registry.coordinator())).toMatchObject({
      eligibility: { acceptsOutOfSystem: true },
      standing: { agreementUntil: null },
    });
    const agreementId = await registry.agree(menuId);
    expect(await accepts(menuId)).toBe(true);
    const end = () => world.ask(EndAgreementV1, { agreementId }, registry.coordinator());
    expect(await end()).toEqual({ id: agreementId, state: 'ENDED', version: 2 });
    expect(await accepts(menuId)).toBeNull();
    expect(await codeOf(end())).toBe('agreement.ended');
    expect(await versionsSaid(menuId)).toEqual([1, 2, 3]);
    const { items } = await world.ask(ListAgreementsV1, { menuId }, world.actor('CSW'));
    expect(items).toEqual([
      {
        ...{ agreementId, version: 2, agreedWith: 'さくらの会', basis: 'agreement', places: null },
        ...{ agreedOn: TODAY, until: '2199-03-31', endedOn: TODAY, inForce: false },
      },
    ]);
  });

  it('are never taken on an agreement alone', async () => {
    const no = await registry.place({ eligibility: { ...STATUTORY, acceptsOutOfSystem: false } });
    const unknown = await registry.place({ eligibility: { ...STATUTORY, acceptsOutOfSystem: null } });
    await registry.agree(no.menuId);
    await registry.agree(unknown.menuId);
    expect([await accepts(no.menuId), await accepts(unknown.menuId)]).toEqual([false, null]);
  });

  it('are agreed on anew before the agreement ends, and not taken after it', async () => {
    const { orgId, menuId } = await registry.place(OUTSIDE);
    const until = addDays(TODAY, 40);
    await registry.agree(menuId, until);
    await days(9);
    expect(await tasksOf(orgId)).toEqual([]);
    await days(1);
    const asked = [expect.objectContaining({ kind: 'renew_agreement', menuId, dueOn: until, state: 'OPEN' })];
    expect(await tasksOf(orgId)).toEqual(asked);
    await look();
    expect(await tasksOf(orgId)).toEqual(asked);
    await days(30);
    expect(await accepts(menuId)).toBe(true);
    const before = await versionsSaid(menuId);
    await days(1);
    expect(await accepts(menuId)).toBeNull();
    await look();
    expect((await versionsSaid(menuId)).length).toBe(before.length + 1);
    expect(await tasksOf(orgId)).toEqual(asked);
    const agreedOn = addDays(TODAY, 41);
    const renewed = { menuId, agreedWith: 'さくらの会', basis: 'agreement', agreedOn, until: '2199-03-31', places: 2 };
    await world.ask(RecordAgreementV1, renewed, registry.coordinator());
    expect(await tasksOf(orgId)).toEqual([]);
    expect(await accepts(menuId)).toBe(true);
  });

  it.each([
    [{ agreedOn: '2199-01-01', until: '2199-03-31' }, 'agreement.future'],
    [{ agreedOn: '2026-01-05', until: '2026-01-04' }, 'agreement.term'],
    [{ agreedOn: '2026-01-05', until: '2027-01-04', places: 0 }, 'fields.invalid'],
  ])('are not agreed on like this: %j', async (wrong, code) => {
    const { menuId, orgId } = await registry.place(OUTSIDE);
    const input = { menuId, agreedWith: '会', basis: 'agreement', ...wrong };
    expect(await codeOf(world.ask(RecordAgreementV1, input, registry.coordinator()))).toBe(code);
    const editor = world.actor('REGISTRY_EDITOR', { orgId });
    expect(await codeOf(world.ask(RecordAgreementV1, input, editor))).toBe('role.refused');
  });
});

describe('a host', () => {
  it('is looked at again after a year, by the coordinator', async () => {
    const { menuId, orgId } = await registry.place();
    const assess = (assessedOn: string) =>
      world.ask(AssessHostV1, { menuId, status: 'ready', assessedOn }, registry.coordinator());
    await assess(TODAY);
    expect(await world.ask(ReadMenuV1, { menuId }, registry.coordinator())).toMatchObject({
      standing: { assessmentValidUntil: addDays(TODAY, 365) },
    });
    await days(365);
    expect(await coordinatorTasks(menuId)).toEqual([]);
    await days(1);
    await look();
    expect(await coordinatorTasks(menuId)).toEqual([
      expect.objectContaining({ kind: 'assess_host', orgId, menuId, openedOn: addDays(TODAY, 366) }),
    ]);
    expect(await tasksOf(orgId)).toEqual([]);
    expect((await registry.facts(menuId)).hostAssessment).toMatchObject({ status: 'ready', assessedOn: TODAY });
    await assess(addDays(TODAY, 366));
    expect(await coordinatorTasks(menuId)).toEqual([]);
    await look();
    expect(await coordinatorTasks(menuId)).toEqual([]);
  });

  it('of an open or a closed place is not', async () => {
    const open = await registry.place({ capacityModel: 'open' });
    const closed = await registry.place();
    for (const { menuId } of [open, closed]) {
      await world.ask(AssessHostV1, { menuId, status: 'ready', assessedOn: TODAY }, registry.coordinator());
    }
    await world.ask(CloseResourceV1, { resourceId: closed.resourceId }, registry.coordinator());
    await days(400);
    expect([...(await coordinatorTasks(open.menuId)), ...(await coordinatorTasks(closed.menuId))]).toEqual([]);
  });
});

describe('an unsafe resource', () => {
  const suspend = (resourceId: string, sub = 'first') =>
    world.ask(SuspendResourceV1, { resourceId, reason: 'accident' }, registry.coordinator(sub));
  const confirm = (resourceId: string, sub: string) =>
    world.ask(ConfirmSuspensionV1, { resourceId }, registry.coordinator(sub));
  const suspensionOf = async (resourceId: string) =>
    (await world.ask(ReadResourceV1, { resourceId }, world.actor('CSW'))).suspension;

  it('is stopped at once by one person and confirmed by a second one the same day', async () => {
    const { resourceId, menuId, orgId } = await registry.place();
    const second = await registry.menu(resourceId);
    const { version } = await suspend(resourceId);
    expect(await registry.facts(menuId)).toMatchObject({ resourceState: 'SUSPENDED' });
    const said = (await world.said(ResourceSuspendedV1)).filter((event) => event.resourceId === resourceId);
    expect(said).toEqual([{ resourceId, menuIds: [menuId, second].sort(), version }]);
    expect(await suspensionOf(resourceId)).toMatchObject({ confirmed: false, confirmBy: TODAY, overdue: false });
    expect(await coordinatorTasks(resourceId)).toEqual([
      expect.objectContaining({ kind: 'confirm_suspension', orgId, resourceId, dueOn: TODAY }),
    ]);

    expect(await codeOf(confirm(resourceId, 'first'))).toBe('resource.two-persons');
    expect(await confirm(resourceId, 'second')).toMatchObject({ state: 'SUSPENDED', version: version + 1 });
    expect(await suspensionOf(resourceId)).toMatchObject({ confirmed: true, overdue: false });
    expect(await coordinatorTasks(resourceId)).toEqual([]);
    expect(await codeOf(confirm(resourceId, 'third'))).toBe('resource.suspension-confirmed');
    const editor = world.actor('REGISTRY_EDITOR', { orgId });
    expect(await codeOf(world.ask(ConfirmSuspensionV1, { resourceId }, editor))).toBe('role.refused');
  });

  it('stays stopped and shows that nobody has confirmed it, until another person has lifted it', async () => {
    const { resourceId } = await registry.place();
    expect(await codeOf(confirm(resourceId, 'second'))).toBe('resource.not-suspended');
    await suspend(resourceId);
    await days(1);
    expect(await suspensionOf(resourceId)).toMatchObject({ confirmed: false, overdue: true });
    const reinstate = (sub: string) => world.ask(ReinstateResourceV1, { resourceId }, registry.coordinator(sub));
    expect(await codeOf(reinstate('first'))).toBe('resource.two-persons');
    await reinstate('second');
    expect(await coordinatorTasks(resourceId)).toEqual([]);
    expect(await suspensionOf(resourceId)).toBeNull();
    await suspend(resourceId, 'second');
    expect(await suspensionOf(resourceId)).toMatchObject({ confirmed: false, confirmBy: addDays(TODAY, 1) });
    expect(await codeOf(confirm(resourceId, 'second'))).toBe('resource.two-persons');
    await confirm(resourceId, 'first');
  });
});
