import { type Point } from '../geo';
import { type RequestView } from '../request-view';
import { type CodeSets } from './code-sets';
import { eastScaleAt, gridPointOf } from './grid';
import { foldedHigh, foldedLow, ID_WORDS, type IdCodec, isSameId } from './ids';
import { type SlicedPlaces } from './sliced-places';
import { Marks } from './marks';
import { type Organisations } from './organisations';
import { type Vocabulary } from './packing';
import * as row from './row';
import { type TargetSets } from './targets';
import { type Timetables } from './timetables';
import { type WeekSpans, weekSpansOf } from './week-spans';

/** More than any metres and any yen; a difference with it stays a word. */
const NO_LIMIT = 0x3fff_ffff;
const SECONDS_PER_DAY = 86_400;
/** Japan is nine hours ahead all year. */
const LOCAL_SECONDS = 32_400;
const LAST_SECOND_PAIR = 0x7fff_ffff;
const FIRST_DAY = 1;
const LAST_DAY = 0xffff;
const READINESS_MOST = 3;
const UNKNOWN_READINESS = -1;
const EASY_SUPPORT = row.SUPPORT.mask(['easy_japanese']) << row.HALF;
const HINTS = 1024;
const DISCLOSED = 1;
const AVOIDED = 2;

/** Menus or resources that a request names, as words; few, so that a row is compared with each. */
export interface NamedPlaces {
  readonly isEmpty: boolean;
  /** 1 where the last word of an id that is looked for ends in these bits: most rows are dismissed by it. */
  readonly hints: Uint8Array;
  readonly menus: Int32Array;
  readonly folded: Int32Array;
}

/** One request in the words of one municipality's rows, made once so that each row costs a few comparisons. */
export class RowRequest {
  readonly doing: CodeSets;
  readonly languages: CodeSets;
  readonly accessibility: CodeSets;
  readonly nextSteps: CodeSets;
  readonly targets: TargetSets;
  readonly timetables: Timetables;

  readonly isLocated: boolean;
  readonly x: number;
  readonly y: number;
  readonly eastScale: number;
  /** Metres; a row may be no further unless the way does not matter. */
  readonly most: number;
  /** The flag of places that offer a way from home, where one is wanted. */
  readonly remote: number;
  readonly primary: number;
  readonly secondary: number;
  /** 1 or 0, like all that rules reckon with. */
  readonly hasPrimary: number;
  readonly modes: number;
  readonly hasModes: number;
  readonly age: number;
  readonly isAgeKnown: number;
  readonly required: number;
  readonly preferred: number;
  readonly avoid: number;
  readonly accessNeeds: number;
  readonly hasLanguages: boolean;
  /** The bit of support in easy Japanese, where the person follows it. */
  readonly easySupport: number;
  readonly readiness: number;
  readonly startBy: number;
  readonly budget: number;
  readonly party: number;
  readonly windows: WeekSpans;
  /** Half the second from which on a report is new enough. */
  readonly oldestReport: number;
  /** Day from which on an assessment counts. */
  readonly oldestAssessment: number;
  readonly guardianMissing: number;
  readonly isSafetyKnown: boolean;
  readonly hasSafetyConditions: boolean;
  readonly keepAway: number;
  readonly organisations = new Marks();
  readonly avoided: NamedPlaces;
  readonly declined: NamedPlaces;
  readonly ownThings: number;

  constructor(
    readonly view: RequestView,
    words: Vocabulary,
    private readonly ids: IdCodec,
    readonly slices: SlicedPlaces,
  ) {
    const { need, profile, safety } = view;
    this.doing = words.doing;
    this.languages = words.languages;
    this.accessibility = words.accessibility;
    this.nextSteps = words.nextSteps;
    this.targets = words.targets;
    this.timetables = words.timetables;
    const centre = centreOf(need.point);
    this.isLocated = centre.isLocated;
    this.x = centre.x;
    this.y = centre.y;
    this.eastScale = centre.eastScale;
    this.most = atMost(need.maxDistanceMeters);
    this.remote = wantedFromHome(view.modes);
    this.primary = row.PURPOSES.mask(view.primary);
    this.secondary = row.PURPOSES.mask(view.secondary);
    this.hasPrimary = Number(view.primary.length > 0);
    this.modes = modesMask(view.modes);
    this.hasModes = Number(view.modes.length > 0);
    this.age = ageOr0(profile.age);
    this.isAgeKnown = Number(profile.age != null);
    this.required = row.SUPPORT.mask(view.supportRequired) | unlistedSupport(view.supportRequired);
    this.preferred = row.SUPPORT.mask(view.supportPreferred);
    this.avoid = row.AVOIDABLE.mask([...view.avoid]);
    this.accessNeeds = view.accessibility.length;
    this.hasLanguages = view.understands.size > 0;
    this.easySupport = Number(view.followsEasyJapanese) * EASY_SUPPORT;
    this.readiness = view.readiness === UNKNOWN_READINESS ? READINESS_MOST : view.readiness;
    this.startBy = dayBy(view.startBy);
    this.budget = atMost(need.budgetYenPerUse);
    this.party = partyOf(need.party);
    this.windows = weekSpansOf(view.windows);
    this.oldestReport = firstHalfSecond(view.today - view.settings.capacityFreshnessDaysFixed);
    this.oldestAssessment = Math.max(FIRST_DAY, view.today - view.settings.hostAssessmentMaxAgeDays);
    this.guardianMissing = Number(view.guardianMissing);
    this.isSafetyKnown = safety !== null;
    this.hasSafetyConditions = safety?.hasConditions === true;
    this.keepAway = safety?.withinMeters ?? 0;
    this.markOrgs(words.organisations);
    this.avoided = this.named(safety?.menusAndResources ?? []);
    this.declined = this.named(view.declined);
    this.ownThings = view.strengthsAndInterests.size;
    this.ask();
  }

