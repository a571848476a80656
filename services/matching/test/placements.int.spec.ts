import { randomUUID } from 'node:crypto';
import {
  CancelMatchRequestV1,
  CloseMatchRequestV1,
  CloseSupportV1,
  EndPlacementV1,
  FinishAftercareV1,
  FollowUpRecordedV1,
  JoinOpenPlaceV1,
  AcceptDirectlyV1,
  AnswerWillingV1,
  InquireNamedV1,
  LeavePlacementV1,
  ListPlacementsV1,
  MoveOnV1,
  OfferOpenPlaceV1,
  OfferProposalV1,
  PausePlacementV1,
  PlacementEndedV1,
  PlacementSupportClosedV1,
  PlanNextStepV1,
  RaiseIssueV1,
  ReadCapacityV1,
  ReadMatchRequestV1,
  ReadPlacementV1,
  RecordAdjustedV1,
  RecordInterestV1,
  ResumePlacementV1,
  ReturnToPlacementV1,
  SearchAfterPlacementV1,
  StabilizePlacementV1,
  StartPlacementV1,
  StayInPlacementV1,
  SupportAgainV1,
  WithdrawHostFromPlacementV1,
} from '#libs/contracts';
import { addDays } from '#libs/kernel';
import { refusal, TODAY, Town } from './fixtures';

let town: Town;
beforeAll(async () => {
  town = await Town.open();
});
afterAll(() => town.world.stop());

const read = (placementId: string) => town.world.ask(ReadPlacementV1, { placementId }, town.worker);
const free = async (menuId: string) => (await town.world.ask(ReadCapacityV1, { menuId }, town.worker)).free;

async function placed(total = 1) {
  const menu = await town.menu({}, { total });
  const personRef = town.person([menu.orgId]);
  const proposalId = await town.inquired(personRef, menu.menuId);
  await town.world.ask(AnswerWillingV1, { proposalId }, town.host(menu.orgId));
  const offer = { proposalId, singleOptionReasonCode: 'only_one_near' };
  await town.world.ask(OfferProposalV1, offer, town.worker);
  await town.world.ask(RecordInterestV1, { proposalId, personWordsNoteRef: randomUUID() }, town.worker);
  await town.world.ask(InquireNamedV1, { proposalId, items: ['name'] }, town.worker);
  const yes = { proposalId, reasonCode: 'trial_not_needed' as const, personAgreed: true, hostAgreed: true };
  const { placementId } = await town.world.ask(AcceptDirectlyV1, yes, town.worker);
  return { menu, personRef, placementId };
}

async function settling(total = 1) {
  const all = await placed(total);
  await town.world.ask(StartPlacementV1, { placementId: all.placementId, startedOn: TODAY }, town.worker);
  return all;
}

/** As if the months had passed. */
async function stable() {
  const all = await settling();
  const { placementId } = all;
  await town.world.sql('UPDATE placements SET started_on = $2 WHERE id = $1', [placementId, addDays(TODAY, -100)]);
  const good = (side: 'person' | 'host', day: number) => ({
    side,
    result: 'good' as const,
    recordedOn: addDays(TODAY, day),
  });
  town.followUps.set(placementId, [good('host', -60), good('person', -30), good('person', -3)]);
  await town.world.ask(StabilizePlacementV1, { placementId }, town.worker);
  return all;
}

it('keeps apart whose trouble it is, and hears of it from outreach without writing it twice', async () => {
  const { menu, placementId } = await settling();
  const concern = { side: 'host' as const, result: 'concern' as const, recordedOn: TODAY };
  town.followUps.set(placementId, [concern]);
  await town.world.hears(FollowUpRecordedV1, { followUpId: randomUUID(), placementId, ...concern, version: 1 });
  expect((await read(placementId)).advice).toBe('issue');
  const issue = { placementId, side: 'host' as const, reasonCode: 'staff' };
  const stranger = town.host(randomUUID());
  expect(await refusal(town.world.ask(RaiseIssueV1, issue, stranger))).toBe('placement.not-found');
  await town.world.ask(RaiseIssueV1, issue, town.host(menu.orgId));
  expect(await read(placementId)).toMatchObject({ state: 'ADJUSTING', advice: null });
  await town.world.ask(RecordAdjustedV1, { placementId }, town.worker);
  await town.world.hears(FollowUpRecordedV1, { followUpId: randomUUID(), placementId, ...concern, version: 2 });
  expect(await read(placementId)).toMatchObject({ state: 'SETTLING', advice: null });
  const elsewhere = { followUpId: randomUUID(), placementId: randomUUID(), ...concern, version: 1 };
  await town.world.hears(FollowUpRecordedV1, elsewhere);
});

