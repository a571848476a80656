import { type CapacityView } from '../capacity-view';
import { aCapacity, aConsent, anOpenPlace, aSafety } from '../matching-fixtures';
import { type MenuFacts } from '../menu-facts';
import { match, north, place, placesOf, targets, wed } from './household-fixtures';

describe('8050: a mother of 82 and her son of 54', () => {
  const salon = place('salon', {
    purposes: ['social_connection'],
    location: north(400),
    sessions: wed('13:30', '15:30'),
    targets: { ...targets(), ageMin: 65 },
  });
  const quietCorner = anOpenPlace({
    menuId: 'quiet',
    resourceId: 'library',
    purposes: ['place'],
    location: north(700),
    sessions: wed('13:00', '17:00'),
    quietSpace: true,
  });
  const otherDay = place('other-day', { location: north(500), sessions: [{ day: 'fri', from: '13:00', to: '15:00' }] });
  const farOff = place('far-off', { location: north(-1_900), sessions: wed('13:00', '15:00') });
  const anyTime = null;
  const mother = {
    memberId: 'a-mother',
    profile: { age: 82 },
    need: { primaryPurposes: ['social_connection'], windows: anyTime },
  };
  const son = { memberId: 'b-son', profile: { age: 54 }, need: { primaryPurposes: ['place'], windows: anyTime } };

  it('go at the same time to two places near by', () => {
    const result = match([mother, son], { menus: [salon, quietCorner, otherDay, farOff] });
    expect(placesOf(result)).toEqual([['salon', 'quiet']]);
    const [best] = result.combinations;
    expect(best?.pairs[0]).toMatchObject({
      samePlace: false,
      metres: 300,
      common: { day: 2, from: '13:30', to: '15:30' },
      reasonsJa: ['二つの場は 300 m の近さです。', '水曜 13:30〜15:30 に、同じ時間に参加できます。'],
    });
    expect(best?.terms).toEqual([
      { code: 'near', memberIds: ['a-mother', 'b-son'], points: 4_800, max: 6_000 },
      { code: 'sameTime', memberIds: ['a-mother', 'b-son'], points: 6_000, max: 6_000 },
    ]);
    const alone = best?.members.reduce((sum, { score }) => sum + score, 0) ?? 0;
    expect(best?.score).toBe(alone + 10_800);
  });

  it('are told which two cannot go together, and why', () => {
    const late = match([mother, son], { menus: [salon, otherDay] });
    expect(late).toMatchObject({ combinations: [], complete: true });
    expect(late.blocks).toEqual([
      {
        memberIds: ['a-mother', 'b-son'],
        codes: ['NO_COMMON_TIME'],
        metres: null,
        blockedBy: [],
        ja: ['同じ時間帯に参加できる場の組がありません。'],
      },
    ]);
    expect(match([mother, son], { menus: [salon, farOff] }).blocks).toEqual([
      expect.objectContaining({
        codes: ['TOO_FAR'],
        metres: 2_300,
        ja: ['二人の場が離れています(近い組でも 2,300 m。目安は 1,500 m)。'],
      }),
    ]);
    const noPlace = match([mother, son], { menus: [salon] });
    expect(noPlace.blocks).toEqual([
      {
        memberIds: ['b-son'],
        codes: ['NO_PLACE_OF_OWN'],
        metres: null,
        blockedBy: ['AGE_OUT_OF_RANGE', 'PURPOSE_MISMATCH'],
        ja: ['この人に合う場が、いまはありません。', '年齢の条件が合いません。', '今回の目的とは別の場です。'],
      },
    ]);
  });

  it('may say that it only has to be near, or at the same time, or apart', () => {
    const between: [string, string] = ['b-son', 'a-mother'];
    const town = { menus: [salon, otherDay, farOff] };
    expect(placesOf(match([mother, son], town, [{ between, together: 'near' }]))).toEqual([['salon', 'other-day']]);
    expect(placesOf(match([mother, son], town, [{ between, together: 'same_time' }]))).toEqual([['salon', 'far-off']]);
    expect(
      placesOf(match([mother, son], town, [{ between, together: 'apart' }]))
        .flat()
        .sort(),
    ).toEqual(['salon', 'salon', 'other-day', 'far-off'].sort());
    const blocked = match([mother, son], town, [{ between, together: 'same_place' }]).blocks;
    expect(blocked[0]?.codes).toContain('NOT_SAME_PLACE');
  });

  it('may go one after the other on one day, so that one brings the other; it earns half', () => {
    const after = place('after', { location: north(700), sessions: wed('15:40', '17:00') });
    const [best] = match([mother, son], { menus: [salon, after] }).combinations;
    expect(best?.pairs[0]?.reasonsJa).toContain('同じ日に続けて参加でき、送り迎えができます。');
    expect(best?.terms.find(({ code }) => code === 'sameTime')?.points).toBe(3_000);
    const muchLater = place('later', { location: north(700), sessions: wed('17:00', '18:00') });
    expect(match([mother, son], { menus: [salon, muchLater] }).blocks[0]?.codes).toEqual(['NO_COMMON_TIME']);
  });

  it('are asked about where hours or places are not known, and earn nothing for it', () => {
    const unknown = place('unknown', { location: null, sessions: null });
    const [best] = match([mother, son], { menus: [salon, unknown] }).combinations;
    expect(best?.pairs[0]?.toAsk.map(({ field }) => field)).toEqual(['sessions', 'location']);
    expect(best?.terms.map(({ points }) => points)).toEqual([0, 0]);
  });

  it('never learn how far a confidential place is', () => {
    const shelter = place('shelter', {
      location: north(5),
      addressConfidential: true,
      sessions: wed('13:00', '15:00'),
    });
    const [best] = match([mother, son], { menus: [salon, shelter] }).combinations;
    expect(best?.pairs[0]).toMatchObject({ metres: null, toAsk: [{ field: 'location' }] });
  });
});

