import { randomUUID } from 'node:crypto';
import {
  CreateProposalV1,
  InquireAnonymouslyV1,
  type MatchingSafety,
  OpenEmergencyV1,
  RevokeProposalV1,
  SearchCandidatesV1,
  TakeBedV1,
  WhyNotV1,
} from '#libs/contracts';
import { refusal, Town } from './fixtures';

let town: Town;
beforeAll(async () => {
  town = await Town.open();
});
afterAll(() => town.world.stop());

const keepAway = (avoidWithinMeters: number): MatchingSafety => ({
  ...{ avoidOrgIds: [], avoidMenuIds: [], guardianMayHarm: false },
  avoidWithinMeters,
});
const FROM_HOME = { lat: 35.5, lng: 139.5 };

/** A shelter at home's door, or far away: no answer may tell which. */
const shelter = (north: number) =>
  town.menu({ addressConfidential: true, location: { lat: FROM_HOME.lat + north, lng: FROM_HOME.lng } });

async function chosen(personRef: string, menuId: string) {
  const matchRequestId = await town.shortlisted(personRef, [menuId]);
  const propose = (distanceConfirmedBy?: 'host' | 'privacy_officer') =>
    town.world.ask(
      CreateProposalV1,
      { matchRequestId, menuId, ...(distanceConfirmedBy && { distanceConfirmedBy }) },
      town.worker,
    );
  return { matchRequestId, propose };
}

it('nobody learns by moving the distance to keep where a confidential place is', async () => {
  for (const north of [0, 0.001, 0.1]) {
    const { menuId, orgId } = await shelter(north);
    const personRef = town.person([orgId]);
    const profile = town.profiles.get(personRef);
    if (!profile) throw new Error('Nobody knows this person.');
    const matchRequestId = await town.accepted(personRef);
    for (const metres of [1, 50, 200, 5_000, 20_000]) {
      town.profiles.set(personRef, { ...profile, safety: keepAway(metres) });
      const input = { matchRequestId, amongMenuIds: [menuId] };
      const { candidates } = await town.world.ask(SearchCandidatesV1, input, town.worker);
      expect(candidates[0]?.toAsk.map(({ field }) => field)).toContain('distance');
      expect(candidates[0]).toMatchObject({ menuId, distanceMeters: null });
      const why = await town.world.ask(WhyNotV1, { matchRequestId, menuId }, town.worker);
      expect(why).toMatchObject({ eligible: true, reasons: [] });
    }
  }
});

it('somebody who knows the place decides before it is proposed, and again before its host is asked', async () => {
  const { menuId, orgId } = await shelter(0.1);
  const personRef = town.person([orgId], { safety: keepAway(500) });
  const { propose } = await chosen(personRef, menuId);
  expect(await refusal(propose())).toBe('proposal.distance-unconfirmed');
  const { id: proposalId } = await propose('privacy_officer');
  const asked = await town.world.ask(InquireAnonymouslyV1, { proposalId }, town.worker);
  expect(asked.state).toBe('ANON_INQUIRY');
});

it('a distance that has to be kept from now on stops the inquiry until somebody has decided', async () => {
  const { menuId, orgId } = await shelter(0.1);
  const personRef = town.person([orgId]);
  const { propose } = await chosen(personRef, menuId);
  const { id: proposalId } = await propose();
  const profile = town.profiles.get(personRef);
  if (profile) town.profiles.set(personRef, { ...profile, safety: keepAway(500) });
  const inquire = (id: string) => town.world.ask(InquireAnonymouslyV1, { proposalId: id }, town.worker);
  expect(await refusal(inquire(proposalId))).toBe('proposal.distance-unconfirmed');
  await town.world.ask(RevokeProposalV1, { proposalId, reasonCode: 'safety' }, town.worker);
  const { id } = await propose('host');
  expect((await inquire(id)).state).toBe('ANON_INQUIRY');
});

it('a bed for tonight in a confidential place needs the same word', async () => {
  const { menuId, orgId } = await shelter(0.1);
  const personRef = town.person([orgId], { safety: keepAway(500) });
  const need = { primaryPurposes: ['role'] } as OpenEmergencyV1['need'];
  const ground = { basis: 'life_danger' as const, reasonCode: 'no_place_tonight' };
  const opened = { caseRef: randomUUID(), personRef, need, ...ground };
  const { id: matchRequestId } = await town.world.ask(OpenEmergencyV1, opened, town.worker);
  const bed = (distanceConfirmedBy?: 'host') =>
    town.world.ask(
      TakeBedV1,
      {
        ...{ matchRequestId, menuId, hostYesBy: 'night_staff', personAsked: true, items: ['name'] },
        ...(distanceConfirmedBy && { distanceConfirmedBy }),
      },
      town.worker,
    );
  expect(await refusal(bed())).toBe('proposal.distance-unconfirmed');
  expect((await bed('host')).basis).toBe('consent');
});
