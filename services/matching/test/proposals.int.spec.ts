import { randomUUID } from 'node:crypto';
import {
  AcceptDirectlyV1,
  AcceptProposalV1,
  AnswerWillingV1,
  CancelMatchRequestV1,
  CreateProposalV1,
  InquireAnonymouslyV1,
  InquireNamedV1,
  JoinOpenPlaceV1,
  ListInquiriesV1,
  OfferOpenPlaceV1,
  OfferProposalV1,
  ProposalEndedV1,
  ReadCapacityV1,
  ReadPlacementV1,
  ReadProposalV1,
  RecordAllDeclinedV1,
  RecordInterestV1,
  RecordPersonRefusalV1,
  RecordTrialDoneV1,
  RefuseInquiryV1,
  ScheduleTrialV1,
  SearchCandidatesV1,
  WithdrawHostV1,
  WithdrawPersonV1,
} from '#libs/contracts';
import { addDays } from '#libs/kernel';
import { refusal, TODAY, Town } from './fixtures';

let town: Town;
beforeAll(async () => {
  town = await Town.open();
});
afterAll(() => town.world.stop());

const read = (proposalId: string) => town.world.ask(ReadProposalV1, { proposalId }, town.worker);
const free = async (menuId: string) => (await town.world.ask(ReadCapacityV1, { menuId }, town.worker)).free;
const ends = async (proposalId: string) =>
  (await town.world.said(ProposalEndedV1)).filter((event) => event.proposalId === proposalId);
const alone = { singleOptionReasonCode: 'only_one_near' };

async function offered(total = 3) {
  const menu = await town.menu({}, { total });
  const personRef = town.person([menu.orgId]);
  const proposalId = await town.inquired(personRef, menu.menuId);
  await town.world.ask(AnswerWillingV1, { proposalId }, town.host(menu.orgId));
  await town.world.ask(OfferProposalV1, { proposalId, ...alone }, town.worker);
  return { menu, personRef, proposalId };
}

async function named() {
  const { menu, personRef, proposalId } = await offered();
  await town.world.ask(RecordInterestV1, { proposalId, personWordsNoteRef: randomUUID() }, town.worker);
  await town.world.ask(InquireNamedV1, { proposalId, items: ['name'] }, town.worker);
  return { menu, personRef, proposalId };
}

it('proposes only what people chose and what is eligible at this moment, once', async () => {
  const menu = await town.menu();
  const other = await town.menu();
  const personRef = town.person([menu.orgId, other.orgId]);
  const matchRequestId = await town.shortlisted(personRef, [menu.menuId]);
  const create = (menuId: string) => town.world.ask(CreateProposalV1, { matchRequestId, menuId }, town.worker);
  expect(await refusal(create(other.menuId))).toBe('proposal.not-shortlisted');
  await town.report(menu.menuId, { total: 0, version: 2 });
  expect(await refusal(create(menu.menuId))).toBe('proposal.not-eligible');
  await town.report(menu.menuId, { total: 1, version: 3 });
  await create(menu.menuId);
  expect(await refusal(create(menu.menuId))).toBe('proposal.exists');
});

it('asks no more hosts than there are places', async () => {
  const menu = await town.menu({}, { total: 1 });
  const [one = ''] = await town.proposal(town.person([menu.orgId]), [menu.menuId]);
  const [two = ''] = await town.proposal(town.person([menu.orgId]), [menu.menuId]);
  const results = await Promise.allSettled(
    [one, two].map((proposalId) => town.world.ask(InquireAnonymouslyV1, { proposalId }, town.worker)),
  );
  const lost = results.find((result) => result.status === 'rejected');
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(lost?.reason).toMatchObject({ code: 'proposal.place-full', fields: [{ field: 'ledgerVersion', rule: '2' }] });
});

it('lets a host answer for itself only', async () => {
  const menu = await town.menu();
  const proposalId = await town.inquired(town.person([menu.orgId]), menu.menuId);
  const stranger = town.host(randomUUID());
  expect((await town.world.ask(ListInquiriesV1, {}, stranger)).items).toEqual([]);
  expect(await refusal(town.world.ask(AnswerWillingV1, { proposalId }, stranger))).toBe('proposal.not-found');
  const no = { proposalId, reasonCode: 'full' };
  expect(await refusal(town.world.ask(RefuseInquiryV1, no, stranger))).toBe('proposal.not-found');
  expect(await refusal(town.world.ask(WithdrawHostV1, no, stranger))).toBe('proposal.not-found');
  expect(await refusal(town.world.ask(ReadProposalV1, { proposalId }, stranger))).toBe('role.refused');
  expect((await town.world.ask(RefuseInquiryV1, no, town.host(menu.orgId))).state).toBe('PROVIDER_DECLINED');
  expect(await free(menu.menuId)).toBe(3);
  expect(await ends(proposalId)).toEqual([expect.objectContaining({ state: 'PROVIDER_DECLINED' })]);
});

