import {
  AreasExistV1,
  AssignAreaWorkerV1,
  AssignCaseV1,
  ChangeAbsenceV1,
  ChangeCentreV1,
  EndAreaWorkV1,
  EnterCentreV1,
  ListAreaWorkersV1,
  ListCaseloadV1,
  ListCentresV1,
  RaiseEmergencyV1,
  ReadAssigneesV1,
  ReadCaseV1,
  ReadWorkloadV1,
  RecordAbsenceV1,
  RecordPotentialClientV1,
} from '#libs/contracts';
import { addDays } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { INTAKE } from '../src/intake.module';
import { aSub } from './casework';
import { anId, refusal, Story, today } from './fixtures';

describe('centres and who has which case', () => {
  let world: ServiceWorld;
  let story: Story;

  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    world.neighbour(AreasExistV1, () => ({ missing: [] }));
    story = new Story(world);
  }, 60_000);
  afterAll(() => world.stop());

  const keeper = () => world.actor('HOKATSU_COORDINATOR', { sub: 'keeper' });
  const assignees = (caseRef: string) => world.ask(ReadAssigneesV1, { caseRef }, story.worker);
  const work = async (areaId: string, sub: string, part: 'main' | 'deputy', fromDay = today()): Promise<string> =>
    (await world.ask(AssignAreaWorkerV1, { areaId, sub, part, fromDay }, keeper())).id;

  it('serve areas, each of them one centre’s', async () => {
    const areas = [anId(), anId()];
    const { id } = await world.ask(EnterCentreV1, { nameJa: 'ふれあい', areaIds: areas }, keeper());
    const second = { nameJa: 'もう一つ', areaIds: areas.slice(1) };
    expect(await refusal(world.ask(EnterCentreV1, second, keeper()))).toBe('centre.area-taken');
    const smaller = { centreId: id, nameJa: 'ふれあいの里', areaIds: areas.slice(0, 1), closed: false };
    await world.ask(ChangeCentreV1, smaller, keeper(), { ifMatch: 1 });
    expect(await refusal(world.ask(ChangeCentreV1, smaller, keeper(), { ifMatch: 1 }))).toBe('stale-version');
    await world.ask(EnterCentreV1, second, keeper());
    const { items } = await world.ask(ListCentresV1, {}, story.worker);
    expect(items).toMatchObject([
      { nameJa: 'もう一つ' },
      { nameJa: 'ふれあいの里', version: 2, areaIds: areas.slice(0, 1) },
    ]);
    await world.ask(ChangeCentreV1, { ...smaller, closed: true }, keeper());
    await world.ask(EnterCentreV1, { nameJa: '後を継ぐ', areaIds: areas.slice(0, 1) }, keeper());
    expect(await refusal(world.ask(ChangeCentreV1, { ...smaller, centreId: anId() }, keeper()))).toBe(
      'centre.not-found',
    );
  });

  it('give a new case to who is named, else to the area, else to who received it', async () => {
    const areaId = anId();
    const [main, deputy, other] = [aSub(), aSub(), aSub()];
    const own = await story.consultation();
    expect((await assignees(own)).mainSub).toBe(story.worker.sub);
    expect((await assignees(await story.consultation({ areaId }))).mainSub).toBe(story.worker.sub);
    await work(areaId, deputy, 'deputy');
    await work(areaId, main, 'main');
    expect(await assignees(await story.consultation({ areaId, takenBy: other }))).toMatchObject({
      mainSub: other,
      areaId,
    });
    const taken = await story.consultation({ areaId });
    expect(await assignees(taken)).toEqual({
      caseRef: taken,
      areaId,
      mainSub: main,
      actingSub: main,
      deputySubs: [deputy],
    });
    const found = { foundOn: today(), source: 'minsei', concern: 'debt', memo: '郵便がたまっている' };
    const { id } = await world.ask(RecordPotentialClientV1, found, story.worker);
    expect((await assignees(id)).mainSub).toBe(story.worker.sub);
    expect(await refusal(assignees(anId()))).toBe('case.not-found');
  });

  it('let deputies act while somebody is away, for a new case as well', async () => {
    const areaId = anId();
    const [main, deputy, second] = [aSub(), aSub(), aSub()];
    await work(areaId, main, 'main');
    await work(areaId, deputy, 'deputy');
    const secondWork = await work(areaId, second, 'deputy');
    const caseRef = await story.consultation({ areaId });
    const away = (sub: string, days = 3, as = keeper()) =>
      world.ask(RecordAbsenceV1, { sub, fromDay: today(), untilDay: addDays(today(), days) }, as);
    expect(await refusal(away(main, 3, world.actor('CSW', { sub: second })))).toBe('absence.not-yours');
    expect(await refusal(away(main, -1))).toBe('absence.backwards');
    const { id: absenceId } = await away(main, 3, world.actor('CSW', { sub: main }));
    expect((await assignees(caseRef)).actingSub).toBe(deputy);
    await away(deputy);
    expect((await assignees(caseRef)).actingSub).toBe(second);
    expect((await assignees(await story.consultation({ areaId }))).mainSub).toBe(second);
    const ended = { areaWorkerId: secondWork, untilDay: addDays(today(), -1) };
    expect(await refusal(world.ask(EndAreaWorkV1, ended, keeper()))).toBe('area-worker.backwards');
    await world.ask(EndAreaWorkV1, { ...ended, untilDay: today() }, keeper());
    await away(second);
    expect((await assignees(caseRef)).actingSub).toBe(main);
    await world.ask(ChangeAbsenceV1, { absenceId, untilDay: today() }, keeper());
    expect((await world.ask(ListAreaWorkersV1, { areaId }, story.worker)).items).toHaveLength(3);
  });

  it('move a case by a step that says from whom to whom', async () => {
    const caseRef = await story.consultation();
    const [sub, areaId] = [aSub(), anId()];
    await world.ask(AssignCaseV1, { caseRef, sub, areaId }, story.worker, { ifMatch: 1 });
    await world.ask(AssignCaseV1, { caseRef, sub: 'somebody' }, story.worker);
    expect(await assignees(caseRef)).toMatchObject({ mainSub: 'somebody', areaId });
    await world.ask(AssignCaseV1, { caseRef, sub, areaId: null }, story.worker);
    expect(await assignees(caseRef)).toMatchObject({ mainSub: sub, areaId: null });
    const { steps } = await world.ask(ReadCaseV1, { caseRef }, story.worker);
    expect(steps.map(({ event }) => event)).toEqual(['receive', 'assign', 'assign', 'assign']);
    const caseload = await world.ask(ListCaseloadV1, { sub }, story.worker);
    expect(caseload.items.map((line) => line.caseRef)).toEqual([caseRef]);
    expect(JSON.stringify(caseload)).not.toMatch(/相談したい/);
  });

  it('count who has how much, without anything of a case', async () => {
    const [areaId, sub] = [anId(), aSub()];
    const { id: centreId } = await world.ask(EnterCentreV1, { nameJa: '数える', areaIds: [areaId] }, keeper());
    const refs = [];
    for (let left = 3; left > 0; left -= 1) refs.push(await story.consultation({ areaId, takenBy: sub }));
    const soon = new Date(Date.now() + 60_000).toISOString();
    await world.ask(RaiseEmergencyV1, { caseRef: refs[0] ?? '', reason: '返事がない', dueBy: soon }, story.worker);
    await world.ask(RaiseEmergencyV1, { caseRef: refs[1] ?? '', reason: '返事がない' }, story.worker);
    await world.moveClock({ minutes: 2 });
    const { items } = await world.ask(ReadWorkloadV1, { centreId }, keeper());
    expect(items).toEqual([{ sub, areaId, states: [{ state: 'RECEIVED', cases: 3 }], emergencies: 2, overdue: 1 }]);
    expect(await refusal(world.ask(ReadWorkloadV1, {}, story.worker))).toBe('role.refused');
    expect((await world.ask(ReadWorkloadV1, {}, world.actor('DECISION_MAKER', { tenant: '990027' }))).items).toEqual(
      [],
    );
  });
});
