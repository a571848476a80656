import { MatchingProfileChangedV1, MatchingProfileV1, ReadPersonV1, RecordAssessmentV1 } from '#libs/contracts';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { fiscalYearOf } from '../src/domain/case';
import { INTAKE } from '../src/intake.module';
import { Story, today } from './fixtures';

describe('what matching gets to know of a person', () => {
  let world: ServiceWorld;
  let story: Story;
  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    story = new Story(world);
  }, 60_000);
  afterAll(() => world.stop());

  const profile = (personRef: string) => world.ask(MatchingProfileV1, { personRef }, world.actor('SYSTEM'));

  it('is pregnancy and attendance at a clinic as assessed, each with a new version that listeners hear of', async () => {
    const { caseRef, personRef } = await story.supported();
    await story.grant(personRef, [{ scope: 'participation_matching' }]);
    const before = await profile(personRef);
    expect(before).toMatchObject({ pregnant: null, medicalAttendance: null });
    await world.ask(RecordAssessmentV1, { caseRef, pregnant: true }, story.worker);
    await world.ask(RecordAssessmentV1, { caseRef, medicalAttendance: false }, story.worker);
    const after = await profile(personRef);
    expect(after).toMatchObject({ pregnant: true, medicalAttendance: false, version: before.version + 2 });
    const heard = (await world.said(MatchingProfileChangedV1)).filter((event) => event.personRef === personRef);
    expect(heard.map(({ version }) => version)).toEqual([before.version + 1, before.version + 2]);
    expect(Object.keys(heard[0] ?? {}).sort()).toEqual(['personRef', 'version']);
    await world.ask(RecordAssessmentV1, { caseRef, pregnant: null }, story.worker);
    expect(await profile(personRef)).toMatchObject({ pregnant: null, medicalAttendance: false });
  });

  it('is the age of the school year, and workers read the grade', async () => {
    const year = fiscalYearOf(today());
    const first = await story.person({ birthDate: `${year - 6}-04-01` });
    const notYet = await story.person({ birthDate: `${year - 6}-04-02` });
    for (const [personRef, age, grade] of [
      [first, 6, 'e1'],
      [notYet, 5, null],
    ] as const) {
      await story.grant(personRef, [{ scope: 'participation_matching' }], { personWords: 'いってみたい' });
      expect((await profile(personRef)).fiscalYearAge).toBe(age);
      expect((await world.ask(ReadPersonV1, { personRef }, story.worker)).schoolGrade).toBe(grade);
    }
    const unknown = await story.person({ birthDate: null, birthYear: Number(today().slice(0, 4)) - 10 });
    await story.grant(unknown, [{ scope: 'participation_matching' }], { personWords: 'いってみたい' });
    expect((await profile(unknown)).fiscalYearAge).toBeNull();
  });
});