it('keeps or gives back the place in a pause, and takes it again only where it is free', async () => {
  const { menu, placementId } = await settling();
  const pause = { placementId, reasonCode: 'hospital', reviewOn: addDays(TODAY, 30) };
  const past = { ...pause, reviewOn: addDays(TODAY, -1), keepPlace: true };
  expect(await refusal(town.world.ask(PausePlacementV1, past, town.worker))).toBe('placement.review-in-past');
  await town.world.ask(PausePlacementV1, { ...pause, keepPlace: true }, town.worker);
  expect(await free(menu.menuId)).toBe(0);
  await town.world.ask(ResumePlacementV1, { placementId }, town.worker);
  await town.world.ask(PausePlacementV1, { ...pause, keepPlace: false }, town.host(menu.orgId));
  expect(await free(menu.menuId)).toBe(1);
  await town.report(menu.menuId, { total: 1, used: 1, version: 2 });
  expect(await refusal(town.world.ask(ResumePlacementV1, { placementId }, town.worker))).toBe('placement.place-full');
  await town.report(menu.menuId, { total: 1, used: 0, version: 3 });
  await town.world.ask(ResumePlacementV1, { placementId }, town.worker);
  expect(await read(placementId)).toMatchObject({ state: 'SETTLING', holdsPlace: true, reviewOn: null });
  expect(await free(menu.menuId)).toBe(0);
});

it('goes on into aftercare with consent, ends it, and takes up support again', async () => {
  const { menu, personRef, placementId } = await stable();
  const close = { placementId, aftercare: true };
  town.denied.add(`${personRef}/followup_after_close`);
  expect(await refusal(town.world.ask(CloseSupportV1, close, town.worker))).toBe('consent.missing');
  town.denied.clear();
  expect((await town.world.ask(CloseSupportV1, close, town.world.actor('DECISION_MAKER'))).state).toBe('AFTERCARE');
  await town.world.ask(FinishAftercareV1, { placementId }, town.worker);
  const said = (await town.world.said(PlacementSupportClosedV1)).filter((event) => event.placementId === placementId);
  expect(said.map(({ aftercare }) => aftercare)).toEqual([true, false]);
  expect(await free(menu.menuId)).toBe(0);
  await town.world.ask(SupportAgainV1, { placementId }, town.worker);
  expect((await read(placementId)).state).toBe('ADJUSTING');
});

it('frees the place when the person leaves, and lets them come back where there is one', async () => {
  const { menu, personRef, placementId } = await stable();
  await town.world.ask(CloseSupportV1, { placementId, aftercare: false }, town.worker);
  const leave = { placementId, reasonCode: 'moved', endedOn: addDays(TODAY, 1) };
  expect(await refusal(town.world.ask(LeavePlacementV1, leave, town.worker))).toBe('placement.ends-later');
  await town.world.ask(LeavePlacementV1, { ...leave, endedOn: TODAY }, town.worker);
  expect(await free(menu.menuId)).toBe(1);
  expect((await town.world.said(PlacementEndedV1)).at(-1)).toMatchObject({ placementId, personRef, reason: 'moved' });
  await town.world.ask(ReturnToPlacementV1, { placementId, personAgreed: true, hostAgreed: true }, town.worker);
  expect(await read(placementId)).toMatchObject({ state: 'STARTING', startedOn: null, holdsPlace: true });
  expect(await free(menu.menuId)).toBe(0);
});

