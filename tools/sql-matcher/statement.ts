import { FLAG, MUCH } from './bits';
import { bitOf, type Code, CODES } from './codes';
import { COLUMNS } from './row';

/** Metres of a strip: rows lie strip by strip from west to east. */
export const STRIP = 1000;

/** Which rows are looked at: those within a square around the centre, or all where nothing limits the way. */
export type Reach = 'near' | 'all';

/** Everything a question brings, by name, with its type in the database. */
export const PARAMETERS = {
  x: 'int',
  y: 'int',
  scale: 'float8',
  limit: 'int',
  strip_from: 'int',
  strip_to: 'int',
  name_guarded: 'int',
  disclosed: 'uuid[]',
  unsafe: 'boolean',
  avoid_orgs: 'uuid[]',
  avoid_ids: 'uuid[]',
  within: 'int',
  purposes: 'int',
  modes: 'int',
  join_remote: 'int',
  age_from: 'int',
  age_to: 'int',
  admits: 'bigint',
  genders: 'int',
  unmet: 'int',
  no_clinic: 'int',
  party: 'int',
  any_time: 'boolean',
  slots: 'bit(336)',
  windows: 'int4multirange',
  wanted: 'int',
  report_from: 'int',
  host_from: 'int',
  needs: 'int',
  languages: 'int',
  support: 'int',
  avoid: 'int',
  declined: 'uuid[]',
  budget: 'int',
  start_by: 'int',
  readiness: 'int',
  care: 'int',
  best: 'int',
  primary_list: 'int',
  primary_count: 'int',
  secondary_list: 'int',
  secondary_count: 'int',
  doing: 'bigint',
  doing_count: 'int',
  wants_role: 'boolean',
  role_purpose: 'int',
  group_most: 'int',
  wants_quiet: 'boolean',
  access_limit: 'int',
  wished: 'int',
  wished_count: 'int',
  goal: 'int',
  age: 'int',
  companions: 'boolean',
  weights: 'bigint[]',
} as const;
export type ParameterName = keyof typeof PARAMETERS;

/** Order of the weights in `:weights`. */
export const WEIGHTS = [
  'purposePrimary',
  'purposeSecondary',
  'strengthInterest',
  'role',
  'groupQuiet',
  'access',
  'schedule',
  'supportPreferred',
  'hostReadiness',
  'hostLoad',
  'free',
  'nextStep',
  'peerAge',
  'companion',
] as const;

const EMPTY_WEEK = `B'${'0'.repeat(336)}'`;
const has = (bit: number): string => `flags & ${bit} <> 0`;
const lacks = (bit: number): string => `flags & ${bit} = 0`;

/** Free places of the sessions in the person's times, for the few menus that count so; null = no such session. */
const bestSlice = (column: string): string =>
  `(SELECT max(s.${column}) FROM matcher_slices s WHERE s.menu_id = r.menu_id AND (:any_time OR s.during && :windows))`;

const SESSIONS_INSIDE = `CASE WHEN :any_time THEN cardinality(sessions)
  ELSE (SELECT count(*)::int FROM unnest(sessions) AS session WHERE session && :windows) END`;

const PARTY = `CASE WHEN ${has(FLAG.family)} THEN 1 ELSE :party END`;

const MISSES_TIMES = `CASE
  WHEN ${has(FLAG.alwaysFits | FLAG.timesUnknown)} THEN false
  WHEN :wanted = 1 AND ${lacks(FLAG.oddTimes)} THEN slots & :slots = ${EMPTY_WEEK}
  ELSE ${SESSIONS_INSIDE} + unreadable < :wanted END`;

const OUTSIDE = `CASE WHEN ${lacks(FLAG.sliced)} THEN free_outside ELSE coalesce(${bestSlice('free_outside')}, -1) END`;

