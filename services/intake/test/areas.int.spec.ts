import {
  AreasExistV1,
  AssignAreaWorkerV1,
  ChangeCentreV1,
  ChangeDeskV1,
  EnterCentreV1,
  EnterDeskV1,
  ListAreaWorkersV1,
} from '#libs/contracts';
import { AppError, unavailable } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { INTAKE } from '../src/intake.module';
import { anId, today } from './fixtures';

describe('an area that community does not know', () => {
  let world: ServiceWorld;
  const known = anId();
  const unknown = anId();

  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
  }, 60_000);
  beforeEach(() => {
    world.neighbour(AreasExistV1, ({ areaIds }) => ({ missing: areaIds.filter((id) => id !== known) }));
  });
  afterAll(() => world.stop());

  const keeper = () => world.actor('NO_REFUSAL_MANAGER');
  const problem = async (asked: Promise<unknown>): Promise<string> => {
    try {
      await asked;
    } catch (error) {
      if (error instanceof AppError) return `${error.kind} ${error.code} ${error.fields[0]?.field ?? ''}`.trim();
      throw error;
    }
    return 'done';
  };
  const desk = { nameJa: '窓口', external: false, fields: ['child'], managerSub: 'm', members: ['w'] };
  const worker = (areaId: string) => ({ areaId, sub: 'w', part: 'main' as const, fromDay: today() });
  const enterCentre = (areaIds: string[]) => world.ask(EnterCentreV1, { nameJa: '中央', areaIds }, keeper());

  it('is refused for centres, desks and who works where, with the field', async () => {
    expect(await problem(enterCentre([known, unknown]))).toBe('invalid area.unknown areaIds.1');
    expect(await problem(world.ask(EnterDeskV1, { ...desk, areaId: unknown }, keeper()))).toBe(
      'invalid area.unknown areaId',
    );
    expect(await problem(world.ask(AssignAreaWorkerV1, worker(unknown), keeper()))).toBe('invalid area.unknown areaId');
    expect((await world.ask(ListAreaWorkersV1, { areaId: unknown }, keeper())).items).toEqual([]);

    const { id: centreId } = await enterCentre([known]);
    const centre = (areaIds: string[], closed: boolean) =>
      problem(world.ask(ChangeCentreV1, { centreId, nameJa: '中央', areaIds, closed }, keeper()));
    expect(await centre([unknown], false)).toBe('invalid area.unknown areaIds.0');
    expect(await centre([unknown], true)).toBe('done');

    const { id: deskId } = await world.ask(EnterDeskV1, { ...desk, areaId: known }, keeper());
    const change = (areaId: string | null, closed: boolean) =>
      problem(world.ask(ChangeDeskV1, { deskId, ...desk, areaId, closed }, keeper()));
    expect(await change(unknown, false)).toBe('invalid area.unknown areaId');
    expect(await change(null, false)).toBe('done');
    expect(await change(unknown, true)).toBe('done');
  });

  it('cannot be told apart while community does not answer: 503, and nothing is entered', async () => {
    world.neighbour(AreasExistV1, () => {
      throw unavailable('service.unavailable', 'community does not answer.');
    });
    expect(await problem(world.ask(AssignAreaWorkerV1, worker(known), keeper()))).toMatch(/^unavailable /);
    expect((await world.ask(ListAreaWorkersV1, { areaId: known }, keeper())).items).toEqual([]);
    expect(await problem(world.ask(EnterDeskV1, { ...desk, areaId: null }, keeper()))).toBe('done');
  });
});