it('looks for a next place when the host cannot go on', async () => {
  const { menu, placementId } = await settling();
  const { matchRequestId } = await read(placementId);
  const next = { matchRequestId, goal: 'employment' };
  expect(await refusal(town.world.ask(SearchAfterPlacementV1, next, town.worker))).toBe(
    'match-request.placement-goes-on',
  );
  const close = { matchRequestId, evaluation: null };
  expect(await refusal(town.world.ask(CloseMatchRequestV1, close, town.worker))).toBe(
    'match-request.placement-not-stable',
  );
  await town.world.ask(WithdrawHostFromPlacementV1, { placementId, endedOn: TODAY }, town.host(menu.orgId));
  await town.world.ask(SearchAfterPlacementV1, next, town.worker);
  const request = await town.world.ask(ReadMatchRequestV1, { matchRequestId }, town.worker);
  expect(request).toMatchObject({ state: 'SEARCHING', need: { goal: 'employment' } });
});

it('steps up: the person stays, or moves on with a request of their own', async () => {
  const { personRef, placementId } = await stable();
  await town.world.ask(PlanNextStepV1, { placementId, goal: 'employment' }, town.worker);
  await town.world.ask(StayInPlacementV1, { placementId }, town.worker);
  await town.world.ask(PlanNextStepV1, { placementId, goal: 'employment' }, town.worker);
  const foreign = await town.request(town.person([]));
  const move = { placementId, endedOn: TODAY };
  const wrong = town.world.ask(MoveOnV1, { ...move, matchRequestId: foreign }, town.worker);
  expect(await refusal(wrong)).toBe('match-request.not-found');
  const { matchRequestId: same } = await read(placementId);
  const again = town.world.ask(MoveOnV1, { ...move, matchRequestId: same }, town.worker);
  expect(await refusal(again)).toBe('placement.not-a-new-request');
  const over = await town.request(personRef);
  await town.world.ask(CancelMatchRequestV1, { matchRequestId: over, reasonCode: 'other' }, town.worker);
  const late = town.world.ask(MoveOnV1, { ...move, matchRequestId: over }, town.worker);
  expect(await refusal(late)).toBe('placement.not-a-new-request');
  const matchRequestId = await town.request(personRef);
  const early = town.world.ask(MoveOnV1, { placementId, endedOn: addDays(TODAY, -101), matchRequestId }, town.worker);
  expect(await refusal(early)).toBe('placement.ends-before-start');
  expect((await town.world.ask(MoveOnV1, { ...move, matchRequestId }, town.worker)).state).toBe('ENDED');
});

it('counts nothing at an open place', async () => {
  const menu = await town.menu({ capacityModel: 'open', nameRequired: false }, null);
  const [proposalId = ''] = await town.proposal(town.person([]), [menu.menuId]);
  await town.world.ask(OfferOpenPlaceV1, { proposalId }, town.worker);
  await town.world.ask(RecordInterestV1, { proposalId, personWordsNoteRef: randomUUID() }, town.worker);
  const { placementId } = await town.world.ask(JoinOpenPlaceV1, { proposalId }, town.worker);
  await town.world.ask(EndPlacementV1, { placementId, reasonCode: 'goal', endedOn: TODAY }, town.worker);
  await town.world.ask(ReturnToPlacementV1, { placementId, personAgreed: true, hostAgreed: true }, town.worker);
  expect((await read(placementId)).holdsPlace).toBe(false);
});

it('shows a host its own placements only', async () => {
  const { menu, personRef, placementId } = await placed();
  const host = town.host(menu.orgId);
  const stranger = town.host(randomUUID());
  expect((await town.world.ask(ListPlacementsV1, {}, host)).items.map(({ id }) => id)).toEqual([placementId]);
  expect((await town.world.ask(ListPlacementsV1, { personRef }, stranger)).items).toEqual([]);
  expect(await refusal(town.world.ask(ReadPlacementV1, { placementId }, stranger))).toBe('placement.not-found');
  expect((await town.world.ask(ListPlacementsV1, { personRef }, town.worker)).items).toHaveLength(1);
});
