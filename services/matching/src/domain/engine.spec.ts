import { aCapacity, aMenu, anOpenPlace, ranked, type Case } from './matching-fixtures';
import { DEFAULT_SETTINGS } from './settings';

const twin = (menuId: string, changes: Parameters<typeof aMenu>[0] = {}) =>
  aMenu({ menuId, resourceId: `resource-of-${menuId}`, ...changes });
const order = (kase: Case) => ranked(kase).candidates.map(({ menuId }) => menuId);
const asked = (kase: Case) => ranked(kase).candidates[0]?.toAsk.map(({ side, field }) => `${side}.${field}`);
const points = (kase: Case) =>
  Object.fromEntries((ranked(kase).candidates[0]?.terms ?? []).map((term) => [term.code, term.points]));

describe('ranking', () => {
  it('adds up visible terms in thousandths, the host apart from the person', () => {
    const [candidate] = ranked().candidates;
    expect(candidate).toMatchObject({ menuId: 'menu-1', rank: 1, score: 68_000 });
    expect(candidate?.terms.reduce((sum, term) => sum + term.points, 0)).toBe(candidate?.score);
    expect(candidate?.terms.filter(({ side }) => side === 'host').map(({ code }) => code)).toEqual([
      'hostReadiness',
      'hostLoad',
    ]);
    expect(candidate?.basis).toEqual({
      capacityReportedAt: '2026-11-13T02:00:00.000Z',
      hostAssessedOn: '2026-10-01',
      distanceMeters: 500,
    });
    expect(ranked().settingsVersion).toBe(DEFAULT_SETTINGS.version);
  });

  it('gives each wish its share of the weight', () => {
    expect(points({ need: { primaryPurposes: ['place', 'meal'] } }).purposePrimary).toBe(15_000);
    expect(points({ need: { secondaryPurposes: ['role', 'meal', 'learning'] } }).purposeSecondary).toBe(2_000);
    expect(points({ profile: { interests: ['reading', 'go'] } }).strengthInterest).toBe(15_000);
    expect(points({ need: { groupMaxPreferred: 5 } }).groupQuiet).toBe(6_000);
    expect(points({ need: { groupMaxPreferred: 4 }, menu: { quietSpace: true } }).groupQuiet).toBe(8_800);
    expect(points({ need: { maxDistanceMeters: 500 } }).access).toBe(0);
    expect(points({ need: { maxDistanceMeters: null } }).access).toBe(7_200);
    expect(points({ need: { supportPreferred: ['watch_over', 'mentor'] } }).supportPreferred).toBe(4_000);
    expect(points({ menu: { hostAssessment: { ...READY, status: 'needs_support' } } }).hostReadiness).toBe(2_000);
  });

  it('gives points for what is known only', () => {
    const silent = points({
      menu: { activities: null, typicalGroupSize: null, location: null, sessions: null, feeYen: null, targets: null },
      need: { groupMaxPreferred: 3 },
    });
    expect(silent).toMatchObject({ strengthInterest: 0, groupQuiet: 0, access: 0, schedule: 0, free: 0, peerAge: 0 });
  });

  it('breaks ties by newer report, shorter way, lighter load, then id', () => {
    const menus = [twin('a'), twin('b')];
    expect(order({ menus })).toEqual(['a', 'b']);
    const loadOf = (orgId: string) => (orgId === 'org-1' ? 3 : 1);
    const shared = [twin('a'), twin('b', { orgId: 'org-2' })];
    expect(order({ menus: shared, loadOf })).toEqual(['b', 'a']);
    // Without a budget of points for nearness the way decides before the load.
    const settings = { ...DEFAULT_SETTINGS, weights: { ...DEFAULT_SETTINGS.weights, access: 0 } };
    const nearer = [twin('a', { location: { lat: 35.5044, lng: 139.5 } }), twin('b', { orgId: 'org-2' })];
    expect(order({ menus: nearer, loadOf, settings })).toEqual(['a', 'b']);
    const capacityOf = (menuId: string) =>
      aCapacity({ reportedAt: menuId === 'b' ? '2026-11-14' : '2026-11-13T02:00:00.000Z' });
    expect(order({ menus: nearer, loadOf, settings, capacityOf })).toEqual(['b', 'a']);
  });

  it('marks an open place that nobody confirmed for more than 180 days, and keeps it', () => {
    const confirm = (lastConfirmedOn: string | null) =>
      ranked({ menus: [anOpenPlace({ lastConfirmedOn })] }).candidates[0]?.confirmOpening;
    expect(confirm('2026-05-20')).toBe(false);
    expect(confirm('2026-05-19')).toBe(true);
    expect(confirm(null)).toBe(true);
    expect(ranked({ menu: { resourceState: 'NEEDS_UPDATE' } }).candidates[0]?.confirmOpening).toBe(true);
    expect(ranked({ menu: { lastConfirmedOn: '2020-01-01' } }).candidates[0]?.confirmOpening).toBe(false);
  });
});

const READY = { status: 'ready', assessedOn: '2026-10-01', maxConcurrent: null, current: 0 } as const;

describe('what to ask', () => {
  it('is nothing where all that matters is known', () => {
    expect(asked({})).toEqual([]);
  });

  it('puts what decides most first', () => {
    expect(
      asked({
        profile: { age: null, avoid: null, accessibility: null, strengths: null, interests: null },
        need: { groupMaxPreferred: 3, budgetYenPerUse: 0 },
        menu: { location: null, sessions: null, feeYen: null, typicalGroupSize: null, demands: null, languages: null },
      }),
    ).toEqual([
      'host.location',
      'host.sessions',
      'host.feeYen',
      'person.accessibility',
      'host.languages',
      'person.strengths',
      'host.typicalGroupSize',
      'person.avoid',
      'host.demands',
    ]);
  });

  it('asks for an age or a gender only where a rule needs it', () => {
    const limits = { ...aMenu().targets, ageMin: 18, genders: ['female'] } as NonNullable<
      ReturnType<typeof aMenu>['targets']
    >;
    expect(asked({ profile: { age: null, gender: null }, menu: { targets: limits } })).toEqual([
      'person.age',
      'person.gender',
    ]);
    expect(asked({ profile: { age: null, gender: null } })).toEqual([]);
  });

  it('answers alike wherever a confidential place is, so that no search can measure it', () => {
    const at = (north: number) =>
      ranked({
        menu: { addressConfidential: true, location: { lat: 35.5 + north, lng: 139.5 } },
        need: { maxDistanceMeters: 1_000 },
      });
    expect(at(0.001).candidates).toHaveLength(1);
    for (const north of [0.009, 0.0091, 0.5, 4]) expect(at(north)).toEqual(at(0.001));
  });

  it('asks nobody where a confidential place is', () => {
    expect(asked({ menu: { addressConfidential: true, location: null } })).toEqual([]);
  });

  it('asks whether an out-of-system guest is entitled after all', () => {
    const kase = (incomeHardship: boolean | null): Case => ({
      profile: {
        status: {
          disabilityHandbook: null,
          disabilityServiceRecipient: null,
          careLevel: null,
          incomeHardship,
          publicAssistance: null,
          singleParentHousehold: null,
        },
      },
      menu: {
        eligibility: { basis: 'statutory', statute: null, requires: ['income_hardship'], acceptsOutOfSystem: true },
      },
      capacity: aCapacity({ outOfSystem: { slots: 1, used: 0, held: 0 } }),
    });
    expect(asked(kase(null))).toEqual(['person.status']);
    expect(asked(kase(false))).toEqual([]);
  });
});