/** Each rule as one condition that is never null. `metres` is null where it is not known. */
const RULES: Readonly<Record<Code, string>> = {
  GUARDIAN_CONSENT_MISSING: 'flags & :name_guarded <> 0',
  CONSENT_SCOPE: `${has(FLAG.needsName)} AND NOT org_id = ANY(:disclosed)`,
  SAFETY_CONFLICT: `:unsafe OR org_id = ANY(:avoid_orgs) OR menu_id = ANY(:avoid_ids) OR resource_id = ANY(:avoid_ids)
    OR (:within > 0 AND ${lacks(FLAG.remoteOnly | FLAG.confidential)} AND (metres IS NULL OR metres < :within))`,
  RESOURCE_INACTIVE: has(FLAG.inactive),
  PURPOSE_MISMATCH: 'purposes & :purposes = 0',
  MODE_MISMATCH: 'modes & :modes = 0',
  AGE_OUT_OF_RANGE: ':age_from < age_min OR :age_to > age_max OR admits & :admits = 0',
  GENDER_RESTRICTED: 'genders & :genders = 0',
  ELIGIBILITY_STATUTORY: `flags & :no_clinic <> 0 OR (scheme & :unmet <> 0 AND ${lacks(FLAG.acceptsOutside)})`,
  OUT_OF_SYSTEM_SLOTS_NONE: `scheme & :unmet <> 0 AND ${has(FLAG.acceptsOutside)} AND ${OUTSIDE} < ${PARTY}`,
  CAPACITY_FULL: `CASE WHEN ${lacks(FLAG.slicedFixed)} THEN free < ${PARTY}
    ELSE coalesce(${bestSlice('free')}, -1) < ${PARTY} END`,
  CAPACITY_STALE: 'report_day < :report_from',
  SCHEDULE_NO_OVERLAP: MISSES_TIMES,
  DISTANCE_EXCEEDED: `flags & (${FLAG.pickup | FLAG.confidential} | :join_remote) = 0 AND coalesce(metres > :limit, false)`,
  ACCESSIBILITY_UNMET: ':needs & ~accessibility <> 0 AND flags & :join_remote = 0',
  LANGUAGE_UNMET: 'languages & :languages = 0',
  SUPPORT_UNMET: ':support & ~support <> 0',
  PERSON_CONSTRAINT_CONFLICT: 'demands & :avoid <> 0',
  HOST_NOT_READY: 'host_day < :host_from',
  PERSON_DECLINED: 'menu_id = ANY(:declined) OR resource_id = ANY(:declined)',
  FEE_EXCEEDS: 'fee > :budget',
  START_TOO_LATE: 'earliest > :start_by',
  READINESS_NOT_MET: 'readiness > :readiness',
  COMPANION_NOT_ALLOWED: 'flags & :care <> 0',
  EXCLUSION_NEEDS_REVIEW: has(FLAG.review),
};

const BROKEN = CODES.map((code) => `CASE WHEN ${RULES[code]} THEN ${bitOf(code)} ELSE 0 END`).join(' |\n    ');

/** Of a place under review only these may be told; beside a safety conflict the distance is not. */
const SAID_OF_REVIEWED = bitOf('CONSENT_SCOPE') | bitOf('RESOURCE_INACTIVE') | bitOf('EXCLUSION_NEEDS_REVIEW');
const SAFETY = bitOf('SAFETY_CONFLICT');
const SAID = `CASE WHEN ${has(FLAG.review)} THEN broken_all & ${SAID_OF_REVIEWED}
  WHEN broken_all & ${SAFETY} <> 0 THEN broken_all & ~${bitOf('DISTANCE_EXCEEDED')} ELSE broken_all END`;

const METRES = `floor(sqrt((y - :y)::float8 * (y - :y)::float8
  + ((x - :x)::float8 * :scale) * ((x - :x)::float8 * :scale)) + 0.5)::int`;

const bits = (mask: string): string => `bit_count((${mask})::bit(32))`;
const part = (condition: string): string => `CASE WHEN ${condition} THEN 1 ELSE 0 END`;

/** What is earned of each weight, in the order of WEIGHTS. Whole numbers, rounded down. */
const EARNED: Readonly<Record<(typeof WEIGHTS)[number], string>> = {
  purposePrimary: `* ${bits(`purposes & :primary_list`)} / :primary_count`,
  purposeSecondary: `* ${bits(`purposes & :secondary_list`)} / :secondary_count`,
  strengthInterest: `* CASE WHEN doing & :doing = 0 THEN 0 ELSE :doing_count + bit_count((doing & :doing)::bit(64)) END / (2 * :doing_count)`,
  role: `* ${part(`:wants_role AND (purposes & :role_purpose <> 0 OR ${has(FLAG.hasRoles)})`)}`,
  groupQuiet: `* (CASE WHEN :group_most < 0 OR group_size < 0 THEN 0 WHEN group_size <= :group_most THEN 600
    ELSE 600 * :group_most / group_size END
    + CASE WHEN :wants_quiet AND ${has(FLAG.quiet)} THEN 400 ELSE 0 END) / 1000`,
  access: `* CASE WHEN flags & (${FLAG.pickup | FLAG.confidential} | :join_remote) <> 0 THEN greatest(1, :access_limit)
    WHEN metres IS NULL THEN 0 WHEN :access_limit <= 0 THEN CASE WHEN metres = 0 THEN 1 ELSE 0 END
    ELSE greatest(0, :access_limit - metres) END / greatest(1, :access_limit)`,
  schedule: `* ${part(`${has(FLAG.alwaysFits)} OR (${lacks(FLAG.timesUnknown)} AND ${SESSIONS_INSIDE} >= :wanted)`)}`,
  supportPreferred: `* CASE WHEN ${has(FLAG.supportKnown)} THEN ${bits('support & :wished')} ELSE 0 END / :wished_count`,
  hostReadiness: '* CASE WHEN assessed_day >= :host_from THEN host_state ELSE 0 END / 2',
  hostLoad: '* host_share / 1000',
  free: `* ${part('fee = 0')}`,
  nextStep: `* ${part('next_steps & :goal <> 0')}`,
  peerAge: `* ${part(':age >= peer_min AND :age <= peer_max')}`,
  companion: `* ${part(`:companions AND ${has(FLAG.companionsAllowed)}`)}`,
};

