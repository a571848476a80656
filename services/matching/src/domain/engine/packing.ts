import { dayNumber } from '../local-days';
import {
  activityOf,
  hasUnjustifiedExclusion,
  isOpenPlace,
  needsName,
  type HostAssessment,
  type JudgedFacts,
  type RepeatedFacts,
  type Targets,
} from '../menu-facts';
import { READINESS_ORDER } from '../request-view';
import { CodeSets, UNKNOWN_SET } from './code-sets';
import { gridPointOf } from './grid';
import { foldedHigh, foldedLow, ID_WORDS, type IdCodec, readUuid, UUID_LENGTH } from './ids';
import { Organisations } from './organisations';
import { PackedParts, type WrittenFacts } from './packed-parts';
import * as row from './row';
import { TargetSets } from './targets';
import { Timetables } from './timetables';

const DAY_MOST = 0xffff;
const PERMILLE = 1000;
const PEERS_OF_NO_AGE = row.AGE_MOST;

const flag = (condition: boolean, bit: number): number => (condition ? bit : 0);
const clamped = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/** Everything of one municipality's places that is kept once and named by number in the rows. */
export class Vocabulary {
  readonly doing = new CodeSets('sets of activities and roles', true);
  readonly timetables = new Timetables();
  readonly accessibility = new CodeSets('sets of accessibility');
  readonly languages = new CodeSets('sets of languages');
  readonly nextSteps = new CodeSets('sets of next steps');
  readonly targets = new TargetSets();
  readonly organisations = new Organisations();

  bytes(): number {
    const { doing, timetables, accessibility, languages, nextSteps, targets, organisations } = this;
    return [doing, timetables, accessibility, languages, nextSteps, targets, organisations].reduce(
      (sum, part) => sum + part.bytes(),
      0,
    );
  }
}

/** Writes facts into rows. Unknown facts stay unknown in the row; nothing here is an error but an id that is none. */
export class Packing {
  private readonly id = new Int32Array(3 * ID_WORDS);
  private parts: PackedParts | null = null;

  constructor(
    private readonly words: Vocabulary,
    private readonly ids: IdCodec,
  ) {}

  /** Every word but those of the ledger. False where the facts cannot be read by their marks alone. */
  pack(facts: JudgedFacts | WrittenFacts, into: Int32Array): boolean {
    if (!('head' in facts)) this.packRepeated(facts, into);
    else if (!this.partly().write(facts, into)) return false;
    const point = gridPointOf(facts.location);
    into[row.X] = point?.x ?? 0;
    into[row.Y] = point?.y ?? 0;
    into[row.FLAGS] = (into[row.FLAGS] ?? 0) | flag(point !== null, row.LOCATED);
    this.packIds(facts, into);
    return true;
  }

  /** Texts of written facts that came before are of no more use. */
  forgetTexts(): void {
    this.parts = null;
  }

  private partly(): PackedParts {
    return (this.parts ??= new PackedParts((facts, into) => this.packRepeated(facts, into)));
  }

  private packRepeated(facts: RepeatedFacts, into: Int32Array): void {
    const { words } = this;
    into.fill(0);
    into[row.FLAGS] = kindFlags(facts) | offerFlags(facts) | hostFlags(facts.hostAssessment);
    into[row.AGES] = agesOf(facts.targets);
    into[row.OFFERS] = row.halves(row.PURPOSES.mask(facts.purposes), row.SUPPORT.mask(facts.support));
    into[row.DEMANDS_LOAD] = row.halves(row.AVOIDABLE.mask(facts.demands), 0);
    into[row.DOING_GROUP] = words.doing.idOf(doingOf(facts)) | (groupOf(facts.typicalGroupSize) << row.LONG_BITS);
    into[row.TIMETABLE] = words.timetables.idOf(facts);
    into[row.ACCESS_LANGUAGES] = row.halves(
      words.accessibility.idOf(facts.accessibility),
      facts.languages?.length === 0 ? UNKNOWN_SET : words.languages.idOf(facts.languages),
    );
    into[row.NEXT_TARGETS] = row.halves(words.nextSteps.idOf(facts.nextSteps), words.targets.idOf(facts));
    into[row.FREE] = row.halves(row.FREE_UNKNOWN, row.FREE_UNKNOWN);
    into[row.FEE] = facts.feeYen == null ? row.FEE_UNKNOWN : clamped(facts.feeYen, 0, row.FEE_MOST);
    into[row.DAYS] = row.halves(dayOf(facts.earliestStart), dayOf(facts.hostAssessment?.assessedOn));
    into[row.ORG_HOST] = hostShare(facts.hostAssessment) << row.LONG_BITS;
  }

