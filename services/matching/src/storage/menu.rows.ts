import { UUID_LENGTH } from '../domain/engine/ids';
import type { WrittenFacts } from '../domain/engine/packed-parts';
import type { JudgedFacts, RepeatedFacts } from '../domain/menu-facts';

/** Facts whose lack says no more than the lack of each of their own. */
type Compound = 'targets' | 'eligibility' | 'hostAssessment';
type Within<K extends Compound> = K extends Compound ? `${K}.${keyof NonNullable<JudgedFacts[K]> & string}` : never;
type Path = Exclude<keyof RepeatedFacts, Compound> | Within<Compound>;

const inside = <K extends Compound>(fact: K, keys: readonly (keyof NonNullable<JudgedFacts[K]> & string)[]): Path[] =>
  keys.map((key) => `${fact}.${key}` as Path);

/**
 * Facts that repeat from menu to menu, in parts: together what ranking joins, and else what makes few different texts.
 * No bit of a row may rest on two parts.
 */
const PARTS: readonly (readonly Path[])[] = [
  ['resourceState', 'addressConfidential', 'capacityModel', 'pickup', 'nameRequired', 'modes'],
  ['exclusionPolicy', 'requiresReadiness', 'nextSteps', 'languages'],
  ['purposes', 'demands', 'quietSpace'],
  ['activities', 'roles'],
  ['sessions', 'onDemand'],
  [
    ...inside('targets', ['ageMin', 'ageMax', 'genders', 'peerAgeMin', 'peerAgeMax', 'companionsAllowed', 'grades']),
    ...inside('targets', ['fiscalYearEndAfterAge', 'pregnant', 'medicalAttendance']),
    ...inside('eligibility', ['basis', 'requires', 'acceptsOutOfSystem']),
  ],
  ['support', 'feeYen'],
  ['accessibility', 'earliestStart'],
  ['typicalGroupSize', ...inside('hostAssessment', ['status', 'maxConcurrent', 'current'])],
  ['hostAssessment.assessedOn'],
];

const textOf = (path: string): string => `coalesce((facts #> '{${path.replaceAll('.', ',')}}')::text, 'null')`;

const IDS = ['menuId', 'resourceId', 'orgId'].map((key) => `rpad(coalesce(facts->>'${key}', ''), ${UUID_LENGTH})`);
const POINT = ['location.lat', 'location.lng'].map(textOf);
const TEXTS = PARTS.map((paths) => paths.map(textOf).join(" || ',' || "));
/** 60 bits that tell a part and its text from all others: two of a million meet with a probability under 1e-6. */
const MARKS = TEXTS.map((text, part) => `left(encode(decode(md5('${part}:' || ${text}), 'hex'), 'base64'), 10)`);

const joined = (texts: readonly string[], sign: string): string => texts.join(` || E'${sign}' || `);
const column = (name: string, text: string): string => `${name} text NOT NULL GENERATED ALWAYS AS (${text}) STORED`;

/**
 * Columns of `menus`: what ranking reads of the facts. `judged`: parts as JSON, with tabs between, which JSON never
 * contains. `marks`: its ids and the mark of each part, each of one length, and then where it is. A replica that starts
 * reads a million menus, and most of what they say it has read before: then the marks are enough.
 */
export const JUDGED_COLUMNS = [
  column('judged', joined(TEXTS, '\\t')),
  column('marks', joined([[...IDS, ...MARKS].join(' || '), ...POINT], '|')),
].join(', ');

const NULL = 'null';

function pointOf(lat: string, lng: string): JudgedFacts['location'] {
  return lat === NULL || lng === NULL ? null : { lat: Number(lat), lng: Number(lng) };
}

/** Of a row of `menus`; `judged` may be left out. */
export interface MenuRow {
  readonly marks: string;
  readonly judged?: string;
}

/** Facts as the columns have them. */
export function writtenFactsOf({ marks: head, judged }: MenuRow): WrittenFacts {
  const headEnd = head.indexOf('|');
  const lngAt = head.indexOf('|', headEnd + 1);
  const location = pointOf(head.slice(headEnd + 1, lngAt), head.slice(lngAt + 1));
  const parts = judged === undefined ? null : judged.split('\t');
  return { menuId: head.slice(0, UUID_LENGTH), location, head, headEnd, parts, read: readPart };
}

function readPart(part: number, text: string): Partial<RepeatedFacts> {
  const values = JSON.parse(`[${text}]`) as readonly unknown[];
  const facts: Record<string, unknown> = {};
  (PARTS[part] ?? []).forEach((path, index) => {
    const [key = '', inner] = path.split('.');
    if (inner === undefined) facts[key] = values[index];
    else facts[key] = { ...(facts[key] ?? {}), [inner]: values[index] };
  });
  return facts;
}
