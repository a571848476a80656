import {
  ChangeHouseholdMemberV1,
  EndCareV1,
  EnterHouseholdV1,
  JoinHouseholdV1,
  LeaveHouseholdV1,
  LinkHouseholdMemberV1,
  ListHouseholdChangesV1,
  PersonHouseholdsV1,
  ReadHouseholdV1,
  RecordCareV1,
} from '#libs/contracts';
import { addDays } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { INTAKE } from '../src/intake.module';
import { anId, refusal, Story, today } from './fixtures';

const MEMBER = { registered: true, actual: true, livingApart: false };

describe('a household over time', () => {
  let world: ServiceWorld;
  let story: Story;

  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    story = new Story(world);
  }, 60_000);
  afterAll(() => world.stop());

  const enter = async (...members: readonly object[]): Promise<string> =>
    (await world.ask(EnterHouseholdV1, { members: members as never }, story.worker)).id;
  const read = (householdId: string, more: object = {}) =>
    world.ask(ReadHouseholdV1, { householdId, ...more }, story.worker);

  it('takes members in, lets them go, and still tells who was of it on which day', async () => {
    const personRef = await story.person();
    const householdId = await enter(
      { ...MEMBER, relation: 'self', personRef },
      { ...MEMBER, relation: 'father', age: 82 },
    );
    const daughter = { ...MEMBER, householdId, relation: 'daughter', age: 12, joinedOn: addDays(today(), -40) };
    const { id: memberId, version } = await world.ask(JoinHouseholdV1, daughter, story.worker);
    expect(version).toBe(2);
    const stale = world.ask(JoinHouseholdV1, daughter, story.worker, { ifMatch: 1 });
    expect(await refusal(stale)).toBe('stale-version');

    const moved = { householdId, memberId, leftOn: addDays(today(), -10), reason: 'moved_out' };
    expect(await world.ask(LeaveHouseholdV1, moved, story.worker)).toMatchObject({ state: 'LEFT', version: 3 });
    expect(await refusal(world.ask(LeaveHouseholdV1, moved, story.worker))).toBe('household.member-gone');

    const relations = async (on: string) => (await read(householdId, { on })).members.map(({ relation }) => relation);
    expect(await relations(today())).toEqual(['self', 'father']);
    expect(await relations(addDays(today(), -20))).toEqual(['daughter']);
    expect(await relations(addDays(today(), -10))).toEqual([]);
    const { items } = await world.ask(ListHouseholdChangesV1, { householdId, limit: 2 }, story.worker);
    expect(items.map(({ change, relation, recordedBy }) => [change, relation, recordedBy])).toEqual([
      ['left', 'daughter', story.worker.sub],
      ['joined', 'daughter', story.worker.sub],
    ]);
  });

  it('keeps how a member was on record before a change', async () => {
    const householdId = await enter({ ...MEMBER, relation: 'self' }, { ...MEMBER, relation: 'husband', age: 50 });
    const husband = (await read(householdId)).members[1];
    const memberId = husband?.memberId ?? '';
    const change = {
      ...MEMBER,
      householdId,
      memberId,
      relation: 'husband',
      age: 51,
      livingApart: true,
      apartReason: 'work',
    };
    await world.ask(ChangeHouseholdMemberV1, change, story.worker);
    expect((await read(householdId)).members[1]).toMatchObject({ age: 51, livingApart: true, apartReason: 'work' });
    const { items } = await world.ask(ListHouseholdChangesV1, { householdId }, story.worker);
    expect(items.filter((item) => item.memberId === memberId).map(({ change: what, age }) => [what, age])).toEqual([
      ['changed', 51],
      ['joined', 50],
    ]);
  });

  it('has a person in one registered and one actual household at most, which need not be the same', async () => {
    const personRef = await story.person();
    const registered = await enter({ ...MEMBER, relation: 'self', personRef, actual: false, livingApart: true });
    const again = { ...MEMBER, relation: 'self', personRef };
    expect(await refusal(enter({ ...again, actual: false }))).toBe('household.member-elsewhere');
    const actual = await enter({ ...again, registered: false });
    expect(await refusal(enter(again))).toBe('household.member-elsewhere');
    const { items } = await world.ask(PersonHouseholdsV1, { personRef }, story.worker);
    expect(items.map(({ householdId }) => householdId).sort()).toEqual([registered, actual].sort());
    const memberId = items.find(({ householdId }) => householdId === actual)?.memberId ?? '';
    await world.ask(
      LeaveHouseholdV1,
      { householdId: actual, memberId, leftOn: today(), reason: 'moved_out' },
      story.worker,
    );
    expect(await refusal(enter({ ...again, registered: false }))).toBe('done');
  });

  it('cannot take one person twice at the same moment', async () => {
    const personRef = await story.person();
    const both = [0, 1].map(() => refusal(enter({ ...MEMBER, relation: 'self', personRef })));
    expect((await Promise.all(both)).sort()).toEqual(['done', 'household.member-elsewhere']);
  });

  it('learns later who a member is', async () => {
    const [self, son] = [await story.person(), await story.person()];
    const householdId = await enter(
      { ...MEMBER, relation: 'self', personRef: self },
      { ...MEMBER, relation: 'son', age: 20 },
    );
    const memberId = (await read(householdId)).members[1]?.memberId ?? '';
    const link = (personRef: string) =>
      world.ask(LinkHouseholdMemberV1, { householdId, memberId, personRef }, story.worker);
    expect(await refusal(link(anId()))).toBe('person.not-found');
    expect(await refusal(link(self))).toBe('household.person-twice');
    expect((await link(son)).state).toBe('LINKED');
    expect(await refusal(link(son))).toBe('household.member-known');
    expect((await read(householdId)).members[1]).toMatchObject({ personRef: son, age: 20 });
  });

  it('knows who cares for whom, until the care is over or one of the two leaves', async () => {
    const householdId = await enter({ ...MEMBER, relation: 'self' }, { ...MEMBER, relation: 'daughter', age: 11 });
    const [mother = '', girl = ''] = (await read(householdId)).members.map(({ memberId }) => memberId);
    const care = { householdId, carerId: girl, caredForId: mother, kind: 'nursing', since: '2025-04-01' };
    const { id: careId } = await world.ask(RecordCareV1, care, story.worker);
    expect(await refusal(world.ask(RecordCareV1, care, story.worker))).toBe('household.care-known');
    const self = { ...care, caredForId: girl };
    expect(await refusal(world.ask(RecordCareV1, self, story.worker))).toBe('household.care-of-self');
    const stranger = { ...care, caredForId: anId() };
    expect(await refusal(world.ask(RecordCareV1, stranger, story.worker))).toBe('household-member.not-found');
    await world.ask(RecordCareV1, { ...care, kind: 'housework', since: null }, story.worker);
    expect((await read(householdId)).cares.map(({ carerId, kind }) => [carerId, kind]).sort()).toEqual([
      [girl, 'housework'],
      [girl, 'nursing'],
    ]);
    const over = { householdId, careId, endedOn: today() };
    expect((await world.ask(EndCareV1, over, story.worker)).state).toBe('ENDED');
    expect(await refusal(world.ask(EndCareV1, over, story.worker))).toBe('household.care-over');
    await world.ask(
      LeaveHouseholdV1,
      { householdId, memberId: girl, leftOn: today(), reason: 'facility' },
      story.worker,
    );
    expect((await read(householdId)).cares).toEqual([]);
  });

  it('tells who may not know it nothing of a flight', async () => {
    const fled = await story.person();
    const householdId = await enter({ ...MEMBER, relation: 'self' }, { ...MEMBER, relation: 'wife', personRef: fled });
    const { memberId = '' } = (await read(householdId)).members[1] ?? {};
    const seenBy = async (role: 'INTAKE_WORKER' | 'CSW') => [
      JSON.stringify(await world.ask(ReadHouseholdV1, { householdId }, world.actor(role))),
      JSON.stringify(await world.ask(ListHouseholdChangesV1, { householdId }, world.actor(role))),
    ];
    expect((await seenBy('INTAKE_WORKER')).join()).toContain(fled);
    const away = { ...MEMBER, householdId, memberId, relation: 'wife', actual: false, livingApart: true };
    await world.ask(ChangeHouseholdMemberV1, { ...away, apartReason: 'refuge' }, story.worker);
    for (const secret of ['refuge', fled]) expect((await seenBy('INTAKE_WORKER')).join()).not.toContain(secret);
    await world.ask(LeaveHouseholdV1, { householdId, memberId, leftOn: today(), reason: 'refuge' }, story.worker);
    for (const secret of ['refuge', fled]) {
      expect((await seenBy('INTAKE_WORKER')).join()).not.toContain(secret);
      expect((await seenBy('CSW')).join()).toContain(secret);
    }
  });

  it('refuses days to come, reasons without a cause, and members of another household', async () => {
    const householdId = await enter({ ...MEMBER, relation: 'self' });
    const other = await enter({ ...MEMBER, relation: 'self' });
    const { memberId = '' } = (await read(other)).members[0] ?? {};
    const leaving = { householdId: other, memberId, leftOn: addDays(today(), 2), reason: 'moved_out' };
    expect(await refusal(world.ask(LeaveHouseholdV1, leaving, story.worker))).toBe('household.future-day');
    const foreign = { ...leaving, householdId, leftOn: today() };
    expect(await refusal(world.ask(LeaveHouseholdV1, foreign, story.worker))).toBe('household-member.not-found');
    const joining = { ...MEMBER, householdId, relation: 'son', joinedOn: today(), apartReason: 'work' };
    expect(await refusal(world.ask(JoinHouseholdV1, joining, story.worker))).toBe('household.not-apart');
    expect(await refusal(read(anId()))).toBe('household.not-found');
    expect(await refusal(world.ask(PersonHouseholdsV1, { personRef: anId() }, story.worker))).toBe('person.not-found');
  });
});
