import {
  InquireAnonymouslyV1,
  ListInquiriesV1,
  ListStalledStepsV1,
  PausePlacementV1,
  ProposalEndedV1,
  RaiseIssueV1,
  ReadCapacityV1,
  ReadPlacementV1,
  ReadProposalV1,
  ResumePlacementV1,
  StartPlacementV1,
  WithdrawHostFromPlacementV1,
} from '#libs/contracts';
import { addDays } from '#libs/kernel';
import { refusal, TODAY, Town } from './fixtures';
import { placed, proposed } from './on-the-way';

let town: Town;
beforeAll(async () => {
  town = await Town.open();
});
afterAll(() => town.world.stop());

/** Community says that the resource of a menu is in another state. */
async function becomes(menuId: string, resourceState: string): Promise<void> {
  const menu = town.menus.get(menuId);
  if (!menu) throw new Error('No such menu.');
  const version = menu.version + 1;
  town.menus.set(menuId, { ...menu, resourceState, version });
  await town.learn(menuId, version);
}

const stalledOf = async (id: string) => {
  const { items } = await town.world.ask(ListStalledStepsV1, { kind: 'placement', limit: 100 }, town.worker);
  return items.find((item) => item.id === id);
};
const read = (proposalId: string) => town.world.ask(ReadProposalV1, { proposalId }, town.worker);

async function settling() {
  const all = await placed(town);
  await town.world.ask(StartPlacementV1, { placementId: all.placementId, startedOn: TODAY }, town.worker);
  return all;
}

it.each([
  ['PAUSED', 'resource_stopped'],
  ['CLOSED', 'resource_stopped'],
  ['SUSPENDED', 'safety'],
])('ends what is being proposed when a place is %s', async (state, reasonCode) => {
  const { menu, proposalId } = await proposed(town, 'named');
  await becomes(menu.menuId, state);
  expect(await read(proposalId)).toMatchObject({ state: 'REVOKED', reasonCode, heldUntil: null });
  const ended = (await town.world.said(ProposalEndedV1)).filter((event) => event.proposalId === proposalId);
  expect(ended).toEqual([expect.objectContaining({ state: 'REVOKED', orgId: menu.orgId })]);
  expect((await town.world.ask(ListInquiriesV1, {}, town.host(menu.orgId))).items).toEqual([]);
  expect((await town.world.ask(ReadCapacityV1, { menuId: menu.menuId }, town.worker)).held).toBe(0);
});

it.each(['NEEDS_UPDATE', 'ACTIVE'])('goes on with what is being proposed when a place is %s', async (state) => {
  const { menu, proposalId } = await proposed(town, 'willing');
  await becomes(menu.menuId, state);
  expect((await read(proposalId)).state).toBe('PROVIDER_WILLING');
});

it('lets those who take part go on while a place takes nobody else in', async () => {
  const { menu, placementId } = await settling();
  await becomes(menu.menuId, 'PAUSED');
  expect(await stalledOf(placementId)).toBeUndefined();
  expect(await town.world.ask(ReadPlacementV1, { placementId }, town.worker)).toMatchObject({
    state: 'SETTLING',
    holdsPlace: true,
  });
});

it.each([
  [
    'CLOSED',
    'a next place is looked for',
    (placementId: string, orgId: string) =>
      town.world.ask(WithdrawHostFromPlacementV1, { placementId, endedOn: TODAY }, town.host(orgId)),
  ],
  [
    'SUSPENDED',
    'somebody acts',
    (placementId: string) =>
      town.world.ask(RaiseIssueV1, { placementId, side: 'host', reasonCode: 'safety' }, town.worker),
  ],
] as const)('asks the same day for everybody at a place that is %s, until %s', async (state, _, act) => {
  const { menu, placementId } = await settling();
  await becomes(menu.menuId, state);
  expect(await stalledOf(placementId)).toMatchObject({ state: 'HOST_STOPPED', days: 0, level: 'reminder' });
  expect((await town.world.ask(ReadPlacementV1, { placementId }, town.worker)).holdsPlace).toBe(true);
  await act(placementId, menu.orgId);
  expect((await stalledOf(placementId))?.state).not.toBe('HOST_STOPPED');
});

it('asks no more when the place goes on', async () => {
  const { menu, placementId } = await settling();
  await becomes(menu.menuId, 'SUSPENDED');
  await becomes(menu.menuId, 'ACTIVE');
  expect(await stalledOf(placementId)).toBeUndefined();
});

it('leads nobody back to a place that has stopped', async () => {
  const { menu, placementId } = await settling();
  const pause = { placementId, reasonCode: 'hospital', reviewOn: addDays(TODAY, 30), keepPlace: true };
  await town.world.ask(PausePlacementV1, pause, town.worker);
  await becomes(menu.menuId, 'SUSPENDED');
  const resume = () => town.world.ask(ResumePlacementV1, { placementId }, town.worker);
  expect(await refusal(resume())).toBe('placement.place-stopped');
  await becomes(menu.menuId, 'ACTIVE');
  expect((await resume()).state).toBe('SETTLING');
});

it('asks no host of an open place, and no name where none is needed', async () => {
  const menu = await town.menu({ capacityModel: 'open', nameRequired: false }, null);
  const [proposalId = ''] = await town.proposal(town.person([]), [menu.menuId]);
  const inquire = town.world.ask(InquireAnonymouslyV1, { proposalId }, town.worker);
  expect(await refusal(inquire)).toBe('proposal.open-place');
});
