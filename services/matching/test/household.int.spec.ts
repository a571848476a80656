import { randomUUID } from 'node:crypto';
import {
  AcceptMatchRequestV1,
  CancelMatchRequestV1,
  MatchHouseholdV1,
  type MatchingProfileAnswer,
  type NeedInput,
  OpenMatchRequestV1,
} from '#libs/contracts';
import { refusal, Town } from './fixtures';

let town: Town;
beforeAll(async () => {
  town = await Town.open();
});
afterAll(() => town.world.stop());

const wed = (from: string, to: string) => [{ day: 'wed' as const, from, to }];

/** A member of a case with a plan and a need. */
async function member(
  caseRef: string,
  need: Partial<NeedInput>,
  orgIds: readonly string[],
  change: Partial<MatchingProfileAnswer> = {},
): Promise<{ readonly id: string; readonly personRef: string }> {
  const personRef = town.person(orgIds, change);
  const planId = randomUUID();
  town.planOf.set(planId, { caseRef, personRef });
  const input = { caseRef, personRef, planId, need: { maxDistanceMeters: 3000, ...need } as NeedInput };
  const { id } = await town.world.ask(OpenMatchRequestV1, input, town.worker);
  await town.world.ask(AcceptMatchRequestV1, { matchRequestId: id }, town.worker);
  return { id, personRef };
}

const match = (ids: readonly string[], more: Partial<MatchHouseholdV1> = {}) =>
  town.world.ask(
    MatchHouseholdV1,
    { members: ids.map((matchRequestId) => ({ matchRequestId })), ...more },
    town.worker,
  );

it('respite for the mother and a meal for the daughter at the same time (G08), and who has not consented is left out', async () => {
  const respite = await town.menu({
    purposes: ['respite'],
    sessions: wed('16:00', '20:00'),
    onDemand: false,
    location: { lat: 35.504, lng: 139.5 },
  });
  const table = await town.menu({
    purposes: ['meal'],
    sessions: wed('17:00', '19:00'),
    onDemand: false,
    location: { lat: 35.509, lng: 139.5 },
  });
  const orgs = [respite.orgId, table.orgId];
  const caseRef = randomUUID();
  const mother = await member(caseRef, { primaryPurposes: ['respite'] }, orgs, { age: 44, gender: 'female' });
  const daughter = await member(caseRef, { primaryPurposes: ['meal'] }, orgs, { age: 17, gender: 'female' });
  const father = await member(caseRef, { primaryPurposes: ['role'] }, orgs, { age: 48 });
  town.profiles.delete(father.personRef);

  const answer = await match([mother.id, daughter.id, father.id]);
  expect(answer).toMatchObject({
    complete: true,
    blocks: [],
    leftOut: [{ matchRequestId: father.id, code: 'CONSENT_MISSING' }],
  });
  const [best] = answer.combinations;
  expect(best?.members.map(({ matchRequestId, menuId }) => [matchRequestId, menuId]).sort()).toEqual(
    [
      [mother.id, respite.menuId],
      [daughter.id, table.menuId],
    ].sort(),
  );
  expect(best?.pairs[0]).toMatchObject({
    samePlace: false,
    metres: 555,
    common: { day: 2, from: '17:00', to: '19:00' },
  });
  expect(best?.pairs[0]?.reasonsJa).toEqual([
    '二つの場は 555 m の近さです。',
    '水曜 17:00〜19:00 に、同じ時間に参加できます。',
  ]);
  expect(await match([father.id, daughter.id, mother.id])).toEqual(answer);
  const between = [mother.id, daughter.id];
  const together = await match(between, { pairs: [{ between, together: 'same_place' }] });
  expect(together).toMatchObject({ combinations: [], blocks: [{ codes: ['NOT_SAME_PLACE'] }], leftOut: [] });
});

it('refuses what is no household, and shows nothing to other municipalities and hosts', async () => {
  const caseRef = randomUUID();
  const one = await member(caseRef, {}, []);
  const two = await member(caseRef, {}, []);
  const stranger = await member(randomUUID(), {}, []);
  expect(await refusal(match([one.id, stranger.id]))).toBe('household-match.not-one-case');
  expect(await refusal(match([one.id, randomUUID()]))).toBe('match-request.not-found');
  expect(await refusal(match([one.id, one.id]))).toBe('household-match.same-person');
  const pairs = [{ between: [one.id, stranger.id], together: 'near' as const }];
  expect(await refusal(match([one.id, two.id], { pairs }))).toBe('household-match.unknown-member');
  const input = { members: [{ matchRequestId: one.id }, { matchRequestId: two.id }] };
  const elsewhere = town.world.actor('CSW', { tenant: '990027' });
  expect(await refusal(town.world.ask(MatchHouseholdV1, input, elsewhere))).toBe('match-request.not-found');
  const host = town.host(randomUUID());
  expect(await refusal(town.world.ask(MatchHouseholdV1, input, host))).toBe('role.refused');
  await town.world.ask(CancelMatchRequestV1, { matchRequestId: two.id, reasonCode: 'moved' }, town.worker);
  expect(await refusal(match([one.id, two.id]))).toBe('household-match.request-over');
});
