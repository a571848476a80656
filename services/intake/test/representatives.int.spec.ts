import {
  AmendConsentV1,
  EndRepresentativeV1,
  EnterConsentWordingV1,
  ExplainConsentV1,
  GrantConsentV1,
  ListConsentsEndingV1,
  ListRepresentativesV1,
  ReadConsentV1,
  ReadConsentWordingV1,
  RecordGuardianWordV1,
  RecordRepresentativeV1,
  RecordSafetyV1,
  RefuseConsentV1,
  WithdrawConsentV1,
} from '#libs/contracts';
import { addDays, codesOf } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { INTAKE } from '../src/intake.module';
import { anId, refusal, Story, today } from './fixtures';

const SPOKEN = { personWords: 'それでいい', representativeWords: '本人に代わって同意します' };

describe('who speaks for the person, and what people are shown', () => {
  let world: ServiceWorld;
  let story: Story;

  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    story = new Story(world);
  }, 60_000);
  afterAll(() => world.stop());

  const record = (personRef: string, more: Partial<RecordRepresentativeV1> = {}) =>
    world.ask(
      RecordRepresentativeV1,
      {
        ...{ personRef, kind: 'adult_guardian' as const, name: '架空 後見人', evidence: 'registration_certificate' },
        ...{ scopes: ['intake_record', 'internal_sharing'], validFrom: addDays(today(), -30) },
        ...more,
      },
      story.worker,
    );

  it('is heard within the range and the term, beside the person’s own words', async () => {
    const personRef = await story.person();
    const { id: representativeId } = await record(personRef, { until: today() });
    await story.explain(personRef);
    const yes = { personRef, method: 'spoken' as const, representativeId, ...SPOKEN };
    const grant = (more: Partial<GrantConsentV1>) =>
      refusal(world.ask(GrantConsentV1, { ...yes, ...more }, story.worker));
    expect(await grant({ terms: [{ scope: 'family_contact' }] })).toBe('consent.representative-out-of-range');
    expect(await grant({ terms: [{ scope: 'intake_record' }], personWords: null })).toBe(
      'consent.person-words-missing',
    );
    const strange = (await record(await story.person())).id;
    expect(await grant({ terms: [{ scope: 'intake_record' }], representativeId: strange })).toBe(
      'representative.not-found',
    );
    expect(await grant({ terms: [{ scope: 'intake_record' }] })).toBe('done');
    const [row] = await world.sql<{ detail: object }>(
      `SELECT detail FROM consent_records WHERE person_ref = $1 AND event = 'grant'`,
      [personRef],
    );
    expect(row?.detail).toMatchObject({ representativeId, ...SPOKEN });
    await world.ask(EndRepresentativeV1, { representativeId, reason: '終了' }, story.worker);
    const more = { ...yes, terms: [{ scope: 'internal_sharing' }] };
    expect(await refusal(world.ask(AmendConsentV1, more, story.worker))).toBe('consent.representative-out-of-range');
    const withdrawal = { personRef, representativeId, personWords: 'やめたい' };
    expect(await refusal(world.ask(WithdrawConsentV1, withdrawal, story.worker))).toBe(
      'consent.representative-out-of-range',
    );
    expect(await refusal(world.ask(EndRepresentativeV1, { representativeId, reason: 'x' }, story.worker))).toBe(
      'representative.ended',
    );
    const { items } = await world.ask(ListRepresentativesV1, { personRef }, story.worker);
    expect(items).toMatchObject([
      { representativeId, inForce: false, version: 2, evidence: 'registration_certificate' },
    ]);
  });

  it('is no guardian of an adult, and nobody whose term is over', async () => {
    const personRef = await story.person();
    expect(await refusal(record(personRef, { kind: 'guardian' }))).toBe('representative.of-age');
    expect(await refusal(record(personRef, { until: addDays(today(), -1) }))).toBe('representative.term-over');
    expect(await refusal(record(anId()))).toBe('person.not-found');
  });

  it('is no guardian who may be the one who harms: the no blocks nothing, and an exception is considered', async () => {
    const personRef = await story.person({ birthDate: addDays(today(), -3652) });
    const safety = { avoidOrgIds: [], avoidMenuIds: [], avoidWithinMeters: 0, guardianMayHarm: true };
    await world.ask(RecordSafetyV1, { personRef, ...safety }, story.worker);
    const { id: representativeId } = await record(personRef, {
      kind: 'guardian',
      scopes: [...codesOf('consentScopes')],
    });
    await story.grant(personRef, [{ scope: 'internal_sharing' }], { personWords: '助けてほしい' });
    const no = { personRef, representativeId, ...SPOKEN };
    expect(await refusal(world.ask(WithdrawConsentV1, no, story.worker))).toBe('consent.representative-not-heard');
    expect((await world.ask(ReadConsentV1, { personRef }, story.worker)).considerException).toBe(false);
    await world.ask(RecordGuardianWordV1, { personRef, word: 'refused', representativeId }, story.worker);
    expect(await world.ask(ReadConsentV1, { personRef }, story.worker)).toMatchObject({
      state: 'GRANTED',
      considerException: true,
    });
    const counter = world.actor('INTAKE_WORKER');
    expect((await world.ask(ReadConsentV1, { personRef }, counter)).considerException).toBeNull();
    const other = await story.person({ birthDate: addDays(today(), -3652) });
    const word = { personRef: other, word: 'granted' as const, representativeId };
    expect(await refusal(world.ask(RecordGuardianWordV1, word, story.worker))).toBe('representative.not-found');
  });

  it('says no without help coming to an end', async () => {
    const { caseRef, personRef } = await story.supported();
    await story.explain(personRef);
    await world.ask(RefuseConsentV1, { personRef, personWords: '今はいい' }, story.worker);
    const [kase] = await world.sql<{ state: string }>('SELECT state FROM cases WHERE id = $1', [caseRef]);
    expect(kase?.state).toBe('SUPPORTING');
  });

  it('is shown a wording with a version, and the one of the day where nobody says which', async () => {
    const reader = story.worker;
    const shipped = await world.ask(ReadConsentWordingV1, {}, reader);
    expect(shipped.texts.map(({ scope }) => scope).sort()).toEqual([...codesOf('consentScopes')].sort());
    const own = { wordingVersion: 'city-2', validFrom: addDays(today(), -5), texts: shipped.texts };
    const officer = world.actor('PRIVACY_OFFICER');
    expect(await refusal(world.ask(EnterConsentWordingV1, own, reader))).toBe('role.refused');
    await world.ask(EnterConsentWordingV1, own, officer);
    expect(await refusal(world.ask(EnterConsentWordingV1, own, officer))).toBe('consent-wording.exists');
    const short = { ...own, wordingVersion: 'city-3', texts: shipped.texts.slice(1) };
    expect(await refusal(world.ask(EnterConsentWordingV1, short, officer))).toBe('consent-wording.incomplete');
    expect((await world.ask(ReadConsentWordingV1, {}, reader)).wordingVersion).toBe('city-2');
    const before = await world.ask(ReadConsentWordingV1, { date: addDays(today(), -6) }, reader);
    expect(before.wordingVersion).toBe('standard-1');
    expect(await refusal(world.ask(ReadConsentWordingV1, { date: '1899-12-31' }, reader))).toBe(
      'consent-wording.not-found',
    );
    const personRef = await story.person();
    const how = { personRef, explainedOn: today(), policyVersion: '2026-04', method: 'spoken' };
    const unknown = world.ask(ExplainConsentV1, { ...how, wordingVersion: 'city-9' }, reader);
    expect(await refusal(unknown)).toBe('consent.wording-unknown');
    await world.ask(ExplainConsentV1, how, reader);
    const rows = await world.sql<{ detail: object }>('SELECT detail FROM consent_records WHERE person_ref = $1', [
      personRef,
    ]);
    expect(rows.map(({ detail }) => detail)).toMatchObject([{ wordingVersion: 'city-2', policyVersion: '2026-04' }]);
  });

  it('is told 30 days before something ends, the earliest first', async () => {
    const ends = async (days: number): Promise<string> => {
      const personRef = await story.person();
      await story.grant(personRef, [
        { scope: 'intake_record' },
        { scope: 'internal_sharing', until: addDays(today(), days) },
      ]);
      return personRef;
    };
    const [later, soon] = [await ends(30), await ends(3)];
    await ends(31);
    const first = await world.ask(ListConsentsEndingV1, { limit: 1 }, story.worker);
    expect(first.items).toEqual([
      { personRef: soon, state: 'GRANTED', until: addDays(today(), 3), scopes: ['internal_sharing'] },
    ]);
    const rest = await world.ask(ListConsentsEndingV1, { cursor: first.nextCursor ?? '' }, story.worker);
    expect(rest).toMatchObject({ items: [{ personRef: later }], nextCursor: null });
    expect(await refusal(world.ask(ListConsentsEndingV1, { cursor: 'eA' }, story.worker))).toBe('cursor.invalid');
  });
});
