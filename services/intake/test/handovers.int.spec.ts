import {
  AreasExistV1,
  AssignAreaWorkerV1,
  CancelHandoverV1,
  ListCaseloadV1,
  ListHandoversV1,
  ListNotesV1,
  PrepareHandoverV1,
  ReadAssigneesV1,
  ReadCaseV1,
  ReadHandoverV1,
  StartHandoverV1,
} from '#libs/contracts';
import { addDays } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { INTAKE } from '../src/intake.module';
import { HandoverTimer } from '../src/timers/handover.timer';
import { aSub } from './casework';
import { anId, refusal, Story, today } from './fixtures';

describe('the hand-over of a caseload', () => {
  let world: ServiceWorld;
  let story: Story;

  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    world.neighbour(AreasExistV1, () => ({ missing: [] }));
    story = new Story(world);
  }, 60_000);
  afterAll(() => world.stop());

  const keeper = () => world.actor('NO_REFUSAL_MANAGER', { sub: 'manager' });
  const pass = (): Promise<void> => world.services[0]?.app.get(HandoverTimer).pass() ?? Promise.resolve();
  const holderOf = async (caseRef: string): Promise<string> =>
    (await world.ask(ReadAssigneesV1, { caseRef }, story.worker)).mainSub;
  const caseloadOf = async (sub: string): Promise<number> =>
    (await world.ask(ListCaseloadV1, { sub, cases: 'all', limit: 100 }, story.worker)).items.length;
  const words = '四月から担当が変わります';

  it('happens on its day: by case, by area, and the rest; nothing is left with nobody', async () => {
    const [from, rest, ofArea, ofCase] = [aSub(), aSub(), aSub(), aSub()];
    const areaId = anId();
    const plain = await story.consultation({ takenBy: from });
    const inArea = await story.consultation({ takenBy: from, areaId });
    const named = await story.consultation({ takenBy: from, areaId });
    const closed = await story.consultation({ takenBy: from });
    await world.sql(`UPDATE cases SET state = 'CLOSED' WHERE id = $1`, [closed]);
    const receivers = {
      toSub: rest,
      byArea: [{ areaId, toSub: ofArea }],
      byCase: [{ caseRef: named, toSub: ofCase }],
    };
    const work = { areaId, sub: from, part: 'main' as const, fromDay: today() };
    await world.ask(AssignAreaWorkerV1, work, keeper());
    const onDay = addDays(today(), 2);
    const { id } = await world.ask(PrepareHandoverV1, { fromSub: from, onDay, receivers, words }, keeper());
    const again = world.ask(PrepareHandoverV1, { fromSub: from, receivers, words }, keeper());
    expect(await refusal(again)).toBe('handover.already-prepared');
    await pass();
    expect(await holderOf(plain)).toBe(from);
    await world.moveClock({ days: 2 });
    const late = await story.consultation({ takenBy: from, receivedOn: today() });
    await pass();
    expect(await Promise.all([plain, closed, late, inArea, named].map(holderOf))).toEqual([
      ...[rest, rest, rest],
      ...[ofArea, ofCase],
    ]);
    expect(await caseloadOf(from)).toBe(0);
    expect(await holderOf(await story.consultation({ areaId }))).toBe(ofArea);
    const read = await world.ask(ReadHandoverV1, { handoverId: id }, story.worker);
    expect(read).toMatchObject({ state: 'DONE', total: 5, done: 5, words, mayBeCancelled: false });
    expect((await world.ask(ReadHandoverV1, { handoverId: id }, keeper())).words).toBeNull();
    const [written] = (await world.ask(ListNotesV1, { caseRef: named }, story.worker)).items;
    expect(written).toMatchObject({ kind: 'hand_over', text: words, writtenBy: 'manager' });
    const [step] = await world.sql<{ detail: object }>(
      `SELECT detail FROM case_steps WHERE case_ref = $1 AND event = 'handOver'`,
      [named],
    );
    expect(step?.detail).toEqual({ handoverId: id, fromSub: from, toSub: ofCase, noteRef: written?.noteRef });
    await pass();
    expect((await world.ask(ReadCaseV1, { caseRef: named }, story.worker)).version).toBe(2);
  });

  it('begins at once where it has to, in portions, and is the same for two who do it', async () => {
    const [from, to] = [aSub(), aSub()];
    for (let left = 0; left < 61; left += 1) await story.consultation({ takenBy: from });
    const receivers = { toSub: to, byArea: [], byCase: [] };
    const { id } = await world.ask(PrepareHandoverV1, { fromSub: from, receivers, words }, keeper());
    const prepared = await world.ask(ReadHandoverV1, { handoverId: id }, keeper());
    expect(prepared.onDay.slice(5)).toBe('04-01');
    await world.ask(StartHandoverV1, { handoverId: id }, keeper());
    expect(await world.ask(ReadHandoverV1, { handoverId: id }, keeper())).toMatchObject({
      state: 'RUNNING',
      total: 61,
      done: 0,
    });
    expect(await refusal(world.ask(CancelHandoverV1, { handoverId: id }, keeper()))).toBe(
      'handover.transition-refused',
    );
    await Promise.all([pass(), pass()]);
    expect(await world.ask(ReadHandoverV1, { handoverId: id }, keeper())).toMatchObject({
      state: 'DONE',
      total: 61,
      done: 61,
    });
    expect([await caseloadOf(from), await caseloadOf(to)]).toEqual([0, 61]);
    const steps = await world.sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM case_steps WHERE event = 'handOver' AND detail ->> 'handoverId' = $1`,
      [id],
    );
    expect(steps).toEqual([{ n: 61 }]);
  });

  it('is taken back before its day', async () => {
    const [from, to] = [aSub(), aSub()];
    const caseRef = await story.consultation({ takenBy: from });
    const receivers = { toSub: to, byArea: [], byCase: [] };
    const { id } = await world.ask(PrepareHandoverV1, { fromSub: from, receivers, words }, keeper());
    await world.ask(CancelHandoverV1, { handoverId: id }, keeper());
    await world.moveClock({ days: 400 });
    await pass();
    expect(await holderOf(caseRef)).toBe(from);
    expect(await refusal(world.ask(StartHandoverV1, { handoverId: id }, keeper()))).toBe('handover.transition-refused');
    const [first] = (await world.ask(ListHandoversV1, {}, story.worker)).items;
    expect(first).toMatchObject({ handoverId: id, state: 'CANCELLED', done: 0, total: null });
    expect(JSON.stringify(first)).not.toContain(words);
  });

  it('is refused to oneself, for a day that is over, or twice for one thing', async () => {
    const [from, to] = [aSub(), aSub()];
    const caseRef = anId();
    const ask = (more: object) => {
      const receivers = { toSub: to, byArea: [], byCase: [], ...more };
      return refusal(world.ask(PrepareHandoverV1, { fromSub: from, receivers, words }, keeper()));
    };
    expect(await ask({ toSub: from })).toBe('handover.to-same-worker');
    expect(await ask({ byCase: [{ caseRef, toSub: from }] })).toBe('handover.to-same-worker');
    expect(await ask({ byCase: [1, 2].map(() => ({ caseRef, toSub: to })) })).toBe('handover.named-twice');
    const past = { fromSub: from, onDay: today(), receivers: { toSub: to, byArea: [], byCase: [] }, words };
    expect(await refusal(world.ask(PrepareHandoverV1, past, keeper()))).toBe('handover.day-past');
    expect(await refusal(world.ask(ReadHandoverV1, { handoverId: anId() }, keeper()))).toBe('handover.not-found');
  });

  it('has left no case with nobody', async () => {
    const nobodys = await world.sql(
      'SELECT id FROM cases WHERE NOT EXISTS (SELECT 1 FROM case_assignments held WHERE held.id = cases.id)',
    );
    expect(nobodys).toEqual([]);
  });
});
