import { EnterDeskV1, GiveAdviceV1, ListAdviceV1, ListTrainingsV1, RecordTrainingV1 } from '#libs/contracts';
import { addDays } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { INTAKE } from '../src/intake.module';
import { anId, refusal, Story, today } from './fixtures';

describe('what supporters are advised and learn', () => {
  let world: ServiceWorld;
  let story: Story;

  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    story = new Story(world, 'HOKATSU_COORDINATOR');
  }, 60_000);
  afterAll(() => world.stop());

  it('is given to a desk, a worker, or about a case, and stays', async () => {
    const desk = { nameJa: '架空の窓口', external: false, fields: [], managerSub: 'manager', members: ['worker'] };
    const { id: deskId } = await world.ask(EnterDeskV1, desk, story.worker);
    const caseRef = await story.consultation();
    const give = (more: Partial<GiveAdviceV1>) =>
      world.ask(GiveAdviceV1, { words: 'まず一緒に会う', ...more }, story.worker);
    expect(await refusal(give({}))).toBe('advice.to-nobody');
    expect(await refusal(give({ deskId: anId() }))).toBe('desk.not-found');
    expect(await refusal(give({ caseRef: anId() }))).toBe('case.not-found');
    const about = (await give({ caseRef, deskId })).id;
    const to = (await give({ toSub: 'worker' })).id;
    const list = (more: Partial<ListAdviceV1>) => world.ask(ListAdviceV1, more, story.worker);
    expect((await list({})).items.map(({ adviceId }) => adviceId)).toEqual([to, about]);
    expect((await list({ caseRef })).items).toMatchObject([{ adviceId: about, deskId, words: 'まず一緒に会う' }]);
    expect((await list({ deskId })).items).toHaveLength(1);
    const first = await list({ limit: 1 });
    expect((await list({ limit: 1, cursor: first.nextCursor ?? '' })).items[0]?.adviceId).toBe(about);
    expect(await refusal(world.ask(ListAdviceV1, {}, world.actor('DECISION_MAKER')))).toBe('role.refused');
  });

  it('is recorded as training, without anything about clients', async () => {
    const held = { heldOn: today(), kind: 'case_study' as const, topic: '断らない相談', minutes: 90, participants: 12 };
    const record = (more: Partial<RecordTrainingV1>) => world.ask(RecordTrainingV1, { ...held, ...more }, story.worker);
    expect(await refusal(record({ heldOn: addDays(today(), 1) }))).toBe('training.future-day');
    expect(await refusal(record({ participants: 1, participantSubs: ['a', 'b'] }))).toBe('training.participants');
    const { id } = await record({ participantSubs: ['a', 'b'] });
    expect((await world.ask(ListTrainingsV1, {}, story.worker)).items).toEqual([
      { trainingId: id, ...held, participantSubs: ['a', 'b'] },
    ]);
    expect((await world.ask(ListTrainingsV1, {}, world.actor('CSW', { tenant: '990027' }))).items).toEqual([]);
  });
});
