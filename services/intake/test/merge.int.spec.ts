import fc from 'fast-check';
import {
  AddKeyPersonV1,
  CheckConsentV1,
  ConsentWithdrawnV1,
  DuplicatesOfPersonV1,
  EnterHouseholdV1,
  ListKeyPersonsV1,
  MatchingProfileChangedV1,
  MatchingProfileV1,
  MergePersonV1,
  PersonHouseholdsV1,
  PersonMergedV1,
  PersonRecordsV1,
  PersonUnmergedV1,
  ReadCaseV1,
  ReadConsentV1,
  ReadPersonV1,
  ReadSafetyV1,
  RecordSafetyV1,
  RefuseConsentV1,
  UnmergePersonV1,
  UpdatePersonV1,
  WithdrawConsentV1,
  WriteNoteV1,
  ListNotesV1,
} from '#libs/contracts';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { INTAKE } from '../src/intake.module';
import { CarriedRefusalTimer } from '../src/timers/carried-refusal.timer';
import { anId, refusal, Story } from './fixtures';

const MATCHING = [{ scope: 'participation_matching' }];
const SAFETY = { avoidOrgIds: [], avoidMenuIds: [], avoidWithinMeters: 0, guardianMayHarm: false };

type Wish = Readonly<Record<'grants' | 'kase' | 'household' | 'keyPerson', boolean>> & { readonly avoids: number };

