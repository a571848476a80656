import { randomUUID } from 'node:crypto';
import {
  AcceptMatchRequestV1,
  CancelMatchRequestV1,
  MatchHouseholdV1,
  type MatchingProfileAnswer,
  type NeedInput,
  OpenMatchRequestV1,
} from '#libs/contracts';
import { eventually } from '#libs/testing';
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
  expect(await refusal(match([one.id, stranger.id]))).toBe('household-match.not-one-household');
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

it('takes members of one household who have a case each, with the consent of each of them', async () => {
  const table = await town.menu({ purposes: ['meal'], sessions: wed('17:00', '19:00'), onDemand: false });
  const need = { primaryPurposes: ['meal'] };
  const parent = await member(randomUUID(), need, [table.orgId], { age: 82 });
  const child = await member(randomUUID(), need, [table.orgId], { age: 54 });
  town.households.push([parent.personRef, child.personRef]);
  const together = await match([parent.id, child.id]);
  expect(together.combinations[0]?.members.map(({ matchRequestId }) => matchRequestId).sort()).toEqual(
    [parent.id, child.id].sort(),
  );
  town.profiles.delete(child.personRef);
  expect((await match([parent.id, child.id])).leftOut).toMatchObject([{ matchRequestId: child.id }]);
  const third = await member(randomUUID(), need, [table.orgId]);
  expect(await refusal(match([parent.id, child.id, third.id]))).toBe('household-match.not-one-household');
});

describe('a mother who eats where her child helps', () => {
  const table = (change: object = {}) =>
    town.menu(
      {
        name: '水曜のこども食堂',
        purposes: ['meal', 'role'],
        roles: ['staff'],
        support: ['greeting', 'watch_over'],
        sessions: wed('17:00', '19:00'),
        onDemand: false,
      },
      change,
    );
  const family = async (orgIds: readonly string[], child: Partial<MatchingProfileAnswer> = {}) => {
    const caseRef = randomUUID();
    const mother = await member(caseRef, { primaryPurposes: ['meal'] }, orgIds, { age: 41, gender: 'female' });
    const role = { primaryPurposes: ['role'], supportRequired: ['watch_over'] };
    const helper = await member(caseRef, role, orgIds, { age: 12, guardian: 'granted', ...child });
    return { mother, helper, together: pairOf(mother.id, helper.id) };
  };
  const pairOf = (...between: string[]) => [{ between, together: 'same_place' as const }];

  it('goes with the child to one place that has room for both, and is told where it has not', async () => {
    const roomy = await table({ total: 4, used: 2 });
    const { mother, helper, together } = await family([roomy.orgId]);
    const { combinations, leftOut } = await match([mother.id, helper.id], { pairs: together });
    expect(leftOut).toEqual([]);
    expect(combinations[0]?.members.map(({ menuId, alongWith }) => [menuId, alongWith])).toEqual([
      [roomy.menuId, null],
      [roomy.menuId, null],
    ]);
    expect(combinations[0]?.pairs[0]).toMatchObject({
      samePlace: true,
      common: { day: 2, from: '17:00', to: '19:00' },
      reasonsJa: ['同じ場所で過ごせます。', '水曜 17:00〜19:00 に、同じ時間に参加できます。'],
    });
    await town.report(roomy.menuId, { total: 4, used: 3, version: 2 });
    const full = await eventually('the report to be known', async () => {
      const answer = await match([mother.id, helper.id], { pairs: together });
      return answer.combinations.length === 0 ? answer : undefined;
    });
    expect(full.blocks).toEqual([
      expect.objectContaining({ codes: ['PLACES_TOO_FEW'], ja: ['同じ場に全員分の空きがありません。'] }),
    ]);
  });

  it('is told what stands in the way of a member for whom there is no place, and nothing that is theirs alone', async () => {
    const weekly = await table();
    const caseRef = randomUUID();
    const mother = await member(caseRef, { primaryPurposes: ['meal'] }, [weekly.orgId], { age: 41 });
    const sunday = [{ day: 'sun' as const, from: '09:00', to: '10:00' }];
    const aunt = await member(caseRef, { primaryPurposes: ['meal'], windows: sunday }, [], { age: 60 });
    const { combinations, blocks } = await match([mother.id, aunt.id]);
    expect(combinations).toEqual([]);
    expect(blocks).toHaveLength(1);
    expect(blocks[0]).toMatchObject({ matchRequestIds: [aunt.id], codes: ['NO_PLACE_OF_OWN'], metres: null });
    expect(blocks[0]?.blockedBy).toContain('SCHEDULE_NO_OVERLAP');
    expect(blocks[0]?.blockedBy).not.toContain('CONSENT_SCOPE');
    expect(blocks[0]?.ja.slice(0, 1)).toEqual(['この人に合う場が、いまはありません。']);
    expect(blocks[0]?.ja).toContain('都合のよい日時に開いていません。');
  });

  it.each([
    [
      'may be harmed at home',
      { safety: { avoidOrgIds: [], avoidMenuIds: [], avoidWithinMeters: 0, guardianMayHarm: true } },
    ],
    ['has a guardian who refused', { guardian: 'refused' as const }],
  ])('is matched without a child who %s, and is not told which it is', async (_, secret) => {
    const weekly = await table();
    const { mother, helper } = await family([weekly.orgId], secret);
    const answer = await match([mother.id, helper.id]);
    expect(answer.leftOut).toEqual([
      {
        matchRequestId: helper.id,
        code: 'ALONE_FIRST',
        ja: '先に一人での検索と確認が要るため、この人を除いて探しました。',
      },
    ]);
    expect(answer.combinations.length).toBeGreaterThan(0);
    expect(answer.combinations.every(({ members }) => members.length === 1)).toBe(true);
    expect(JSON.stringify(answer)).not.toMatch(/SAFETY|ESCALATE|harm|GUARDIAN|保護者/);
  });

  it('does not show the others why a place is not for a member', async () => {
    const weekly = await table();
    const { mother, helper } = await family([weekly.orgId], {
      safety: { avoidOrgIds: [weekly.orgId], avoidMenuIds: [], avoidWithinMeters: 0, guardianMayHarm: false },
    });
    const answer = await match([mother.id, helper.id], { pairs: pairOf(mother.id, helper.id) });
    const theirs = answer.combinations.flatMap(({ members }) => members);
    expect(theirs.filter(({ menuId }) => menuId === weekly.menuId)).toEqual([]);
    expect(JSON.stringify(answer)).not.toMatch(/SAFETY|安全/);
  });
});