  private packIds(facts: JudgedFacts | WrittenFacts, into: Int32Array): void {
    const { id } = this;
    if (!this.readIds(facts, id)) throw new RangeError('The id of a menu, resource or organisation is no UUID.');
    for (let word = 0; word < ID_WORDS; word += 1) into[row.MENU_ID + word] = id[word] ?? 0;
    into[row.RESOURCE_ID] = foldedHigh(id, ID_WORDS);
    into[row.RESOURCE_ID + 1] = foldedLow(id, ID_WORDS);
    into[row.ORG_HOST] = (into[row.ORG_HOST] ?? 0) | this.words.organisations.intern(id, 2 * ID_WORDS);
  }

  /** Of the menu, its resource and its organisation. */
  private readIds(facts: JudgedFacts | WrittenFacts, into: Int32Array): boolean {
    if ('head' in facts) {
      const { head } = facts;
      return [0, 1, 2].every((id) => readUuid(head, id * UUID_LENGTH, into, id * ID_WORDS));
    }
    const { menuId, resourceId, orgId } = facts;
    return [menuId, resourceId, orgId].every((text, id) => this.ids.read(text, into, id * ID_WORDS));
  }
}

function doingOf({ activities, roles }: RepeatedFacts): readonly string[] | null {
  if (roles == null || roles.length === 0) return activities ?? roles ?? null;
  return [...(activities ?? []), ...roles];
}

function kindFlags(facts: RepeatedFacts): number {
  return (
    flag(isOpenPlace(facts), row.IS_OPEN) |
    flag(needsName(facts), row.NEEDS_NAME) |
    flag(hasUnjustifiedExclusion(facts), row.UNDER_REVIEW) |
    flag(activityOf(facts) === false, row.INACTIVE) |
    flag(facts.addressConfidential === true, row.CONFIDENTIAL) |
    flag(facts.pickup === true, row.PICKUP) |
    (Math.max(0, READINESS_ORDER.indexOf(facts.requiresReadiness ?? '')) << row.READINESS_SHIFT)
  );
}

function offerFlags({ purposes, modes, support, roles, quietSpace }: RepeatedFacts): number {
  return (
    flag(purposes != null, row.PURPOSES_KNOWN) |
    flag(modes != null, row.MODES_KNOWN) |
    flag(modes?.includes('remote') === true, row.OFFERS_REMOTE) |
    flag(modes?.includes('in_person') === true, row.OFFERS_IN_PERSON) |
    flag(modes != null && modes.length > 0 && modes.every((mode) => mode === 'remote'), row.REMOTE_ONLY) |
    flag(support != null, row.SUPPORT_KNOWN) |
    flag(roles != null && roles.length > 0, row.HAS_ROLES) |
    flag(quietSpace === true, row.IS_QUIET)
  );
}

const HOST_STATES: ReadonlyMap<string, number> = new Map([
  ['ready', row.HOST_READY],
  ['needs_support', row.HOST_NEEDS_SUPPORT],
  ['paused', row.HOST_PAUSED],
]);

function hostFlags(assessment: HostAssessment | null | undefined): number {
  const { status, current, maxConcurrent } = assessment ?? {};
  const isFull = current != null && maxConcurrent != null && current >= maxConcurrent;
  return ((HOST_STATES.get(status ?? '') ?? row.HOST_UNUSABLE) << row.HOST_SHIFT) | flag(isFull, row.HOST_FULL);
}

/** Thousandths of the host's own limit that are free; 0 where no limit is known. */
function hostShare(assessment: HostAssessment | null | undefined): number {
  const { current, maxConcurrent } = assessment ?? {};
  if (current == null || maxConcurrent == null || maxConcurrent <= 0) return 0;
  return clamped(Math.floor((PERMILLE * (maxConcurrent - current)) / maxConcurrent), 0, PERMILLE);
}

const ageOr = (age: number | null | undefined, otherwise: number): number =>
  age == null ? otherwise : clamped(age, 0, row.AGE_MOST - 1);

/** An end that nobody named is no limit. Peers of whom nothing is known are of no age. */
function agesOf(targets: Targets | null | undefined): number {
  const { ageMin, ageMax, peerAgeMin, peerAgeMax } = targets ?? {};
  const youngestPeer = ageOr(peerAgeMin, peerAgeMax == null ? PEERS_OF_NO_AGE : 0);
  return (
    ageOr(ageMin, 0) |
    (ageOr(ageMax, row.AGE_MOST) << 8) |
    (youngestPeer << 16) |
    (ageOr(peerAgeMax, row.AGE_MOST) << 24)
  );
}

/** Days since 1970, no earlier than the first and no later than one in 2149. */
function dayOf(text: string | null | undefined): number {
  const day = dayNumber(text);
  return day === null ? row.NOT_KNOWN : clamped(day, 1, DAY_MOST);
}

/** One more than the size, so that nobody at all is a size. A crowd of 1,022 is as good as any larger one. */
function groupOf(size: number | null | undefined): number {
  return size == null ? row.NOT_KNOWN : clamped(size, 0, row.SHORT_MOST - 1) + 1;
}
