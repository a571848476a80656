import { EnterPersonV1, ListNotesV1, ReadCaseV1, ReadPersonV1, WriteNoteV1 } from '#libs/contracts';
import { DataKeys } from '#libs/crypto';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { INTAKE } from '../src/intake.module';
import { refusal, Story } from './fixtures';

const SEALED = /^e1\.[\w-]{22}\.[\w-]+$/;

describe('what is written about people', () => {
  let world: ServiceWorld;
  let story: Story;
  let keys: DataKeys;
  const facts = {
    name: '秘密 花',
    kana: 'ひみつ はな',
    phone: '080-1234-9876',
    address: '架空町1-2',
    considerations: '静かな席',
  };

  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    story = new Story(world);
    const [service] = world['services'];
    if (!service) throw new Error('There is no service.');
    keys = service.app.get(DataKeys);
  }, 60_000);
  afterAll(() => world.stop());

  const enter = async () => {
    const personRef = (await world.ask(EnterPersonV1, { ...facts, safetyAsked: true }, story.worker)).id;
    const caseRef = await story.consultation({
      personRef,
      chiefComplaint: '誰にも言えない',
      caller: { kind: 'family', name: '秘密 守' },
    });
    await world.ask(WriteNoteV1, { caseRef, kind: 'visit', text: '涙を流した' }, story.worker);
    return { personRef, caseRef };
  };

  it('is sealed in the database, and told to whoever may read it', async () => {
    const { personRef, caseRef } = await enter();
    const [person] = await world.sql('SELECT name, kana, phone, address, considerations FROM persons WHERE id = $1', [
      personRef,
    ]);
    const [kase] = await world.sql('SELECT chief_complaint, caller FROM cases WHERE id = $1', [caseRef]);
    const [note] = await world.sql('SELECT text FROM notes WHERE case_ref = $1', [caseRef]);
    for (const value of Object.values({ ...person, ...kase, ...note })) expect(value).toMatch(SEALED);
    expect(await world.ask(ReadPersonV1, { personRef }, story.worker)).toMatchObject(facts);
    expect(await world.ask(ReadCaseV1, { caseRef }, story.worker)).toMatchObject({
      chiefComplaint: '誰にも言えない',
      caller: { kind: 'family', name: '秘密 守' },
    });
    expect((await world.ask(ListNotesV1, { caseRef }, story.worker)).items).toMatchObject([{ text: '涙を流した' }]);
  });

  it('is refused where it was moved to another person, and counted', async () => {
    const [one, other] = [await enter(), await enter()];
    await world.sql('UPDATE persons SET name = (SELECT name FROM persons WHERE id = $2) WHERE id = $1', [
      one.personRef,
      other.personRef,
    ]);
    expect(await refusal(world.ask(ReadPersonV1, { personRef: one.personRef }, story.worker))).toBe('record.damaged');
    expect(await refusal(world.ask(ReadPersonV1, { personRef: other.personRef }, story.worker))).toBe('done');
    expect(await world.platform.metrics.registry.getSingleMetricAsString('tsunagi_background_failures_total')).toMatch(
      /part="damaged-record".* 1$/m,
    );
  });

  it('is gone when the keys are destroyed, and nothing new is written there', async () => {
    const [one, other] = [await enter(), await enter()];
    await keys.shred(story.worker.tenant, [one.personRef, one.caseRef]);
    const gone = { code: 'record.gone', status: 410 };
    await expect(world.ask(ReadPersonV1, { personRef: one.personRef }, story.worker)).rejects.toMatchObject(gone);
    await expect(world.ask(ReadCaseV1, { caseRef: one.caseRef }, story.worker)).rejects.toMatchObject(gone);
    await expect(
      world.ask(WriteNoteV1, { caseRef: one.caseRef, kind: 'visit', text: '後から' }, story.worker),
    ).rejects.toMatchObject(gone);
    expect((await world.ask(ListNotesV1, { caseRef: other.caseRef }, story.worker)).items).toHaveLength(1);
  });
});