const SCORE = WEIGHTS.map((name, index) => `((:weights)[${index + 1}] ${EARNED[name]})`).join('\n    + ');

/** For ties: from home there is no way; a confidential or unknown place is as far as can be. */
const WAY = `CASE WHEN flags & :join_remote <> 0 THEN 0
  WHEN metres IS NULL OR ${has(FLAG.confidential)} THEN ${MUCH} ELSE metres END`;

const COLUMN_LIST = Object.keys(COLUMNS).join(', ');

/** Half the width of the circle in a strip, in stored metres: as far east and west as the strip has to be read. */
const HALF_WIDTH = `ceil(sqrt(greatest(0, (:limit + 1)::float8 ^ 2
  - greatest(0, strip * ${STRIP} - :y, :y - strip * ${STRIP} - ${STRIP}) ^ 2)) / :scale)::int`;

const NEAR = `SELECT p.*, ${METRES} AS metres
      FROM (SELECT strip, ${HALF_WIDTH} AS half FROM generate_series(:strip_from, :strip_to) AS strip OFFSET 0) AS strips
      JOIN LATERAL (SELECT ${COLUMN_LIST} FROM matcher_placed
                     WHERE matcher_placed.strip = strips.strip AND x BETWEEN :x - half AND :x + half OFFSET 0) AS p
        ON ${METRES} <= :limit`;
const ALL = `SELECT ${COLUMN_LIST}, ${METRES} AS metres FROM matcher_placed`;
const EVERYWHERE = `SELECT ${COLUMN_LIST}, ${METRES} AS metres FROM matcher_everywhere`;

/** The rows in reach with the bits of the rules that they break, and what they earn where they break none. */
function judged(reach: Reach): string {
  return `judged AS MATERIALIZED (
    SELECT menu_id, org_id, reported, broken, ${WAY} AS way, CASE WHEN broken = 0 THEN ${SCORE} END AS score
    FROM (
      SELECT broke.*, ${SAID} AS broken FROM (
        SELECT r.*, ${BROKEN} AS broken_all FROM (${reach === 'near' ? NEAR : ALL} UNION ALL ${EVERYWHERE}) AS r OFFSET 0
      ) AS broke OFFSET 0
    ) AS said
  )`;
}

const COUNTS = CODES.map((code) => `coalesce(sum(n) FILTER (WHERE broken & ${bitOf(code)} <> 0), 0)::int`).join(', ');

export interface Statement {
  readonly text: string;
  /** The parameters in the order of their numbers. */
  readonly names: readonly ParameterName[];
}

/** The whole answer in one statement: the best with their scores, how many each rule keeps out, how many are too far. */
export function statementFor(reach: Reach): Statement {
  return numbered(`WITH ${judged(reach)},
  best AS MATERIALIZED (
    SELECT menu_id, score FROM judged LEFT JOIN matcher_orgs USING (org_id) WHERE broken = 0
    ORDER BY score DESC, reported DESC, way, coalesce(load, 0), menu_id LIMIT :best
  ),
  grouped AS (SELECT broken, count(*) AS n FROM judged GROUP BY broken),
  counted AS (SELECT ARRAY[${COUNTS}] AS counts, coalesce(sum(n), 0)::int AS compared FROM grouped)
  SELECT ARRAY(SELECT menu_id FROM best) AS ids, ARRAY(SELECT score::int FROM best) AS scores,
         counts, compared, (SELECT places FROM matcher_totals) - compared AS "outOfReach"
  FROM counted`);
}

/** Only who may be proposed, for a matcher that scores in the application. */
export function eligibleStatement(reach: Reach): Statement {
  return numbered(`WITH ${judged(reach)} SELECT menu_id AS "menuId" FROM judged WHERE broken = 0 AND :best >= 0`);
}

/** Puts numbers in the places of names. */
function numbered(template: string): Statement {
  const names: ParameterName[] = [];
  const text = template.replace(/(?<!:):([a-z_]+)/g, (_, name: string) => {
    if (!isParameter(name)) throw new Error(`No such parameter: ${name}`);
    if (!names.includes(name)) names.push(name);
    return `$${names.indexOf(name) + 1}::${PARAMETERS[name]}`;
  });
  return { text, names };
}

const isParameter = (name: string): name is ParameterName => name in PARAMETERS;
