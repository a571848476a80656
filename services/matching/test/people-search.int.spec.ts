import { randomUUID } from 'node:crypto';
import {
  AcceptMatchRequestV1,
  CancelMatchRequestV1,
  MatchingProfileV1,
  OpenMatchRequestV1,
  ParkMatchRequestV1,
  RecordRefusalV1,
  SearchCandidatesV1,
  SearchPeopleV1,
} from '#libs/contracts';
import { unavailable } from '#libs/kernel';
import { refusal, TODAY, Town } from './fixtures';

let town: Town;
beforeAll(async () => {
  town = await Town.open();
});
afterAll(() => town.world.stop());

/** Their own strength, so that the cases of this file do not find each other's people. */
let strength = '';
beforeEach(() => {
  strength = `skill_${randomUUID().replaceAll('-', '').slice(0, 20)}`;
});

const wish = () =>
  town.menu({
    name: '男性の集まる機会をつくりたい',
    purposes: ['role'],
    activities: ['tea', strength],
    roles: ['instructor'],
    seeks: { strengths: [strength], roles: [] },
  });
const cook = (change: object = {}) => town.person([], { strengths: [strength], ...change });
const people = async (menuId: string, limit?: number) =>
  town.world.ask(SearchPeopleV1, { menuId, ...(limit !== undefined && { limit }) }, town.worker);
const refs = async (menuId: string) => (await people(menuId)).people.map(({ personRef }) => personRef);

async function lookingFor(personRef: string, purposes: string[]): Promise<string> {
  const matchRequestId = await town.request(personRef, purposes);
  await town.world.ask(AcceptMatchRequestV1, { matchRequestId }, town.worker);
  return matchRequestId;
}

it('finds who allowed it and can do it, whatever they look for themselves, with reasons and without a name', async () => {
  const menu = await wish();
  const personRef = cook();
  const matchRequestId = await lookingFor(personRef, ['place']);
  await lookingFor(town.person([], { strengths: ['go'] }), ['role']);
  const answer = await people(menu.menuId);
  expect(answer).toMatchObject({ menuId: menu.menuId, forRole: true });
  expect(answer.people).toHaveLength(1);
  expect(answer.people[0]).toMatchObject({ matchRequestId, personRef, waitedDays: 0 });
  expect(answer.people[0]?.toAsk.slice(0, 2).map(({ field }) => field)).toEqual(['primaryPurposes', 'consent']);
  expect(answer.people[0]?.terms.length).toBeGreaterThan(0);
  expect(answer.people[0]?.reasonsJa.length).toBeGreaterThan(0);
});

it('leaves out who did not allow it, without a trace in the answer', async () => {
  const menu = await wish();
  await lookingFor(cook({ roleSearch: false }), ['role']);
  const withOne = await people(menu.menuId);
  expect(withOne.people).toEqual([]);
  expect(withOne.more).toBe(false);
});

it('asks about each person at this moment: what was taken back since the last ranking counts', async () => {
  const menu = await wish();
  const personRef = cook();
  const matchRequestId = await lookingFor(personRef, ['role']);
  await town.world.ask(SearchCandidatesV1, { matchRequestId }, town.worker);
  expect(await refs(menu.menuId)).toEqual([personRef]);
  const profile = town.profiles.get(personRef);
  if (!profile) throw new Error('The person has a profile.');
  town.profiles.set(personRef, { ...profile, avoid: ['group_activity'], roleSearch: false });
  expect(await refs(menu.menuId)).toEqual([]);
  town.profiles.set(personRef, { ...profile, strengths: [] });
  expect(await refs(menu.menuId)).toEqual([]);
  town.profiles.delete(personRef);
  expect(await refs(menu.menuId)).toEqual([]);
  town.profiles.set(personRef, profile);
  expect(await refs(menu.menuId)).toEqual([personRef]);
});

it('never takes silence for a yes', async () => {
  const menu = await wish();
  await lookingFor(cook(), ['role']);
  town.world.neighbour(MatchingProfileV1, () => {
    throw unavailable('database.unreachable', 'down');
  });
  expect(await refusal(people(menu.menuId))).toBe('consent.unanswered');
  town.playNeighbours();
});

it('finds who waits, parked ones too, and nobody who refused the place or whose request is over', async () => {
  const menu = await wish();
  const [parked, refused, over] = [cook(), cook(), cook()];
  const park = { matchRequestId: await lookingFor(parked, ['role']), until: TODAY, reasonCode: 'person_wish' };
  await town.world.ask(ParkMatchRequestV1, park, town.worker);
  await lookingFor(refused, ['role']);
  await town.world.ask(RecordRefusalV1, { personRef: refused, menuId: menu.menuId, reasonCode: null }, town.worker);
  const ended = { matchRequestId: await lookingFor(over, ['role']), reasonCode: 'moved' as const };
  await town.world.ask(CancelMatchRequestV1, ended, town.worker);
  expect(await refs(menu.menuId)).toEqual([parked]);
});

it('tells, when a place opens, who has been waiting for just this: by their own need, without the consent for roles', async () => {
  const far = { lat: 34.1, lng: 135.2 };
  const menu = await town.menu({ seeks: null, purposes: ['temporary_housing'], location: far }, { total: 1, used: 1 });
  const waiting = town.person([menu.orgId], { point: far, roleSearch: false });
  const second = town.person([menu.orgId], { point: far });
  const first = await lookingFor(waiting, ['temporary_housing']);
  await lookingFor(second, ['temporary_housing']);
  await lookingFor(town.person([menu.orgId], { point: far }), ['meal']);
  expect((await people(menu.menuId)).people).toEqual([]);
  await town.report(menu.menuId, { total: 1, used: 0, version: 2 });
  await settled(async () => (await people(menu.menuId)).people.length > 0);
  const answer = await people(menu.menuId);
  expect(answer).toMatchObject({ forRole: false, more: false });
  expect(answer.people.map(({ personRef }) => personRef)).toEqual([waiting, second]);
  expect(answer.people[0]?.matchRequestId).toBe(first);
  const one = await people(menu.menuId, 1);
  expect(one).toMatchObject({ more: true, people: [{ personRef: waiting }] });
});

it('is for workers of this municipality', async () => {
  const menu = await wish();
  const host = town.world.ask(SearchPeopleV1, { menuId: menu.menuId }, town.host(menu.orgId));
  expect(await refusal(host)).toBe('role.refused');
  const stranger = town.world.actor('CSW', { tenant: '990027' });
  const other = town.world.ask(SearchPeopleV1, { menuId: menu.menuId }, stranger);
  expect(await refusal(other)).toBe('menu.not-found');
  expect(OpenMatchRequestV1.allow).toEqual(expect.arrayContaining([...SearchPeopleV1.allow]));
});

async function settled(holds: () => Promise<boolean>): Promise<void> {
  for (let time = 0; time < 40; time += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