it('offers a choice, or says why there is none', async () => {
  const menu = await town.menu();
  const proposalId = await town.inquired(town.person([menu.orgId]), menu.menuId);
  await town.world.ask(AnswerWillingV1, { proposalId }, town.host(menu.orgId));
  expect(await refusal(town.world.ask(OfferProposalV1, { proposalId }, town.worker))).toBe('proposal.single-option');
  expect((await town.world.ask(OfferProposalV1, { proposalId, ...alone }, town.worker)).state).toBe('PERSON_OFFERED');
});

it('does not propose again what the person declined', async () => {
  const { menu, proposalId } = await offered();
  const { matchRequestId } = await read(proposalId);
  const open = town.world.ask(RecordAllDeclinedV1, { matchRequestId }, town.worker);
  expect(await refusal(open)).toBe('match-request.proposals-open');
  await town.world.ask(RecordPersonRefusalV1, { proposalId, reasonCode: null }, town.worker);
  await town.world.ask(RecordAllDeclinedV1, { matchRequestId }, town.worker);
  const among = { matchRequestId, amongMenuIds: [menu.menuId] };
  const { excluded } = await town.world.ask(SearchCandidatesV1, among, town.worker);
  expect(excluded[0]?.codes).toContain('PERSON_DECLINED');
});

it('gives the name before a trial where the place needs it', async () => {
  const { proposalId } = await offered();
  await town.world.ask(RecordInterestV1, { proposalId, personWordsNoteRef: randomUUID() }, town.worker);
  const at = `${addDays(TODAY, 1)}T10:00:00+09:00`;
  expect(await refusal(town.world.ask(ScheduleTrialV1, { proposalId, at }, town.worker))).toBe('proposal.name-first');
  await town.world.ask(InquireNamedV1, { proposalId, items: ['name'] }, town.worker);
  const past = { proposalId, at: `${addDays(TODAY, -1)}T10:00:00+09:00` };
  expect(await refusal(town.world.ask(ScheduleTrialV1, past, town.worker))).toBe('proposal.trial-in-past');
  await town.world.ask(ScheduleTrialV1, { proposalId, at }, town.worker);
  expect((await town.world.ask(ScheduleTrialV1, { proposalId, at }, town.worker)).state).toBe('TRIAL_SCHEDULED');
});

it('wants what was told discarded when a host steps back', async () => {
  const { menu, proposalId } = await named();
  const host = town.host(menu.orgId);
  const back = { proposalId, reasonCode: 'staff' };
  expect(await refusal(town.world.ask(RefuseInquiryV1, back, host))).toBe('proposal.discard-unconfirmed');
  const confirmed = { ...back, discardConfirmed: true };
  expect((await town.world.ask(RefuseInquiryV1, confirmed, host)).state).toBe('PROVIDER_DECLINED');
});

it('accepts only with an assessment of the year and a yes of both', async () => {
  const { menu, proposalId } = await named();
  const yes = { proposalId, reasonCode: 'emergency' as const, personAgreed: true, hostAgreed: true };
  const half = town.world.ask(AcceptDirectlyV1, { ...yes, hostAgreed: false }, town.worker);
  expect(await refusal(half)).toBe('fields.invalid');
  const hostAssessment = {
    status: 'ready' as const,
    assessedOn: addDays(TODAY, -366),
    maxConcurrent: null,
    current: null,
  };
  await town.world.sql(`UPDATE menus SET facts = jsonb_set(facts, '{hostAssessment}', $2) WHERE menu_id = $1`, [
    menu.menuId,
    JSON.stringify(hostAssessment),
  ]);
  expect(await refusal(town.world.ask(AcceptDirectlyV1, yes, town.worker))).toBe('proposal.host-assessment-old');
  await town.world.sql(
    `UPDATE menus SET facts = jsonb_set(facts, '{hostAssessment,assessedOn}', $2) WHERE menu_id = $1`,
    [menu.menuId, JSON.stringify(TODAY)],
  );
  expect(await town.world.ask(AcceptDirectlyV1, yes, town.worker)).toMatchObject({ state: 'ACCEPTED' });
  expect(await free(menu.menuId)).toBe(2);
});

