import { randomUUID } from 'node:crypto';
import {
  EnterHouseholdV1,
  MatchingProfileChangedV1,
  MatchingProfileV1,
  OneHouseholdV1,
  ReadPersonV1,
  RecordAssessmentV1,
} from '#libs/contracts';
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

  it('is whether persons really live as one household, and nothing else of it', async () => {
    const [parent, child, fled, stranger] = [
      await story.person(),
      await story.person(),
      await story.person(),
      await story.person(),
    ];
    const member = { registered: true, actual: true, livingApart: false };
    const members = [
      { ...member, personRef: parent, relation: 'self' },
      { ...member, personRef: child, relation: 'son', livingApart: true },
      { ...member, personRef: fled, relation: 'wife', actual: false },
    ];
    await world.ask(EnterHouseholdV1, { members }, story.worker);
    const asked = (...personRefs: string[]) => world.ask(OneHouseholdV1, { personRefs }, world.actor('SYSTEM'));
    expect(await asked(parent, child)).toEqual({ oneHousehold: true });
    expect(await asked(parent, fled)).toEqual({ oneHousehold: false });
    expect(await asked(parent, child, stranger)).toEqual({ oneHousehold: false });
    expect(await asked(parent, randomUUID())).toEqual({ oneHousehold: false });
    const peek = world.ask(OneHouseholdV1, { personRefs: [parent, child] }, story.worker);
    await expect(peek).rejects.toMatchObject({ code: 'role.refused' });
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
