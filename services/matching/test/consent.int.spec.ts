import { randomUUID } from 'node:crypto';
import {
  AnswerWillingV1,
  ConsentWithdrawnV1,
  InquireAnonymouslyV1,
  InquireNamedV1,
  InquiryArrivedV1,
  ListInquiriesV1,
  NamedInquirySentV1,
  OfferProposalV1,
  ProposalEndedV1,
  ReadCapacityV1,
  ReadMatchRequestV1,
  ReadProposalV1,
  RecordInterestV1,
  SearchCandidatesV1,
} from '#libs/contracts';
import { refusal, Town } from './fixtures';

let town: Town;
beforeAll(async () => {
  town = await Town.open({ replicas: 2 });
});
afterAll(() => town.world.stop());

const withdraw = (personRef: string, scopes: string[], orgIds: string[] = []) =>
  town.world.hears(ConsentWithdrawnV1, { personRef, scopes, orgIds, version: 2 });
const stateOf = async (proposalId: string) => (await town.world.ask(ReadProposalV1, { proposalId }, town.worker)).state;
const kept = (personRef: string) =>
  town.world.sql(
    'SELECT 1 FROM rankings WHERE input IS NOT NULL AND match_request_id IN (SELECT id FROM match_requests WHERE person_ref = $1)',
    [personRef],
  );

async function interested(personRef: string, menuId: string, orgId: string): Promise<string> {
  const proposalId = await town.inquired(personRef, menuId);
  await town.world.ask(AnswerWillingV1, { proposalId }, town.host(orgId));
  const offer = { proposalId, singleOptionReasonCode: 'only_one_near' };
  await town.world.ask(OfferProposalV1, offer, town.worker);
  await town.world.ask(RecordInterestV1, { proposalId, personWordsNoteRef: randomUUID() }, town.worker);
  return proposalId;
}

it('ends everything that rests on the consent, frees the places and forgets the person', async () => {
  const menu = await town.menu({}, { total: 1 });
  const personRef = town.person([menu.orgId]);
  const proposalId = await interested(personRef, menu.menuId, menu.orgId);
  await town.world.ask(InquireNamedV1, { proposalId, items: ['name'] }, town.worker);
  const arrived = (await town.world.said(InquiryArrivedV1)).filter((event) => event.proposalId === proposalId);
  const told = { proposalId, menuId: menu.menuId, orgId: menu.orgId };
  expect(arrived).toEqual([
    { ...told, version: expect.any(Number) },
    { ...told, version: expect.any(Number) },
  ]);
  const { matchRequestId } = await town.world.ask(ReadProposalV1, { proposalId }, town.worker);
  expect(await kept(personRef)).toHaveLength(1);
  town.profiles.delete(personRef);
  await withdraw(personRef, ['participation_matching', 'provider_disclosure']);
  expect(await stateOf(proposalId)).toBe('REVOKED');
  expect(await town.world.said(ProposalEndedV1)).toEqual([
    expect.objectContaining({ proposalId, orgId: menu.orgId, state: 'REVOKED' }),
  ]);
  expect(await kept(personRef)).toHaveLength(0);
  const request = await town.world.ask(ReadMatchRequestV1, { matchRequestId }, town.worker);
  expect(request).toMatchObject({ state: 'CANCELLED', reasonCode: 'consent_withdrawn' });
  expect((await town.world.ask(ReadCapacityV1, { menuId: menu.menuId }, town.worker)).free).toBe(1);
  expect((await town.world.ask(ListInquiriesV1, {}, town.host(menu.orgId))).items).toEqual([]);
});

it('ends only what is told to the organisation that is taken back', async () => {
  const kept = await town.menu();
  const gone = await town.menu();
  const personRef = town.person([kept.orgId, gone.orgId]);
  const [keptId = '', goneId = ''] = await town.proposal(personRef, [kept.menuId, gone.menuId]);
  await withdraw(personRef, ['provider_disclosure'], [gone.orgId]);
  expect([await stateOf(keptId), await stateOf(goneId)]).toEqual(['DRAFT', 'REVOKED']);
});

it('believes no earlier yes: a search right after the withdrawal is blocked, before any event is heard', async () => {
  const menu = await town.menu();
  const personRef = town.person([menu.orgId]);
  const matchRequestId = await town.accepted(personRef);
  const search = () => town.world.ask(SearchCandidatesV1, { matchRequestId, amongMenuIds: [menu.menuId] }, town.worker);
  for (let time = 0; time < 4; time += 1) expect((await search()).outcome).toBe('proposal');
  town.profiles.delete(personRef);
  for (let time = 0; time < 4; time += 1) expect((await search()).outcome).toBe('blocked_consent');
});

it('asks at the moment of the named inquiry and believes no memory', async () => {
  const menu = await town.menu();
  const personRef = town.person([menu.orgId]);
  const proposalId = await interested(personRef, menu.menuId, menu.orgId);
  const before = (await town.world.said(NamedInquirySentV1)).length;
  town.denied.add(`${personRef}/provider_disclosure`);
  const inquire = () => town.world.ask(InquireNamedV1, { proposalId, items: ['name'] }, town.worker);
  expect(await refusal(inquire())).toBe('consent.missing');
  expect(await town.world.said(NamedInquirySentV1)).toHaveLength(before);
  town.denied.clear();
  expect((await inquire()).state).toBe('NAMED_INQUIRY');
});

it('asks for a guardian of a child before the name is given', async () => {
  const menu = await town.menu();
  const personRef = town.person([menu.orgId], { age: 14, guardian: 'granted' });
  const proposalId = await interested(personRef, menu.menuId, menu.orgId);
  const profile = town.profiles.get(personRef);
  if (profile) profile.guardian = 'refused';
  const named = town.world.ask(InquireNamedV1, { proposalId, items: ['name'] }, town.worker);
  expect(await refusal(named)).toBe('consent.guardian-missing');
});

it('asks no host where the person has not agreed to it', async () => {
  const menu = await town.menu();
  const personRef = town.person([menu.orgId]);
  const [proposalId = ''] = await town.proposal(personRef, [menu.menuId]);
  town.denied.add(`${personRef}/anonymous_inquiry`);
  expect(await refusal(town.world.ask(InquireAnonymouslyV1, { proposalId }, town.worker))).toBe('consent.missing');
  expect((await town.world.ask(ReadCapacityV1, { menuId: menu.menuId }, town.worker)).held).toBe(0);
});

it('asks for the profile at every search, and hears no event to do so', async () => {
  const menu = await town.menu();
  const personRef = town.person([]);
  const matchRequestId = await town.accepted(personRef);
  const search = () => town.world.ask(SearchCandidatesV1, { matchRequestId, amongMenuIds: [menu.menuId] }, town.worker);
  expect((await search()).excluded[0]?.codes).toContain('CONSENT_SCOPE');
  town.profiles.get(personRef)?.disclosureOrgIds.push(menu.orgId);
  expect((await search()).candidates).toHaveLength(1);
  const profile = town.profiles.get(personRef);
  if (profile) profile.safety = null;
  expect((await search()).excluded[0]?.codes).toEqual(['SAFETY_CONFLICT']);
});
