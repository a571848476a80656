import { labelOf } from '#libs/kernel';
import data from './carrier-fit.json';
import { metersBetween } from '../distance';

type Thing = 'hands' | 'space';
type TermCode = keyof typeof data.points;
type ExclusionCode = keyof typeof data.excluded;
type QuestionCode = keyof typeof data.toAsk;

interface Point {
  readonly lat: number;
  readonly lng: number;
}

interface Window {
  readonly day: string;
  readonly from: string;
  readonly to: string;
}

/** What is offered or looked for. Null: of an offer, not said; of a search, no wish. */
export interface Entry {
  readonly thing: Thing;
  readonly activities: readonly string[] | null;
  readonly purposes: readonly string[] | null;
  readonly windows: readonly Window[] | null;
  readonly location: Point | null;
  readonly maxDistanceMeters: number | null;
  readonly people: number | null;
  readonly equipment: readonly string[] | null;
}

interface Term {
  readonly code: TermCode;
  readonly points: number;
  readonly ja: string;
}

interface Question {
  readonly code: QuestionCode;
  readonly ja: string;
}

export type Fit =
  | { readonly excluded: ExclusionCode }
  | {
      readonly excluded: null;
      readonly points: number;
      readonly terms: readonly Term[];
      readonly toAsk: readonly Question[];
      readonly distanceMeters: number | null;
    };

/** What one point of view says: it speaks against it, for it, or is not known. */
type View = { readonly no: ExclusionCode } | { readonly term: Term } | { readonly ask: QuestionCode } | undefined;

/** Does what is offered fit what is looked for, and why? What nobody said is asked; it never speaks against. */
export function fitOf(seek: Entry, offer: Entry): Fit {
  const distanceMeters = seek.location && offer.location ? metersBetween(seek.location, offer.location) : null;
  const views = [
    ...contentViews(seek, offer),
    scheduleView(seek, offer),
    distanceView(seek, distanceMeters),
    peopleView(seek, offer),
    equipmentView(seek, offer),
  ].filter((view) => view !== undefined);
  const against = views.find((view) => 'no' in view);
  if (against) return { excluded: against.no };
  const terms = views.flatMap((view) => ('term' in view ? [view.term] : []));
  const toAsk = views.flatMap((view) => ('ask' in view ? [{ code: view.ask, ja: data.toAsk[view.ask] }] : []));
  return { excluded: null, points: terms.reduce((sum, { points }) => sum + points, 0), terms, toAsk, distanceMeters };
}

export const exclusionJa = (code: ExclusionCode): string => data.excluded[code];

function contentViews(seek: Entry, offer: Entry): readonly View[] {
  const activities = shared(seek.activities, offer.activities);
  const purposes = shared(seek.purposes, offer.purposes);
  const terms = [
    termOfShare('ACTIVITY_MATCH', activities, seek.activities, (code) => labelOf('activities', code)),
    termOfShare('PURPOSE_MATCH', purposes, seek.purposes, (code) => labelOf('purposes', code)),
  ];
  // A room is for whatever is done in it; hands that do something else are of no use.
  if (seek.thing === 'space' || activities.length + purposes.length > 0) return terms;
  const said = seek.activities !== null && offer.activities !== null;
  return said ? [{ no: 'NOTHING_IN_COMMON' }] : [{ ask: 'ACTIVITIES' }];
}

function scheduleView(seek: Entry, offer: Entry): View {
  if (seek.windows === null) return undefined;
  if (offer.windows === null) return { ask: 'SCHEDULE' };
  const meet = seek.windows.some((a) => offer.windows?.some((b) => a.day === b.day && a.from < b.to && b.from < a.to));
  return meet ? { term: termOf('SCHEDULE_MATCH', 1, {}) } : { no: 'SCHEDULE_NO_OVERLAP' };
}

function distanceView({ maxDistanceMeters: limit }: Entry, distance: number | null): View {
  if (limit === null) return undefined;
  if (distance === null) return { ask: 'DISTANCE' };
  if (distance > limit) return { no: 'DISTANCE_EXCEEDED' };
  return { term: termOf('NEAR', limit === 0 ? 1 : 1 - distance / limit / 2, { meters: String(distance) }) };
}

function peopleView(seek: Entry, offer: Entry): View {
  if (seek.people === null) return undefined;
  if (offer.people === null) return { ask: 'PEOPLE' };
  if (offer.people >= seek.people) return { term: termOf('PEOPLE_ENOUGH', 1, { people: String(offer.people) }) };
  // Several groups can lend hands together; a room does not grow.
  return seek.thing === 'space' ? { no: 'TOO_SMALL' } : { ask: 'PEOPLE' };
}

function equipmentView(seek: Entry, offer: Entry): View {
  if (seek.thing !== 'space' || seek.equipment === null || seek.equipment.length === 0) return undefined;
  if (offer.equipment === null) return { ask: 'EQUIPMENT' };
  const there = shared(seek.equipment, offer.equipment);
  if (there.length < seek.equipment.length) return { no: 'EQUIPMENT_MISSING' };
  return { term: termOf('EQUIPMENT_THERE', 1, { list: there.join('・') }) };
}

const shared = (a: readonly string[] | null, b: readonly string[] | null): readonly string[] =>
  (a ?? []).filter((code) => b?.includes(code));

function termOfShare(
  code: TermCode,
  both: readonly string[],
  sought: readonly string[] | null,
  label: (code: string) => string,
): View {
  if (both.length === 0 || sought === null) return undefined;
  return { term: termOf(code, both.length / sought.length, { list: both.map(label).join('・') }) };
}

function termOf(code: TermCode, share: number, words: Readonly<Record<string, string>>): Term {
  const ja = data.terms[code].replace(/\{(\w+)\}/g, (_, word: string) => words[word] ?? '');
  return { code, points: Math.round(data.points[code] * share), ja };
}
