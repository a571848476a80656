import {
  AmendConsentV1,
  AskGuardianV1,
  CheckConsentV1,
  ConsentGrantedV1,
  ConsentWithdrawnV1,
  GrantConsentV1,
  MatchingProfileChangedV1,
  MatchingProfileV1,
  ReadConsentV1,
  ReadPersonV1,
  ReadSafetyV1,
  RecordGuardianWordV1,
  RecordSafetyV1,
  RefuseConsentV1,
  WithdrawConsentV1,
} from '#libs/contracts';
import { addDays } from '#libs/kernel';
import { eventually, serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { INTAKE } from '../src/intake.module';
import { ConsentExpiryTimer } from '../src/timers/consent-expiry.timer';
import { anId, refusal, Story, today } from './fixtures';

describe('consent', () => {
  let world: ServiceWorld;
  let story: Story;
  const check = (personRef: string, scope: string, orgId: string | null = null) =>
    world.ask(CheckConsentV1, { personRef, scope, orgId }, world.actor('SYSTEM'));
  const profile = (personRef: string) => world.ask(MatchingProfileV1, { personRef }, world.actor('SYSTEM'));
  const withdrawnOf = async (personRef: string) =>
    (await world.said(ConsentWithdrawnV1)).filter((event) => event.personRef === personRef);

  const turn = () => world.services[0]?.app.get(ConsentExpiryTimer).pass();

  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    story = new Story(world);
  }, 60_000);
  afterAll(() => world.stop());

  it('is explained before it is given, and missing until then', async () => {
    const personRef = await story.person();
    const terms = [{ scope: 'participation_matching' }];
    const early = world.ask(GrantConsentV1, { personRef, terms, method: 'spoken' }, story.worker);
    expect(await refusal(early)).toBe('consent.not-explained');
    expect(await refusal(profile(personRef))).toBe('consent.missing');
    await story.grant(personRef, terms);
    expect(await check(personRef, 'participation_matching')).toEqual({ allowed: true, orgIds: [], until: null });
    expect(await check(personRef, 'anonymous_inquiry')).toMatchObject({ allowed: false });
    expect((await profile(personRef)).anonymousInquiry).toBe(false);
  });

  it('to be looked for as somebody who takes on a role is given for itself, and taken back', async () => {
    const personRef = await story.person();
    await story.grant(personRef, [{ scope: 'participation_matching' }]);
    expect((await profile(personRef)).roleSearch).toBe(false);
    const terms = [{ scope: 'role_search' }];
    await world.ask(AmendConsentV1, { personRef, terms, method: 'spoken' }, story.worker);
    expect((await profile(personRef)).roleSearch).toBe(true);
    await world.ask(WithdrawConsentV1, { personRef, scopes: ['role_search'] }, story.worker);
    expect(await profile(personRef)).toMatchObject({ roleSearch: false, anonymousInquiry: false });
  });

  it('about somebody whom nobody knows is a no', async () => {
    expect(await check(anId(), 'participation_matching')).toEqual({ allowed: false, orgIds: [], until: null });
    expect(await refusal(profile(anId()))).toBe('person.not-found');
  });

  it('grows by amendment and shrinks by withdrawal, and each is heard at once', async () => {
    const [first, second] = [anId(), anId()];
    const personRef = await story.person();
    const nameTo = (orgId: string) => ({ scope: 'provider_disclosure', orgIds: [orgId] });
    await story.grant(personRef, [{ scope: 'participation_matching' }, nameTo(first)]);
    const more = { personRef, terms: [nameTo(second)], method: 'spoken' as const };
    const { version } = await world.ask(AmendConsentV1, more, story.worker);
    expect((await profile(personRef)).disclosureOrgIds.sort()).toEqual([first, second].sort());
    const stale = world.ask(WithdrawConsentV1, { personRef }, story.worker, { ifMatch: version - 1 });
    expect(await refusal(stale)).toBe('stale-version');
    const part = await world.ask(WithdrawConsentV1, { personRef, orgIds: [first] }, story.worker);
    expect(part.state).toBe('PARTIAL');
    expect(await check(personRef, 'provider_disclosure', first)).toMatchObject({ allowed: false });
    expect(await check(personRef, 'provider_disclosure', second)).toMatchObject({ allowed: true });
    const again = { personRef, scopes: ['provider_disclosure'] };
    expect((await world.ask(WithdrawConsentV1, again, story.worker)).state).toBe('PARTIAL');
    expect(await refusal(world.ask(WithdrawConsentV1, again, story.worker))).toBe('consent.not-granted');
    expect((await world.ask(WithdrawConsentV1, { personRef }, story.worker)).state).toBe('WITHDRAWN');
    expect(await refusal(profile(personRef))).toBe('consent.missing');
    expect((await withdrawnOf(personRef)).map(({ scopes, orgIds }) => ({ scopes, orgIds }))).toEqual([
      { scopes: ['provider_disclosure'], orgIds: [first] },
      { scopes: ['provider_disclosure'], orgIds: [second] },
      { scopes: ['participation_matching'], orgIds: [] },
    ]);
    await story.grant(personRef, [{ scope: 'participation_matching' }]);
    expect(await check(personRef, 'participation_matching')).toMatchObject({ allowed: true });
  });

  it('tells versions that only grow, so that a listener knows what is newer', async () => {
    const personRef = await story.person();
    await story.grant(personRef, [{ scope: 'participation_matching' }]);
    const before = await profile(personRef);
    await world.ask(RecordSafetyV1, { personRef, ...nothing, avoidOrgIds: [anId()] }, story.worker);
    const after = await profile(personRef);
    await world.ask(WithdrawConsentV1, { personRef }, story.worker);
    const versions = [
      ...(await world.said(ConsentGrantedV1)),
      ...(await world.said(MatchingProfileChangedV1)),
      ...(await withdrawnOf(personRef)),
    ].flatMap((event) => (event.personRef === personRef ? event.version : []));
    expect(versions).toEqual([before.version, after.version, after.version + 1]);
    expect(after.version).toBeGreaterThan(before.version);
  });

  it('that is refused can be asked for again', async () => {
    const personRef = await story.person();
    await story.explain(personRef);
    expect((await world.ask(RefuseConsentV1, { personRef }, story.worker)).state).toBe('REFUSED');
    await story.grant(personRef, [{ scope: 'intake_record' }], { refusedScopes: ['internal_sharing'] });
    expect((await world.ask(ReadConsentV1, { personRef }, story.worker)).state).toBe('PARTIAL');
  });

  it('of a child needs the child’s own words, and the guardian’s yes before the name is given', async () => {
    const orgId = anId();
    const personRef = await story.person({ birthDate: addDays(today(), -3652) });
    const terms = [{ scope: 'participation_matching' }, { scope: 'provider_disclosure', orgIds: [orgId] }];
    await story.explain(personRef);
    const silent = world.ask(GrantConsentV1, { personRef, terms, method: 'spoken' }, story.worker);
    expect(await refusal(silent)).toBe('consent.person-words-missing');
    const said = { personRef, terms, method: 'spoken' as const, personWords: '行ってみたい' };
    await world.ask(GrantConsentV1, said, story.worker);
    expect(await check(personRef, 'provider_disclosure', orgId)).toMatchObject({ allowed: false });
    await world.ask(RecordGuardianWordV1, { personRef, word: 'granted' }, story.worker);
    expect(await check(personRef, 'provider_disclosure', orgId)).toMatchObject({ allowed: true });
    await world.ask(RecordGuardianWordV1, { personRef, word: 'refused' }, story.worker);
    expect(await check(personRef, 'provider_disclosure', orgId)).toMatchObject({ allowed: false });
    expect(await check(personRef, 'participation_matching')).toMatchObject({ allowed: true });
    expect(await profile(personRef)).toMatchObject({ guardian: 'refused', disclosureOrgIds: [orgId] });
    expect(await withdrawnOf(personRef)).toMatchObject([{ scopes: ['provider_disclosure'], orgIds: [orgId] }]);
  });

  it('waits for the guardian who was asked', async () => {
    const personRef = await story.person({ birthDate: addDays(today(), -3652) });
    await story.explain(personRef);
    const asked = { personRef, terms: [{ scope: 'participation_matching' }], personWords: '行ってみたい' };
    expect((await world.ask(AskGuardianV1, asked, story.worker)).state).toBe('GUARDIAN_PENDING');
    expect(await check(personRef, 'participation_matching')).toMatchObject({ allowed: false });
    const word = (said: 'granted' | 'not_required') =>
      world.ask(RecordGuardianWordV1, { personRef, word: said }, story.worker);
    expect(await refusal(word('not_required'))).toBe('consent.guardian-asked');
    expect((await word('granted')).state).toBe('GRANTED');
    expect(await check(personRef, 'participation_matching')).toMatchObject({ allowed: true });
  });

  it('shows its safety facts to restricted roles only', async () => {
    const personRef = await story.person({ safetyAsked: false });
    await story.grant(personRef, [{ scope: 'participation_matching' }]);
    expect((await profile(personRef)).safety).toBeNull();
    const orgId = anId();
    const facts = { ...nothing, avoidOrgIds: [orgId], avoidWithinMeters: 800 };
    const counter = world.actor('INTAKE_WORKER');
    expect(await refusal(world.ask(RecordSafetyV1, { personRef, ...facts }, counter))).toBe('role.refused');
    await world.ask(RecordSafetyV1, { personRef, ...facts }, story.worker);
    expect(await refusal(world.ask(ReadSafetyV1, { personRef }, counter))).toBe('role.refused');
    expect((await world.ask(ReadSafetyV1, { personRef }, story.worker)).safety).toEqual(facts);
    expect((await profile(personRef)).safety).toEqual(facts);
    expect(JSON.stringify(await world.ask(ReadPersonV1, { personRef }, counter))).not.toContain(orgId);
  });

  // Last: it moves the clock of the municipality.
  it('ends with its term, first for whoever asks and then for all who rest on it', async () => {
    const orgId = anId();
    const personRef = await story.person();
    const until = addDays(today(), 10);
    await story.grant(personRef, [
      { scope: 'participation_matching' },
      { scope: 'provider_disclosure', orgIds: [orgId], until },
    ]);
    const short = await story.person();
    await story.grant(short, [{ scope: 'participation_matching', until }]);
    await world.moveClock({ days: 10 });
    expect(await check(personRef, 'provider_disclosure', orgId)).toMatchObject({ allowed: true, until });
    await world.moveClock({ days: 1 });
    expect(await check(personRef, 'provider_disclosure', orgId)).toMatchObject({ allowed: false });
    expect(await check(short, 'participation_matching')).toMatchObject({ allowed: false });
    await turn();
    await eventually('both to be told', async () => (await withdrawnOf(short)).length > 0);
    expect(await withdrawnOf(personRef)).toMatchObject([{ scopes: ['provider_disclosure'], orgIds: [orgId] }]);
    expect((await world.ask(ReadConsentV1, { personRef }, story.worker)).state).toBe('GRANTED');
    expect((await world.ask(ReadConsentV1, { personRef: short }, story.worker)).state).toBe('EXPIRED');
    const told = (await withdrawnOf(personRef)).length;
    await turn();
    expect(await withdrawnOf(personRef)).toHaveLength(told);
  });
});

const nothing = { avoidOrgIds: [], avoidMenuIds: [], avoidWithinMeters: 0, guardianMayHarm: false };
