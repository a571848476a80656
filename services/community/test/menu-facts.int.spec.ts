import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  type AddMenuV1,
  AssessHostV1,
  type MenuDescription,
  MenuFactsAnswer,
  ReadMenuV1,
  type ResourceDescription,
} from '#libs/contracts';
import { parseFact } from '#libs/messaging';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { COMMUNITY } from '../src/community.module';
import { codeOf, Registry } from './registry-fixtures';

interface Candidate extends Omit<MenuDescription, 'capacityModel'> {
  readonly type: string;
  readonly location: ResourceDescription['location'];
  readonly addressConfidential: boolean;
  readonly capacity: { readonly model: 'open' | 'fixed' };
  readonly hostAssessment: {
    readonly status: 'ready' | 'not_assessed';
    readonly assessedOn: string | null;
    readonly maxConcurrent: number | null;
    readonly current: number | null;
  };
}

const file = resolve(__dirname, '../../../e2e/scenarios/golden.json');
const { scenarios } = JSON.parse(readFileSync(file, 'utf8')) as { scenarios: { candidates: Candidate[] }[] };
const CANDIDATES = scenarios.flatMap(({ candidates }) => candidates);

const MENU_FIELDS = [
  'purposes',
  'activities',
  'roles',
  'modes',
  'demands',
  'typicalGroupSize',
  'quietSpace',
  'sessions',
  'onDemand',
  'earliestStart',
  'targets',
  'eligibility',
  'requiresReadiness',
  'support',
  'accessibility',
  'pickup',
  'languages',
  'feeYen',
  'nameRequired',
  'exclusionPolicy',
  'nextSteps',
  'seeks',
] as const;

/** What no candidate of the golden scenarios says. */
const UNSAID = { grades: null, fiscalYearEndAfterAge: null, pregnant: null, medicalAttendance: null };

const factsOf = (candidate: Candidate) =>
  Object.fromEntries(
    MENU_FIELDS.map((field) => [
      field,
      field === 'targets' ? { ...UNSAID, ...candidate.targets } : (candidate[field] ?? null),
    ]),
  ) as Omit<MenuDescription, 'name' | 'capacityModel'>;

let world: ServiceWorld;
let registry: Registry;

beforeAll(async () => {
  world = await serviceUnderTest(COMMUNITY);
  registry = new Registry(world);
}, 120_000);
afterAll(() => world.stop(), 30_000);

describe('what matching gets to know of a menu', () => {
  it('is everything that an organisation entered, field by field', async () => {
    const orgId = await registry.organization('みなみ会');
    expect(CANDIDATES.length).toBeGreaterThan(70);
    for (const candidate of CANDIDATES) {
      const { name, type, location, addressConfidential } = candidate;
      const resourceId = await registry.resource(orgId, { name, type, location, addressConfidential });
      const capacityModel = candidate.capacity.model;
      const menuId = await registry.menu(resourceId, { ...factsOf(candidate), name, capacityModel });
      const { status, assessedOn, maxConcurrent, current } = candidate.hostAssessment;
      const hostAssessment = { status, assessedOn: assessedOn && '2026-01-05', maxConcurrent, current };
      await world.ask(AssessHostV1, { menuId, ...hostAssessment }, registry.coordinator());
      await registry.agree(menuId);

      const facts = await registry.facts(menuId);
      expect(() => parseFact(MenuFactsAnswer, facts)).not.toThrow();
      expect(facts).toEqual({
        ...factsOf(candidate),
        ...{ menuId, resourceId, orgId, name, orgName: 'みなみ会', version: 3, resourceState: 'DRAFT' },
        ...{ type, location, addressConfidential, capacityModel, hostAssessment, lastConfirmedOn: null },
      });
    }
  }, 60_000);

  it('is null where nothing was said, whether left out or said to be unknown', async () => {
    const resourceId = await registry.resource(await registry.organization(), { type: null });
    const unknown = Object.fromEntries(MENU_FIELDS.map((field) => [field, null])) as Partial<AddMenuV1>;
    const left = await registry.facts(await registry.menu(resourceId, { capacityModel: null }));
    const said = await registry.facts(await registry.menu(resourceId, { ...unknown, capacityModel: null }));

    expect({ ...said, menuId: '' }).toEqual({ ...left, menuId: '' });
    expect(() => parseFact(MenuFactsAnswer, left)).not.toThrow();
    const { targets, eligibility, ...rest } = left;
    expect([...Object.values(targets), ...Object.values(eligibility)].every((value) => value === null)).toBe(true);
    for (const field of MENU_FIELDS.filter((name) => name !== 'targets' && name !== 'eligibility')) {
      expect([field, rest[field]]).toEqual([field, null]);
    }
  });

  it('is whom a menu is for: あかちゃん天国 and ポケット中央, grades, and nothing else', async () => {
    const resourceId = await registry.resource(await registry.organization());
    const babies = { fiscalYearEndAfterAge: 3, pregnant: true, companionsAllowed: true };
    const pocket = { medicalAttendance: true };
    const grades = { grades: ['e5', 'e6', 'j1'] };
    for (const targets of [babies, pocket, grades]) {
      const facts = await registry.facts(await registry.menu(resourceId, { targets: targets as never }));
      expect(facts.targets).toMatchObject(targets);
      expect(Object.values(facts.targets).filter((value) => value !== null)).toHaveLength(Object.keys(targets).length);
      expect(() => parseFact(MenuFactsAnswer, facts)).not.toThrow();
    }
    const wrong = registry.menu(resourceId, { targets: { grades: ['e7'] } as never });
    expect(await codeOf(wrong)).toBe('fields.invalid');
  });

  it('is a wish for somebody who can do something: sought, done there and a role at once', async () => {
    const resourceId = await registry.resource(await registry.organization());
    const seeks = { strengths: ['cooking'], roles: ['instructor'] };
    const menuId = await registry.menu(resourceId, { activities: ['tea'], seeks });
    expect(await registry.facts(menuId)).toMatchObject({
      seeks,
      activities: ['tea', 'cooking'],
      roles: ['instructor'],
    });
    const menu = await world.ask(ReadMenuV1, { menuId }, registry.coordinator());
    expect(menu).toMatchObject({ seeks, activities: ['tea'], roles: null });
  });

  it('keeps «nothing asked for» and «not known» apart', async () => {
    const resourceId = await registry.resource(await registry.organization());
    const eligibility = { basis: 'statutory' as const, statute: null, acceptsOutOfSystem: null };
    const open = await registry.menu(resourceId, { eligibility: { ...eligibility, requires: [] } });
    const unknown = await registry.menu(resourceId, { eligibility: { ...eligibility, requires: null } });
    expect((await registry.facts(open)).eligibility.requires).toEqual([]);
    expect((await registry.facts(unknown)).eligibility.requires).toBeNull();
  });
});
