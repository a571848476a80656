import { randomUUID } from 'node:crypto';
import {
  AnswerWillingV1,
  CancelMatchRequestV1,
  CreateProposalV1,
  InquireAnonymouslyV1,
  ListInquiriesV1,
  ListStalledStepsV1,
  OfferProposalV1,
  OpenEmergencyV1,
  ParkMatchRequestV1,
  ReadCapacityV1,
  ReadMatchRequestV1,
  ReadProposalV1,
  RecordAllDeclinedV1,
  RefuseInquiryV1,
  ScheduleTrialV1,
  SearchCandidatesV1,
  ShortlistV1,
  WhyNotV1,
} from '#libs/contracts';
import { addDays } from '#libs/kernel';
import { refusal, TODAY, Town } from './fixtures';
import { passingDays, proposed } from './on-the-way';

let town: Town;
beforeAll(async () => {
  town = await Town.open();
});
afterAll(() => town.world.stop());

const days = passingDays(() => town);

const read = (proposalId: string) => town.world.ask(ReadProposalV1, { proposalId }, town.worker);
const free = async (menuId: string) => (await town.world.ask(ReadCapacityV1, { menuId }, town.worker)).free;

describe('a choice of two', () => {
  it('counts what the person sees or can be shown, and no draft or unanswered inquiry', async () => {
    const [one, two] = [await town.menu(), await town.menu()];
    const personRef = town.person([one.orgId, two.orgId]);
    const [first = '', second = ''] = await town.proposal(personRef, [one.menuId, two.menuId]);
    const offer = () => town.world.ask(OfferProposalV1, { proposalId: first }, town.worker);
    await town.world.ask(InquireAnonymouslyV1, { proposalId: first }, town.worker);
    await town.world.ask(AnswerWillingV1, { proposalId: first }, town.host(one.orgId));
    expect(await refusal(offer())).toBe('proposal.single-option');
    await town.world.ask(InquireAnonymouslyV1, { proposalId: second }, town.worker);
    expect(await refusal(offer())).toBe('proposal.single-option');
    await town.world.ask(AnswerWillingV1, { proposalId: second }, town.host(two.orgId));
    expect((await offer()).state).toBe('PERSON_OFFERED');
  });

  it('counts an open place: anybody can be told about it at once', async () => {
    const open = await town.menu({ capacityModel: 'open', nameRequired: false }, null);
    const counted = await town.menu();
    const personRef = town.person([counted.orgId]);
    const [proposalId = ''] = await town.proposal(personRef, [counted.menuId, open.menuId]);
    await town.world.ask(InquireAnonymouslyV1, { proposalId }, town.worker);
    await town.world.ask(AnswerWillingV1, { proposalId }, town.host(counted.orgId));
    expect((await town.world.ask(OfferProposalV1, { proposalId }, town.worker)).state).toBe('PERSON_OFFERED');
  });
});

describe('a host that said no', () => {
  it('is not asked again for this person without a word why', async () => {
    const menu = await town.menu();
    const proposalId = await town.inquired(town.person([menu.orgId]), menu.menuId);
    const { matchRequestId } = await read(proposalId);
    await town.world.ask(RefuseInquiryV1, { proposalId, reasonCode: 'condition' }, town.host(menu.orgId));
    const create = () => town.world.ask(CreateProposalV1, { matchRequestId, menuId: menu.menuId }, town.worker);
    expect(await refusal(create())).toBe('proposal.host-declined');
    await town.world.ask(RecordAllDeclinedV1, { matchRequestId }, town.worker);
    const choose = (reason?: string) =>
      town.world.ask(
        ShortlistV1,
        { matchRequestId, menuIds: [menu.menuId], ...(reason !== undefined && { orderChangedReasonCode: reason }) },
        town.worker,
      );
    expect(await refusal(choose())).toBe('match-request.host-declined');
    await choose('host_called_back');
    const request = await town.world.ask(ReadMatchRequestV1, { matchRequestId }, town.worker);
    expect(request.orderChangedReasonCode).toBe('host_called_back');
    expect((await create()).state).toBe('DRAFT');
  });

  it('is no candidate any more but named apart, and never as a refusal of the person', async () => {
    const menu = await town.menu({ name: 'ことわった場' });
    const other = await town.menu();
    const personRef = town.person([menu.orgId, other.orgId]);
    const proposalId = await town.inquired(personRef, menu.menuId);
    const { matchRequestId } = await read(proposalId);
    await town.world.ask(RefuseInquiryV1, { proposalId, reasonCode: 'condition' }, town.host(menu.orgId));
    await town.world.ask(RecordAllDeclinedV1, { matchRequestId }, town.worker);
    const among = { matchRequestId, amongMenuIds: [menu.menuId, other.menuId] };
    const answer = await town.world.ask(SearchCandidatesV1, among, town.worker);
    expect(answer.candidates.map(({ menuId }) => menuId)).toEqual([other.menuId]);
    expect(answer).toMatchObject({ excluded: [], counts: [], leftOut: 1 });
    const { menuId, resourceId, name } = menu;
    const reasonJa = '受入先が今回は辞退しました。もう一度頼むときは、理由を添えて選んでください。';
    expect(answer.notProposedAgain).toEqual([{ menuId, resourceId, name, reason: 'host_declined', reasonJa }]);
    const asked = { matchRequestId, menuId };
    expect(await town.world.ask(WhyNotV1, asked, town.worker)).toMatchObject({ eligible: true, hostDeclined: true });
    const another = await town.accepted(personRef);
    const fresh = await town.world.ask(SearchCandidatesV1, { ...among, matchRequestId: another }, town.worker);
    expect(fresh.candidates).toHaveLength(2);
    expect(fresh.notProposedAgain).toEqual([]);
  });
});