it('tells of an open place at once and counts nothing there', async () => {
  const menu = await town.menu({ capacityModel: 'open', nameRequired: false, hostAssessment: null }, null);
  const counted = await town.menu();
  const [proposalId = '', fixed = ''] = await town.proposal(town.person([counted.orgId]), [
    menu.menuId,
    counted.menuId,
  ]);
  const offer = town.world.ask(OfferOpenPlaceV1, { proposalId: fixed }, town.worker);
  expect(await refusal(offer)).toBe('proposal.not-open');
  await town.world.ask(OfferOpenPlaceV1, { proposalId }, town.worker);
  await town.world.ask(RecordInterestV1, { proposalId, personWordsNoteRef: randomUUID() }, town.worker);
  const { placementId, ledgerVersion } = await town.world.ask(JoinOpenPlaceV1, { proposalId }, town.worker);
  expect(ledgerVersion).toBeNull();
  const placement = await town.world.ask(ReadPlacementV1, { placementId }, town.worker);
  expect(placement).toMatchObject({ state: 'STARTING', holdsPlace: false });
});

it('frees everything when a request is cancelled', async () => {
  const { menu, proposalId } = await offered();
  const { matchRequestId } = await read(proposalId);
  await town.world.ask(CancelMatchRequestV1, { matchRequestId, reasonCode: 'person_wish' }, town.worker);
  expect((await read(proposalId)).state).toBe('REVOKED');
  expect(await free(menu.menuId)).toBe(3);
});

it('lets the person step back at any time', async () => {
  const { menu, proposalId } = await named();
  await town.world.ask(WithdrawPersonV1, { proposalId, reasonCode: null }, town.worker);
  expect(await read(proposalId)).toMatchObject({ state: 'PERSON_DECLINED', heldUntil: null });
  expect(await free(menu.menuId)).toBe(3);
});

it('takes a free place for a trial whose hold is gone, or says that there is none', async () => {
  const { menu, proposalId } = await named();
  const at = new Date(Date.now() + 60 * 86_400_000).toISOString();
  await town.world.ask(ScheduleTrialV1, { proposalId, at }, town.worker);
  await town.world.sql(`UPDATE holds SET state = 'LAPSED' WHERE menu_id = $1`, [menu.menuId]);
  await town.world.sql('UPDATE capacity_ledgers SET held = 0, total = 0 WHERE menu_id = $1', [menu.menuId]);
  await town.world.ask(RecordTrialDoneV1, { proposalId, personFeeling: 'good', hostFeeling: 'mixed' }, town.worker);
  const accept = { proposalId, personAgreed: true, hostAgreed: true };
  expect(await refusal(town.world.ask(AcceptProposalV1, accept, town.worker))).toBe('proposal.place-full');
  expect((await read(proposalId)).state).toBe('TRIAL_DONE');
});

describe('time', () => {
  it('ends an inquiry without an answer, and extends what goes forward', async () => {
    const silent = await town.menu({}, { total: 1 });
    const silentId = await town.inquired(town.person([silent.orgId]), silent.menuId);
    const { menu, proposalId } = await offered(1);
    await town.world.moveClock({ days: 10 });
    await town.world.ask(RecordInterestV1, { proposalId, personWordsNoteRef: randomUUID() }, town.worker);
    await town.world.moveClock({ days: 5 });
    await town.tick();
    expect(await read(silentId)).toMatchObject({ state: 'EXPIRED', reasonCode: 'no_answer' });
    expect(await ends(silentId)).toEqual([expect.objectContaining({ state: 'EXPIRED' })]);
    expect(await free(silent.menuId)).toBe(1);
    expect((await read(proposalId)).state).toBe('PERSON_INTERESTED');
    expect(await free(menu.menuId)).toBe(0);
    await town.world.moveClock({ days: 10 });
    await Promise.all([town.tick(), town.tick()]);
    expect(await read(proposalId)).toMatchObject({ state: 'REVOKED', reasonCode: 'hold_lapsed' });
    expect(await free(menu.menuId)).toBe(1);
    expect(await ends(proposalId)).toHaveLength(1);
  });

  it('gives the place back but never hurries the person', async () => {
    const { menu, proposalId } = await offered(1);
    await town.world.moveClock({ days: 20 });
    await town.tick();
    expect(await read(proposalId)).toMatchObject({ state: 'PERSON_OFFERED', heldUntil: null });
    expect(await free(menu.menuId)).toBe(1);
    await town.report(menu.menuId, { total: 0, version: 2 });
    await town.world.ask(RecordInterestV1, { proposalId, personWordsNoteRef: randomUUID() }, town.worker);
    const inquire = () => town.world.ask(InquireNamedV1, { proposalId, items: ['name'] }, town.worker);
    expect(await refusal(inquire())).toBe('proposal.place-full');
    await town.report(menu.menuId, { total: 1, version: 3 });
    expect((await inquire()).state).toBe('NAMED_INQUIRY');
  });
});
