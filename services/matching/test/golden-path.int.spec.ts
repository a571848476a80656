import { randomUUID } from 'node:crypto';
import {
  AcceptProposalV1,
  AnswerWillingV1,
  CloseMatchRequestV1,
  CloseSupportV1,
  FollowUpRecordedV1,
  InquireAnonymouslyV1,
  InquireNamedV1,
  LeavePlacementV1,
  ListInquiriesV1,
  NamedInquirySentV1,
  OfferProposalV1,
  PlacementEndedV1,
  PlacementStartedV1,
  PlacementSupportClosedV1,
  ProposalAcceptedV1,
  ProposalEndedV1,
  ReadCapacityV1,
  ReadMatchRequestV1,
  ReadPlacementV1,
  ReadProposalV1,
  RecordInterestV1,
  RecordTrialDoneV1,
  ScheduleTrialV1,
  StabilizePlacementV1,
  StartPlacementV1,
} from '#libs/contracts';
import { addDays } from '#libs/kernel';
import { refusal, TODAY, Town } from './fixtures';

let town: Town;
beforeAll(async () => {
  town = await Town.open();
});
afterAll(() => town.world.stop());

it('leads from a need to a tie that holds, and the person keeps going when support ends', async () => {
  const { world, worker } = town;
  const first = await town.menu({ name: '挿絵' }, { total: 1 });
  const second = await town.menu({ name: '花だん' });
  const personRef = town.person([first.orgId, second.orgId]);
  const [proposalId = '', otherId = ''] = await town.proposal(personRef, [first.menuId, second.menuId]);
  const { matchRequestId } = await world.ask(ReadProposalV1, { proposalId }, worker);

  const inquired = await world.ask(InquireAnonymouslyV1, { proposalId }, worker);
  expect(inquired).toMatchObject({ state: 'ANON_INQUIRY', ledgerVersion: 2 });
  await world.ask(InquireAnonymouslyV1, { proposalId: otherId }, worker);
  expect(await world.ask(ReadCapacityV1, { menuId: first.menuId }, worker)).toMatchObject({ held: 1, free: 0 });

  const host = town.host(first.orgId);
  const [inquiry] = (await world.ask(ListInquiriesV1, {}, host)).items;
  expect(inquiry).toMatchObject({ kind: 'anonymous', menuName: '挿絵', items: [] });
  expect(Object.keys(inquiry?.person ?? {}).sort()).toEqual(
    ['ageFrom', 'ageTo', 'days', 'modes', 'purposes', 'startBy', 'supportRequired'].sort(),
  );
  expect(inquiry?.person).toMatchObject({ ageFrom: 18, ageTo: 39 });

  await world.ask(AnswerWillingV1, { proposalId }, host);
  const offer = () => world.ask(OfferProposalV1, { proposalId }, worker);
  expect(await refusal(offer())).toBe('proposal.single-option');
  await world.ask(AnswerWillingV1, { proposalId: otherId }, town.host(second.orgId));
  await offer();
  await world.ask(RecordInterestV1, { proposalId, personWordsNoteRef: randomUUID() }, worker);
  await world.ask(InquireNamedV1, { proposalId, items: ['name', 'phone'] }, worker);
  expect((await world.said(NamedInquirySentV1)).at(-1)).toMatchObject({ proposalId, items: ['name', 'phone'] });
  await world.ask(ScheduleTrialV1, { proposalId, at: `${addDays(TODAY, 1)}T10:00:00+09:00` }, host);
  await world.ask(RecordTrialDoneV1, { proposalId, personFeeling: 'good', hostFeeling: 'good' }, worker);
  const key = randomUUID();
  const yes = { proposalId, personAgreed: true, hostAgreed: true };
  const accepted = await world.ask(AcceptProposalV1, yes, worker, { key });
  expect(accepted.state).toBe('ACCEPTED');
  expect(await world.ask(AcceptProposalV1, yes, worker, { key })).toEqual(accepted);
  expect(await world.said(ProposalAcceptedV1)).toHaveLength(1);
  expect(await world.said(ProposalEndedV1)).toEqual([
    expect.objectContaining({ proposalId: otherId, state: 'REVOKED' }),
  ]);
  expect((await world.ask(ReadMatchRequestV1, { matchRequestId }, worker)).state).toBe('PLACED');
  expect(await world.ask(ReadCapacityV1, { menuId: second.menuId }, worker)).toMatchObject({ held: 0, free: 3 });
  expect(await world.ask(ReadCapacityV1, { menuId: first.menuId }, worker)).toMatchObject({
    held: 0,
    used: 1,
    free: 0,
  });

  const { placementId } = accepted;
  expect(await refusal(world.ask(StartPlacementV1, { placementId, startedOn: addDays(TODAY, 1) }, worker))).toBe(
    'placement.starts-later',
  );
  await world.ask(StartPlacementV1, { placementId, startedOn: TODAY }, worker);
  expect(await world.said(PlacementStartedV1)).toEqual([expect.objectContaining({ placementId, startedOn: TODAY })]);

  const stabilize = () => world.ask(StabilizePlacementV1, { placementId }, worker);
  expect(await refusal(stabilize())).toBe('placement.too-early');
  await world.moveClock({ days: 95 });
  expect(await refusal(stabilize())).toBe('placement.follow-ups-not-good');
  const good = (side: 'person' | 'host', day: number) => ({
    side,
    result: 'good' as const,
    recordedOn: addDays(TODAY, day),
  });
  town.followUps.set(placementId, [good('person', 7), good('person', 14), good('person', 30)]);
  expect(await refusal(stabilize())).toBe('placement.side-missing');
  town.followUps.get(placementId)?.push(good('host', 90));
  const recorded = { followUpId: randomUUID(), placementId, side: 'host' as const, result: 'good' as const };
  await world.hears(FollowUpRecordedV1, { ...recorded, recordedOn: addDays(TODAY, 90), version: 1 });
  expect((await world.ask(ReadPlacementV1, { placementId }, worker)).advice).toBe('stabilize');
  await stabilize();

  await world.ask(CloseMatchRequestV1, { matchRequestId }, worker);
  town.denied.add(`${personRef}/followup_after_close`);
  expect(await refusal(world.ask(CloseSupportV1, { placementId, aftercare: true }, worker))).toBe('consent.missing');
  await world.ask(CloseSupportV1, { placementId, aftercare: false }, worker);
  expect((await world.said(PlacementSupportClosedV1)).at(-1)).toMatchObject({ placementId, aftercare: false });
  expect((await world.ask(ReadPlacementV1, { placementId }, worker)).holdsPlace).toBe(true);
  expect((await world.ask(ReadCapacityV1, { menuId: first.menuId }, worker)).free).toBe(0);

  const leave = { placementId, reasonCode: 'goal', endedOn: addDays(TODAY, 95) };
  await world.ask(LeavePlacementV1, leave, host);
  expect(await world.said(PlacementEndedV1)).toHaveLength(1);
  expect((await world.ask(ReadCapacityV1, { menuId: first.menuId }, worker)).free).toBe(1);
}, 60_000);