describe('a trial weeks ahead', () => {
  it('keeps its place until its day and for a term after it', async () => {
    const { menu, proposalId } = await proposed(town, 'named');
    const at = `${addDays(TODAY, 40)}T10:00:00+09:00`;
    await town.world.ask(ScheduleTrialV1, { proposalId, at }, town.host(menu.orgId));
    await days(41);
    await town.tick();
    expect((await read(proposalId)).state).toBe('TRIAL_SCHEDULED');
    expect(await free(menu.menuId)).toBe(4);
    await days(14);
    await town.tick();
    expect(await read(proposalId)).toMatchObject({ state: 'REVOKED', reasonCode: 'hold_lapsed' });
    expect(await free(menu.menuId)).toBe(5);
  });
});

describe('parking', () => {
  it('keeps no host waiting and no place, and goes on at its term with a search', async () => {
    const { menu, proposalId, matchRequestId } = await proposed(town, 'willing');
    const until = addDays(TODAY, 30);
    await town.world.ask(ParkMatchRequestV1, { matchRequestId, until, reasonCode: 'hospital' }, town.worker);
    expect(await read(proposalId)).toMatchObject({ state: 'REVOKED', reasonCode: 'parked', heldUntil: null });
    expect(await free(menu.menuId)).toBe(5);
    expect((await town.world.ask(ListInquiriesV1, {}, town.host(menu.orgId))).items).toEqual([]);
    await days(29);
    await town.tick();
    const request = () => town.world.ask(ReadMatchRequestV1, { matchRequestId }, town.worker);
    expect(await request()).toMatchObject({ state: 'PARKED', parkedUntil: until });
    await days(1);
    await town.tick();
    expect(await request()).toMatchObject({ state: 'SEARCHING', parkedUntil: null });
    await town.world.ask(ShortlistV1, { matchRequestId, menuIds: [menu.menuId] }, town.worker);
    const again = await town.world.ask(CreateProposalV1, { matchRequestId, menuId: menu.menuId }, town.worker);
    expect(again.state).toBe('DRAFT');
  });
});

describe('an emergency without a bed', () => {
  const open = async () => {
    const menu = await town.menu();
    const personRef = town.person([menu.orgId]);
    const need = { primaryPurposes: ['role'] } as OpenEmergencyV1['need'];
    const ground = { basis: 'life_danger' as const, reasonCode: 'no_place_tonight' };
    const call = { caseRef: randomUUID(), personRef, need, ...ground };
    const { id: matchRequestId } = await town.world.ask(OpenEmergencyV1, call, town.worker);
    return { menu, matchRequestId };
  };

  it('goes no ordinary way: that needs a plan that the person confirmed', async () => {
    const { menu, matchRequestId } = await open();
    await town.world.ask(SearchCandidatesV1, { matchRequestId }, town.worker);
    const choose = town.world.ask(ShortlistV1, { matchRequestId, menuIds: [menu.menuId] }, town.worker);
    expect(await refusal(choose)).toBe('match-request.plan-missing');
  });

  it('is seen the same day and goes to the manager, until it is over', async () => {
    const { matchRequestId } = await open();
    const stalled = async () =>
      (await town.world.ask(ListStalledStepsV1, { kind: 'emergency', limit: 100 }, town.worker)).items.find(
        ({ id }) => id === matchRequestId,
      );
    expect(await stalled()).toMatchObject({ state: 'OPEN', level: 'reminder', days: 0 });
    await days(3);
    expect(await stalled()).toMatchObject({ level: 'escalated', roles: ['NO_REFUSAL_MANAGER', 'DECISION_MAKER'] });
    await town.world.ask(CancelMatchRequestV1, { matchRequestId, reasonCode: 'other' }, town.worker);
    expect(await stalled()).toBeUndefined();
  });
});