  /** The person has to be kept away from the organisation. */
  avoids(org: number): boolean {
    return (this.organisations.of(org) & AVOIDED) !== 0;
  }

  private ask(): void {
    const { view } = this;
    this.doing.ask([...view.strengthsAndInterests]);
    this.languages.ask([...view.understands]);
    this.accessibility.ask(view.accessibility);
    this.nextSteps.ask(view.need.goal == null ? [] : [view.need.goal]);
    this.targets.ask(view);
    this.timetables.ask(this.windows, view.sessionsWanted);
  }

  /** Organisations without a place here are left out: no row can name them. */
  private markOrgs(known: Organisations): void {
    const words = new Int32Array(ID_WORDS);
    const mark = (ids: Iterable<string>, bit: number): void => {
      for (const id of ids) {
        const org = this.ids.read(id, words, 0) ? known.find(words, 0) : 0;
        if (org > 0) this.organisations.mark(org, bit);
      }
    };
    mark(this.view.disclosure, DISCLOSED);
    mark(this.view.safety?.orgs ?? [], AVOIDED);
  }

  private named(ids: Iterable<string>): NamedPlaces {
    const words = new Int32Array(ID_WORDS);
    const menus: number[] = [];
    const folded: number[] = [];
    for (const id of ids) {
      if (!this.ids.read(id, words, 0)) continue;
      menus.push(...words);
      folded.push(foldedHigh(words, 0), foldedLow(words, 0));
    }
    const hints = new Uint8Array(menus.length > 0 ? HINTS : 0);
    for (let index = 0; index < menus.length; index += ID_WORDS) hints[(menus[index + 3] ?? 0) & (HINTS - 1)] = 1;
    for (let index = 1; index < folded.length; index += 2) hints[(folded[index] ?? 0) & (HINTS - 1)] = 1;
    return { isEmpty: menus.length === 0, hints, menus: Int32Array.from(menus), folded: Int32Array.from(folded) };
  }
}

const NOWHERE = { isLocated: false, x: 0, y: 0, eastScale: 1 };

function centreOf(point: Point | null | undefined): typeof NOWHERE {
  const centre = gridPointOf(point);
  if (point == null || centre === null) return NOWHERE;
  return { isLocated: true, ...centre, eastScale: eastScaleAt(point) };
}

const atMost = (limit: number | null | undefined): number => Math.min(NO_LIMIT, limit ?? NO_LIMIT);
const ageOr0 = (age: number | null | undefined): number => Math.min(row.AGE_MOST - 1, Math.max(0, age ?? 0));
const partyOf = (party: number | null | undefined): number => Math.max(1, party ?? 1);
const dayBy = (day: number | null): number => (day === null ? NO_LIMIT : Math.min(LAST_DAY, Math.max(FIRST_DAY, day)));
const wantedFromHome = (modes: readonly string[]): number =>
  modes.length === 0 || modes.includes('remote') ? row.OFFERS_REMOTE : 0;

/** A support that is on no list is one that no place is known to give. */
function unlistedSupport(codes: readonly string[]): number {
  return codes.some((code) => row.SUPPORT.mask([code]) === 0) ? 1 << row.HALF : 0;
}

/** Half the first second of a local day, since 1970; days begin at even seconds. */
function firstHalfSecond(day: number): number {
  return Math.min(LAST_SECOND_PAIR, Math.max(0, (day * SECONDS_PER_DAY - LOCAL_SECONDS) / 2));
}

function modesMask(modes: readonly string[]): number {
  return (modes.includes('remote') ? row.OFFERS_REMOTE : 0) | (modes.includes('in_person') ? row.OFFERS_IN_PERSON : 0);
}

/** Whether a row's menu or its resource is among the named. */
export function isNamed({ hints, menus, folded }: NamedPlaces, words: Int32Array, at: number): boolean {
  const menuHint = hints[(words[at + row.MENU_ID + 3] ?? 0) & (HINTS - 1)];
  const resourceHint = hints[(words[at + row.RESOURCE_ID + 1] ?? 0) & (HINTS - 1)];
  if (menuHint !== 1 && resourceHint !== 1) return false;
  for (let index = 0; index < menus.length; index += ID_WORDS) {
    if (isSameId(menus, index, words, at + row.MENU_ID)) return true;
  }
  for (let index = 0; index < folded.length; index += 2) {
    if (folded[index] === words[at + row.RESOURCE_ID] && folded[index + 1] === words[at + row.RESOURCE_ID + 1])
      return true;
  }
  return false;
}