describe('merging two records of one person', () => {
  let world: ServiceWorld;
  let story: Story;

  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    story = new Story(world);
  }, 60_000);
  afterAll(() => world.stop());

  const merge = (personRef: string, intoRef: string) =>
    world.ask(MergePersonV1, { personRef, intoRef, reason: '本人に確かめた' }, story.worker);
  const undo = (mergeId: string, actor = world.actor('HOKATSU_COORDINATOR')) =>
    world.ask(UnmergePersonV1, { mergeId, reason: '別人だった' }, actor);
  const system = () => world.actor('SYSTEM');
  const allowed = async (personRef: string): Promise<boolean> =>
    (await world.ask(CheckConsentV1, { personRef, scope: 'participation_matching' }, system())).allowed;

  /** Everything that can be read about a record. */
  async function readable(personRef: string): Promise<object> {
    const { merges: _, ...records } = await world.ask(PersonRecordsV1, { personRef }, story.worker);
    return {
      records,
      person: await world.ask(ReadPersonV1, { personRef }, story.worker),
      consent: await world.ask(ReadConsentV1, { personRef }, story.worker),
      safety: await world.ask(ReadSafetyV1, { personRef }, story.worker),
      households: await world.ask(PersonHouseholdsV1, { personRef }, story.worker),
      keyPersons: await world.ask(ListKeyPersonsV1, { personRef }, story.worker),
      duplicates: await world.ask(DuplicatesOfPersonV1, { personRef }, story.worker),
      cases: await Promise.all(records.caseRefs.map((caseRef) => world.ask(ReadCaseV1, { caseRef }, story.worker))),
      notes: await Promise.all(records.caseRefs.map((caseRef) => world.ask(ListNotesV1, { caseRef }, story.worker))),
      profile: await world
        .ask(MatchingProfileV1, { personRef }, system())
        .catch((error: { code: string }) => error.code),
    };
  }

  async function record(wish: Wish): Promise<string> {
    const personRef = await story.person({ name: '架空 同一', kana: 'かくう どういつ', safetyAsked: false });
    if (wish.grants) await story.grant(personRef, MATCHING);
    if (wish.kase) {
      const caseRef = await story.consultation({ personRef });
      await world.ask(WriteNoteV1, { caseRef, kind: 'call', text: '電話があった' }, story.worker);
    }
    const self = { personRef, relation: 'self', registered: true, actual: true, livingApart: false };
    if (wish.household) await world.ask(EnterHouseholdV1, { members: [self] }, story.worker);
    const brother = { name: '架空 弟', relation: 'brother', mayBeContacted: 'yes' as const };
    if (wish.keyPerson) await world.ask(AddKeyPersonV1, { personRef, ...brother }, story.worker);
    const safety = { ...SAFETY, personRef, avoidWithinMeters: wish.avoids };
    if (wish.avoids > 0) await world.ask(RecordSafetyV1, safety, story.worker);
    return personRef;
  }

  it('loses nothing, and undone it is as if it had never been, but for the count of the profile', async () => {
    const wish = fc.record<Wish>({
      ...{ grants: fc.boolean(), kase: fc.boolean(), household: fc.boolean(), keyPerson: fc.boolean() },
      avoids: fc.constantFrom(0, 0, 300, 700),
    });
    await fc.assert(
      fc.asyncProperty(wish, wish, async (left, right) => {
        const refs = [await record(left), await record(right)] as const;
        const before = await Promise.all(refs.map(readable));
        const { id, state, version } = await merge(...refs);
        expect([state, version]).toEqual(['MERGED', 1]);
        const both = await world.ask(PersonRecordsV1, { personRef: refs[0] }, story.worker);
        expect([both.survivorRef, both.personRefs]).toEqual([refs[1], [...refs].sort()]);
        expect(both.caseRefs).toHaveLength([left, right].filter(({ kase }) => kase).length);
        expect((await undo(id)).state).toBe('UNDONE');
        const after = await Promise.all(refs.map(readable));
        expect(after.map(withoutCounts)).toEqual(before.map(withoutCounts));
        if (left.avoids === right.avoids) expect(after).toEqual(before);
      }),
      { numRuns: 8 },
    );
  }, 120_000);

  it('is told to the others, and undone by another worker', async () => {
    const refs = [await story.person(), await story.person()] as const;
    const { id } = await merge(...refs);
    const items = (await world.ask(PersonRecordsV1, { personRef: refs[1] }, story.worker)).merges;
    expect(items).toMatchObject([
      { mergeId: id, state: 'MERGED', reason: '本人に確かめた', mergedBy: story.worker.sub },
    ]);
    expect(await refusal(undo(id, world.actor('INTAKE_WORKER')))).toBe('role.refused');
    await undo(id);
    expect(await refusal(undo(id))).toBe('person-merge.undone');
    expect(await refusal(undo(anId()))).toBe('person-merge.not-found');
    const about = { personRef: refs[0], intoRef: refs[1] };
    expect(await world.said(PersonMergedV1)).toContainEqual({ ...about, version: 1 });
    expect(await world.said(PersonUnmergedV1)).toContainEqual({ ...about, version: 2 });
  });

  it('is refused for one record, for records that point elsewhere, in circles, and for two of one household', async () => {
    const [a, b, c] = [await story.person(), await story.person(), await story.person()];
    expect(await refusal(merge(a, a))).toBe('person-merge.same');
    expect(await refusal(merge(a, anId()))).toBe('person.not-found');
    await merge(a, b);
    for (const [from, into] of [
      [a, c],
      [c, a],
      [b, a],
      [a, b],
    ] as const) {
      expect(await refusal(merge(from, into))).toBe('person-merge.merged-already');
    }
    await merge(b, c);
    const { survivorRef, personRefs } = await world.ask(PersonRecordsV1, { personRef: a }, story.worker);
    expect([survivorRef, personRefs]).toEqual([c, [a, b, c].sort()]);
    const member = { registered: true, actual: true, livingApart: false };
    const [x, y] = [await story.person(), await story.person()];
    const members = [x, y].map((personRef) => ({ ...member, personRef, relation: 'child' }));
    await world.ask(EnterHouseholdV1, { members }, story.worker);
    expect(await refusal(merge(x, y))).toBe('person-merge.one-household');
  });

  it('happens once where two workers merge crosswise at the same moment', async () => {
    const [a, b] = [await story.person(), await story.person()];
    const both = await Promise.all([refusal(merge(a, b)), refusal(merge(b, a))]);
    expect(both.sort()).toEqual(['done', 'person-merge.merged-already']);
  });

  it('leaves the record that goes on as the only one that is changed', async () => {
    const [a, b] = [await story.person(), await story.person()];
    await merge(a, b);
    const facts = { name: '架空 花子', kana: 'かくう はなこ' };
    expect(await refusal(world.ask(UpdatePersonV1, { personRef: a, ...facts }, story.worker))).toBe('person.merged');
    expect(await refusal(world.ask(UpdatePersonV1, { personRef: b, ...facts }, story.worker))).toBe('done');
    const self = { personRef: a, relation: 'self', registered: true, actual: true, livingApart: false };
    expect(await refusal(world.ask(EnterHouseholdV1, { members: [self] }, story.worker))).toBe('person.merged');
  });

  it('waits for the person where one record says no to what the other permits', async () => {
    const [yes, no] = [await story.person(), await story.person()];
    await story.grant(yes, MATCHING);
    await story.explain(no);
    await world.ask(RefuseConsentV1, { personRef: no }, story.worker);
    expect(await refusal(merge(yes, no))).toBe('person-merge.consent-differs');
    await world.ask(WithdrawConsentV1, { personRef: yes }, story.worker);
    expect(await refusal(merge(yes, no))).toBe('done');
  });

  it('makes a withdrawal on either count for both: at once by permission, soon on record', async () => {
    const [a, b] = [await story.person(), await story.person()];
    await story.grant(a, [...MATCHING, { scope: 'family_contact' }]);
    await story.grant(b, MATCHING);
    const { id } = await merge(a, b);
    expect([await allowed(a), await allowed(b)]).toEqual([true, true]);
    await world.ask(WithdrawConsentV1, { personRef: b }, story.worker);
    expect([await allowed(a), await allowed(b)]).toEqual([false, false]);
    expect(await refusal(world.ask(MatchingProfileV1, { personRef: a }, system()))).toBe('consent.missing');

    await world.services[0]?.app.get(CarriedRefusalTimer).pass();
    const said = (await world.said(ConsentWithdrawnV1)).filter(({ personRef }) => personRef === a);
    expect(said.map(({ scopes }) => [...scopes].sort())).toEqual([['family_contact', 'participation_matching']]);
    await world.services[0]?.app.get(CarriedRefusalTimer).pass();
    expect((await world.said(ConsentWithdrawnV1)).filter(({ personRef }) => personRef === a)).toHaveLength(1);
    // What was taken back stays taken back, whatever becomes of the merge.
    await undo(id);
    expect([await allowed(a), await allowed(b)]).toEqual([false, false]);
    expect((await world.ask(ReadConsentV1, { personRef: a }, story.worker)).state).toBe('WITHDRAWN');
  });

  it('counts a part that was taken back on one as taken back on the other, and no more than that', async () => {
    const [a, b] = [await story.person(), await story.person()];
    await story.grant(a, [...MATCHING, { scope: 'family_contact' }]);
    await story.grant(b, [...MATCHING, { scope: 'family_contact' }]);
    await merge(a, b);
    await world.ask(WithdrawConsentV1, { personRef: a, scopes: ['family_contact'] }, story.worker);
    const family = (personRef: string) => world.ask(CheckConsentV1, { personRef, scope: 'family_contact' }, system());
    expect([(await family(b)).allowed, await allowed(b)]).toEqual([false, true]);
    await world.services[0]?.app.get(CarriedRefusalTimer).pass();
    expect((await world.ask(ReadConsentV1, { personRef: b }, story.worker)).state).toBe('PARTIAL');
    expect(await allowed(b)).toBe(true);
  });

  it('keeps away from the person whoever is to be kept away on either record, and tells who matches', async () => {
    const [orgA, orgB] = [anId(), anId()];
    const [a, b] = [await story.person(), await story.person()];
    for (const [personRef, orgId] of [
      [a, orgA],
      [b, orgB],
    ] as const) {
      await story.grant(personRef, MATCHING);
      await world.ask(RecordSafetyV1, { ...SAFETY, personRef, avoidOrgIds: [orgId] }, story.worker);
    }
    const profile = (personRef: string) => world.ask(MatchingProfileV1, { personRef }, system());
    const versions = [(await profile(a)).version, (await profile(b)).version];
    const { id } = await merge(a, b);
    for (const ref of [a, b]) expect((await profile(ref)).safety?.avoidOrgIds).toEqual([orgA, orgB].sort());
    const told = (await world.said(MatchingProfileChangedV1))
      .slice(-2)
      .map(({ personRef, version }) => [personRef, version]);
    expect(told.sort()).toEqual(
      [
        [a, (versions[0] ?? 0) + 1],
        [b, (versions[1] ?? 0) + 1],
      ].sort(),
    );
    // What becomes known on one is known on both.
    await world.ask(RecordSafetyV1, { ...SAFETY, personRef: a, guardianMayHarm: true }, story.worker);
    expect((await profile(b)).safety).toMatchObject({ guardianMayHarm: true, avoidOrgIds: [orgB] });
    await undo(id);
    expect((await profile(b)).safety).toMatchObject({ guardianMayHarm: false, avoidOrgIds: [orgB] });
  });
});

/** Without the counts that only ever grow. */
function withoutCounts(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, part: unknown) => (key === 'version' ? undefined : part)));
}
