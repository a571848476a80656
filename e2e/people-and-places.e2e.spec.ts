import { acceptedRequest, confirmedPlan } from '../tools/acts';
import { until } from '../tools/until';
import { type Host, refusal, World } from './world';

jest.setTimeout(180_000);

interface FoundPeople {
  readonly forRole: boolean;
  readonly people: readonly {
    readonly matchRequestId: string;
    readonly personRef: string;
    readonly reasonsJa: string[];
  }[];
}
interface Matched {
  readonly combinations: readonly {
    readonly members: readonly { readonly matchRequestId: string; readonly menuId: string; readonly name: string }[];
    readonly pairs: readonly { readonly metres: number | null; readonly reasonsJa: readonly string[] }[];
  }[];
  readonly leftOut: readonly object[];
}

interface Judged {
  readonly candidates: readonly { readonly menuId: string; readonly toAsk: readonly { readonly field: string }[] }[];
  readonly excluded: readonly { readonly menuId: string; readonly codes: readonly string[] }[];
}

const COOKING_CLASS = {
  purposes: ['role'],
  activities: ['tea'],
  roles: [],
  seeks: { strengths: ['repair'], roles: ['instructor'] },
  demands: [],
};

describe('from a place to people, and for a household as one', () => {
  let world: World;

  beforeAll(async () => {
    world = await World.start();
  });

  afterAll(() => world.stop());

  const search = (menuId: string) =>
    world.people.as('COMMUNITY_COORDINATOR').post<FoundPeople>(`/menus/${menuId}/people-search`);

  it('a wish of the neighbourhood finds the person who allowed it, and no longer once it is taken back', async () => {
    const wish = await world.host('男性の集まる機会をつくりたい', { total: 1, used: 0 }, COOKING_CLASS);
    const allowed = await world.seeker([wish], [{ scope: 'role_search' }]);
    await world.seeker([wish]);
    const found = await until('the person to be found', async () => {
      const answer = await search(wish.menuId);
      return answer.people.length > 0 ? answer : undefined;
    });
    expect(found).toMatchObject({ forRole: true, people: [{ personRef: allowed.personRef }] });
    expect(found.people[0]?.reasonsJa).toContain('得意なこと(修理)が活きます。');
    expect(JSON.stringify(found)).not.toMatch(/架空|かくう|000-0000|1972/);
    const host = await refusal(world.people.host(wish.orgId).post(`/menus/${wish.menuId}/people-search`));
    expect(host.status).toBe(403);

    await world.people.as('CSW').post(`/persons/${allowed.personRef}/consent/withdrawal`, { scopes: ['role_search'] });
    expect((await search(wish.menuId)).people).toEqual([]);
  });

  it('a mother and her son are offered two places near by at the same time (8050)', async () => {
    const wed = (from: string, to: string) => [{ day: 'wed', from, to }];
    const salon = { purposes: ['social_connection'], sessions: wed('13:30', '15:30'), onDemand: false };
    const corner = { purposes: ['place'], sessions: wed('13:00', '17:00'), onDemand: false, quietSpace: true };
    const places = { total: 5, used: 0 };
    const tea = await world.host('縁側の午後', places, salon);
    const quiet = await world.host('本棚の隅の席', places, corner);

    const csw = world.people.as('CSW');
    const today = await world.today();
    const son = await world.seeker([tea, quiet]);
    const motherRef = await world.person([tea, quiet]);
    const atHome = { registered: true, actual: true, livingApart: false };
    await csw.post('/households', {
      members: [
        { personRef: motherRef, relation: 'self', ...atHome },
        { personRef: son.personRef, relation: 'son', ...atHome },
      ],
    });
    const mother = { caseRef: son.caseRef, personRef: motherRef };
    const plan = { goal: '出かける日をつくる', wishes: '近くがよい', personWords: '行ってみたい' };
    const planId = await confirmedPlan(csw, mother, plan, today);
    const request = (purposes: readonly string[]) => ({ primaryPurposes: purposes, mode: ['in_person'] });
    const motherId = await acceptedRequest(csw, { ...mother, planId }, request(['social_connection']));
    const sonId = await acceptedRequest(csw, son, request(['place']));

    const members = [motherId, sonId].map((matchRequestId) => ({ matchRequestId }));
    const matched = await until('both places to be known', async () => {
      const answer = await world.people.as('PARTICIPATION_WORKER').post<Matched>('/household-matches', { members });
      return answer.combinations.length > 0 ? answer : undefined;
    });
    const [best] = matched.combinations;
    expect(new Map(best?.members.map(({ matchRequestId, name }) => [matchRequestId, name]))).toEqual(
      new Map([
        [motherId, '縁側の午後'],
        [sonId, '本棚の隅の席'],
      ]),
    );
    expect(best?.pairs[0]?.reasonsJa).toContain('水曜 13:30〜15:30 に、同じ時間に参加できます。');
    expect(matched.leftOut).toEqual([]);
  });

  it('whom a place is for, as its organisation entered it: babies, school years, people who attend a clinic', async () => {
    const places = { total: 5, used: 0 };
    const forAll = { purposes: ['social_connection'] };
    const babies = { companionsAllowed: true, fiscalYearEndAfterAge: 3, pregnant: true };
    const hosts = {
      babies: await world.host('あかちゃんひろば', places, { ...forAll, targets: babies }),
      clinic: await world.host('通院する人の居場所', places, { ...forAll, targets: { medicalAttendance: true } }),
      grades: await world.host('五年生からの工作', places, { ...forAll, targets: { grades: ['e5', 'e6', 'j1'] } }),
    };
    const all = Object.values(hosts);
    const seeker = await world.seeker(all);
    const csw = world.people.as('CSW');
    const baby = (fiscalYearAge: number) => ({ relation: 'child', age: fiscalYearAge, need: 'care', fiscalYearAge });
    const ask = (companions: readonly object[]) =>
      acceptedRequest(csw, seeker, { primaryPurposes: ['social_connection'], mode: ['in_person'], companions });
    const seen = async (requestId: string) => {
      const { candidates, excluded } = await until('the three places to be known', async () => {
        const among = { amongMenuIds: all.map(({ menuId }) => menuId) };
        const answer = await world.people
          .as('PARTICIPATION_WORKER')
          .post<Judged>(`/match-requests/${requestId}/search`, among);
        return answer.candidates.length + answer.excluded.length === all.length ? answer : undefined;
      });
      return {
        asksOf: (host: Host) =>
          candidates.find(({ menuId }) => menuId === host.menuId)?.toAsk.map(({ field }) => field) ?? null,
        codesOf: (host: Host) => excluded.find(({ menuId }) => menuId === host.menuId)?.codes ?? null,
      };
    };

    const withBaby = await ask([baby(1)]);
    const first = await seen(withBaby);
    expect(first.asksOf(hosts.babies)).not.toBeNull();
    expect(first.asksOf(hosts.babies)).not.toContain('pregnant');
    expect(first.asksOf(hosts.clinic)).toContain('medicalAttendance');
    expect(first.codesOf(hosts.grades)).toEqual(['AGE_OUT_OF_RANGE']);

    const alone = await ask([]);
    expect((await seen(alone)).asksOf(hosts.babies)).toContain('pregnant');

    const assess = (facts: object) => csw.post(`/cases/${seeker.caseRef}/assessments`, facts);
    await assess({ pregnant: false, medicalAttendance: false });
    const second = await seen(alone);
    expect(second.codesOf(hosts.babies)).toEqual(['AGE_OUT_OF_RANGE']);
    expect(second.codesOf(hosts.clinic)).toEqual(['ELIGIBILITY_STATUTORY']);
    expect((await seen(withBaby)).asksOf(hosts.babies)).not.toBeNull();
    expect((await seen(await ask([baby(3)]))).codesOf(hosts.babies)).toEqual(['AGE_OUT_OF_RANGE']);

    await assess({ pregnant: true, medicalAttendance: true });
    const third = await seen(alone);
    expect(third.asksOf(hosts.babies)).not.toBeNull();
    expect(third.asksOf(hosts.clinic)).not.toContain('medicalAttendance');
  });
});
