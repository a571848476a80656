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

const SOURCES = [
  ...['menuId', 'resourceId', 'orgId'].map((key) => `coalesce(facts->>'${key}', '')`),
  ...['location.lat', 'location.lng'].map(textOf),
  ...PARTS.map((paths) => paths.map(textOf).join(" || ',' || ")),
];
/** Texts before the parts. */
const OWN = SOURCES.length - PARTS.length;

/**
 * A column of `menus`: what ranking reads of the facts, as JSON, with tabs between the parts, which JSON never contains.
 * A replica that starts reads a million of them, and most of what they say it has read before.
 */
export const JUDGED_COLUMN = `judged text NOT NULL GENERATED ALWAYS AS (
  ${SOURCES.join(" || E'\\t' || ")}) STORED`;

const NULL = 'null';

function pointOf(lat = NULL, lng = NULL): JudgedFacts['location'] {
  return lat === NULL || lng === NULL ? null : { lat: Number(lat), lng: Number(lng) };
}

/** Facts as the column has them. */
export function writtenFactsOf(judged: string): WrittenFacts {
  const parts = judged.split('\t');
  const [menuId = '', resourceId = '', orgId = '', lat, lng] = parts.splice(0, OWN);
  return { menuId, resourceId, orgId, location: pointOf(lat, lng), parts, read: readPart };
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