describe('a mother who needs a meal and her child (こども食堂)', () => {
  const childrensTable = (change: Partial<MenuFacts> = {}) =>
    place('table', {
      purposes: ['meal', 'role'],
      roles: ['staff'],
      sessions: wed('17:00', '19:00'),
      targets: { ...targets(), companionsAllowed: true, ageMax: 18 },
      ...change,
    });
  const child = {
    memberId: 'child',
    profile: { age: 11, consent: aConsent({ disclosureOrgIds: ['org-1'], guardian: 'granted' }) },
    need: { primaryPurposes: ['role'], windows: null, party: 1 },
  };
  const mother = {
    memberId: 'mother',
    profile: { age: 38 },
    need: { primaryPurposes: ['meal'], windows: null },
    mayComeWith: 'child',
  };

  it('go to one table: the mother along with the child where the place is not hers', () => {
    const result = match([mother, child], { menus: [childrensTable()] });
    expect(result.combinations[0]).toMatchObject({
      members: [
        { memberId: 'child', menuId: 'table', alongWith: null },
        {
          memberId: 'mother',
          menuId: 'table',
          alongWith: 'child',
          party: 0,
          score: 0,
          reasonsJa: ['一緒に行く人として参加できます。'],
        },
      ],
      pairs: [
        { samePlace: true, reasonsJa: ['同じ場所で過ごせます。', '水曜 17:00〜19:00 に、同じ時間に参加できます。'] },
      ],
    });
    expect(result.combinations[0]?.terms.map(({ code, points }) => [code, points])).toEqual([
      ['samePlace', 8_000],
      ['sameTime', 6_000],
      ['companion', 3_000],
    ]);
  });

  it('do not go along where nobody may, nor where safety or what the person avoids speaks against it', () => {
    const closed = childrensTable({ targets: { ...targets(), companionsAllowed: false, ageMax: 18 } });
    const not = (who: object, menu: MenuFacts) => match([{ ...mother, ...who }, child], { menus: [menu] }).blocks;
    expect(not({}, closed)[0]?.codes).toEqual(['NO_PLACE_OF_OWN']);
    expect(not({ profile: { age: 38, safety: aSafety({ avoidMenuIds: ['table'] }) } }, childrensTable())).toHaveLength(
      1,
    );
    expect(not({ profile: { age: 38, avoid: ['noise'] } }, childrensTable({ demands: ['noise'] }))).toHaveLength(1);
    expect(not({ profile: { age: 38, consent: null } }, childrensTable())).toHaveLength(1);
  });

  it('are one party in a family unit where one comes along, and two where each asks for a place', () => {
    const everyAge = childrensTable({ targets: { ...targets(), companionsAllowed: true } });
    const one = { menus: [everyAge], capacityOf: () => aCapacity({ total: 1, used: 0, unit: 'family' as const }) };
    const [together] = match([mother, child], one).combinations;
    expect(together?.members.map(({ memberId, alongWith, party }) => [memberId, alongWith, party])).toEqual([
      ['child', null, 2],
      ['mother', 'child', 0],
    ]);
    expect(together?.members[0]?.reasonsJa).toContain('一緒に行く人を含めて 2 人分を申し込んでください。');
    const { mayComeWith: _, ...alone } = mother;
    expect(match([alone, child], one).blocks).toEqual([expect.objectContaining({ codes: ['PLACES_TOO_FEW'] })]);
    const two = { ...one, capacityOf: () => aCapacity({ total: 2, used: 0, unit: 'family' as const }) };
    expect(match([alone, child], two).combinations[0]?.members.map(({ party }) => party)).toEqual([1, 1]);
  });

  it('need room for both; a family unit takes them as one', () => {
    const withPlaces = (free: number, unit: CapacityView['unit'] = 'person') =>
      match([mother, child], {
        menus: [childrensTable()],
        capacityOf: () => aCapacity({ total: free, used: 0, unit }),
      });
    expect(withPlaces(2).combinations).toHaveLength(1);
    expect(withPlaces(1).blocks).toEqual([
      expect.objectContaining({ codes: ['PLACES_TOO_FEW'], memberIds: ['child', 'mother'] }),
    ]);
    expect(withPlaces(1, 'family').combinations).toHaveLength(1);
  });
});
