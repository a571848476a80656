import type { JudgedFacts } from '../domain/menu-facts';

/** Facts that repeat from menu to menu, in the order of the column. */
const REPEATED = [
  'resourceState',
  'addressConfidential',
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
  'capacityModel',
  'targets',
  'eligibility',
  'requiresReadiness',
  'support',
  'accessibility',
  'pickup',
  'languages',
  'feeYen',
  'nameRequired',
  'hostAssessment',
  'exclusionPolicy',
  'nextSteps',
] as const satisfies readonly (keyof JudgedFacts)[];

const SOURCES = [
  ...['menuId', 'resourceId', 'orgId'].map((key) => `facts->>'${key}'`),
  ...['lat', 'lng'].map((key) => `(facts->'location'->'${key}')::text`),
  ...REPEATED.map((key) => `(facts->'${key}')::text`),
];

/**
 * A column of `menus`: what ranking reads of the facts, each as JSON, with tabs between, which JSON never contains.
 * A replica that starts reads a million of them, and most of what they say it has read before.
 */
export const JUDGED_COLUMN = `judged text NOT NULL GENERATED ALWAYS AS (
  ${SOURCES.map((source) => `coalesce(${source}, '')`).join(" || E'\\t' || ")}) STORED`;

/** Values that are kept at once, over all municipalities. */
const KEPT = 8_192;
const NULL = 'null';

/** Values by their text, read once and shared by all menus that say the same. */
const values = new Map<string, unknown>();

function valueOf<T>(text: string | undefined): T | null {
  if (text === undefined || text === '' || text === NULL) return null;
  const known = values.get(text) as T | undefined;
  if (known !== undefined) return known;
  const value = JSON.parse(text) as T;
  if (values.size >= KEPT) values.clear();
  values.set(text, value);
  return value;
}

/** The same for what is said in one word, which costs less than to look it up. */
function yesOrNo(text: string | undefined): boolean | null {
  return text === 'true' || (text === 'false' ? false : null);
}

function pointOf(lat: string | undefined, lng: string | undefined): JudgedFacts['location'] {
  const isKnown = lat !== undefined && lng !== undefined && lat !== '' && lng !== '' && lat !== NULL && lng !== NULL;
  return isKnown ? { lat: Number(lat), lng: Number(lng) } : null;
}

/** Facts as the column has them. The parts are shared: nobody may change them. */
export function judgedFactsOf(judged: string): JudgedFacts {
  const parts = judged.split('\t');
  return {
    menuId: parts[0] ?? '',
    resourceId: parts[1] ?? '',
    orgId: parts[2] ?? '',
    location: pointOf(parts[3], parts[4]),
    resourceState: valueOf(parts[5]),
    addressConfidential: yesOrNo(parts[6]),
    purposes: valueOf(parts[7]),
    activities: valueOf(parts[8]),
    roles: valueOf(parts[9]),
    modes: valueOf(parts[10]),
    demands: valueOf(parts[11]),
    typicalGroupSize: valueOf(parts[12]),
    quietSpace: yesOrNo(parts[13]),
    sessions: valueOf(parts[14]),
    onDemand: yesOrNo(parts[15]),
    earliestStart: valueOf(parts[16]),
    capacityModel: valueOf(parts[17]),
    targets: valueOf(parts[18]),
    eligibility: valueOf(parts[19]),
    requiresReadiness: valueOf(parts[20]),
    support: valueOf(parts[21]),
    accessibility: valueOf(parts[22]),
    pickup: yesOrNo(parts[23]),
    languages: valueOf(parts[24]),
    feeYen: valueOf(parts[25]),
    nameRequired: yesOrNo(parts[26]),
    hostAssessment: valueOf(parts[27]),
    exclusionPolicy: valueOf(parts[28]),
    nextSteps: valueOf(parts[29]),
  };
}
