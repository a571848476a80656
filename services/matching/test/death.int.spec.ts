import { randomUUID } from 'node:crypto';
import {
  EndPlacementV1,
  ListStalledStepsV1,
  PausePlacementV1,
  PersonDeceasedV1,
  ProposalEndedV1,
  ReadCapacityV1,
  ReadMatchRequestV1,
  ReadPlacementV1,
  ReadProposalV1,
  StartPlacementV1,
} from '#libs/contracts';
import { addDays, daysBetween, nextWorkingDay } from '#libs/kernel';
import { TODAY, Town } from './fixtures';
import { passingDays, placed, proposed } from './on-the-way';

let town: Town;
beforeAll(async () => {
  town = await Town.open();
});
afterAll(() => town.world.stop());
const days = passingDays(() => town);

const dies = (...personRefs: string[]) => {
  const caseRef = randomUUID();
  return town.world.hears(PersonDeceasedV1, { caseRef, caseRefs: [caseRef], personRefs, version: 2 });
};
const free = async (menuId: string) => (await town.world.ask(ReadCapacityV1, { menuId }, town.worker)).free;
const request = (matchRequestId: string) => town.world.ask(ReadMatchRequestV1, { matchRequestId }, town.worker);
const proposal = (proposalId: string) => town.world.ask(ReadProposalV1, { proposalId }, town.worker);
const placement = (placementId: string) => town.world.ask(ReadPlacementV1, { placementId }, town.worker);

it('ends what is searched for and asked the same moment, for every record of the person and for nobody else', async () => {
  const [one, other, living] = [
    await proposed(town, 'named'),
    await proposed(town, 'willing'),
    await proposed(town, 'named'),
  ];
  expect(await free(one.menu.menuId)).toBe(4);
  await dies(one.personRef, other.personRef);
  for (const { proposalId, matchRequestId, menu } of [one, other]) {
    expect((await proposal(proposalId)).state).toBe('REVOKED');
    expect(await request(matchRequestId)).toMatchObject({ state: 'CANCELLED', reasonCode: 'deceased' });
    expect(await free(menu.menuId)).toBe(5);
  }
  expect((await town.world.said(ProposalEndedV1)).map(({ proposalId }) => proposalId).sort()).toEqual(
    [one.proposalId, other.proposalId].sort(),
  );
  expect((await proposal(living.proposalId)).state).toBe('NAMED_INQUIRY');
  expect((await request(living.matchRequestId)).state).toBe('PROPOSING');
});

it('leaves a placement to somebody who tells the host, and says so until it is done', async () => {
  const { placementId, personRef, matchRequestId, menu } = await placed(town);
  await dies(personRef);
  expect((await request(matchRequestId)).state).toBe('CANCELLED');
  expect(await placement(placementId)).toMatchObject({ state: 'STARTING', advice: 'end' });
  const ended = { placementId, endedOn: TODAY, reasonCode: 'deceased' };
  await town.world.ask(EndPlacementV1, ended, town.worker);
  expect(await placement(placementId)).toMatchObject({ state: 'ENDED', advice: null });
  expect(await free(menu.menuId)).toBe(5);
});

it('shows a placement that nobody ended by the next working day, whatever else is recorded, until somebody ends it', async () => {
  const { placementId, personRef, matchRequestId } = await placed(town);
  await town.world.ask(StartPlacementV1, { placementId, startedOn: TODAY }, town.worker);
  const stalled = async () => {
    const { items } = await town.world.ask(ListStalledStepsV1, { kind: 'placement', limit: 100 }, town.worker);
    return items.find(({ id }) => id === placementId);
  };
  await dies(personRef);
  const endDueOn = nextWorkingDay(TODAY);
  expect(await placement(placementId)).toMatchObject({ state: 'SETTLING', advice: 'end', endDueOn });
  await days(daysBetween(TODAY, endDueOn));
  expect(await stalled()).toBeUndefined();
  await days(1);
  const overdue = { state: 'PERSON_DIED', since: endDueOn, days: 1, level: 'reminder', matchRequestId };
  expect(await stalled()).toMatchObject(overdue);
  // Told once more, by another case: the day stays.
  await dies(personRef);
  const pause = { placementId, reasonCode: 'rest', reviewOn: addDays(TODAY, 60), keepPlace: true };
  await town.world.ask(PausePlacementV1, pause, town.worker);
  expect(await placement(placementId)).toMatchObject({ state: 'PAUSED', advice: 'end', endDueOn });
  expect(await stalled()).toMatchObject(overdue);
  await days(2);
  expect(await stalled()).toMatchObject({ level: 'escalated', roles: ['NO_REFUSAL_MANAGER', 'DECISION_MAKER'] });
  await town.world.ask(EndPlacementV1, { placementId, endedOn: TODAY, reasonCode: 'deceased' }, town.worker);
  expect(await stalled()).toBeUndefined();
  expect(await placement(placementId)).toMatchObject({ state: 'ENDED', advice: null, endDueOn: null });
});
