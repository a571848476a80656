import { gridPointOf } from '../../services/matching/src/domain/engine/grid';
import type { MenuFacts } from '../../services/matching/src/domain/menu-facts';
import type { Place } from '../municipality/municipality';
import {
  ADMITS_ALL,
  ADMITS_PREGNANT,
  ALL_BITS,
  CANNOT_BE_MET,
  EASY_JAPANESE,
  EVERY_ROW,
  FLAG,
  GRADE_BITS,
  MUCH,
  NEVER,
  NOT_KNOWN,
  REQUIREMENTS,
  YEAR_END_SHIFT,
} from './bits';
import type { Dictionaries, Dictionary } from './dictionary';
import { flag, hostCells, ledgerCells, localDay } from './row-ledger';
import { fillsSlots, type Range, rangeOf, rangeText, slotsOf } from './week';

type Cell = string | number | bigint | null;
export type Row = Readonly<Record<ColumnName, Cell>>;
export type ColumnName = keyof typeof COLUMNS;

/** One row a place, made so that every rule is one comparison and nothing in it is null but a position. */
export const COLUMNS = {
  x: 'int',
  y: 'int',
  flags: 'int NOT NULL',
  purposes: 'int NOT NULL',
  modes: 'int NOT NULL',
  demands: 'int NOT NULL',
  support: 'int NOT NULL',
  accessibility: 'int NOT NULL',
  languages: 'int NOT NULL',
  genders: 'int NOT NULL',
  scheme: 'int NOT NULL',
  age_min: 'int NOT NULL',
  age_max: 'int NOT NULL',
  admits: 'bigint NOT NULL',
  free: 'int NOT NULL',
  free_outside: 'int NOT NULL',
  /** Day of the report, where its age matters. */
  report_day: 'int NOT NULL',
  /** Day of the assessment, where its age matters. */
  host_day: 'int NOT NULL',
  fee: 'int NOT NULL',
  earliest: 'int NOT NULL',
  readiness: 'int NOT NULL',
  unreadable: 'int NOT NULL',
  menu_id: 'uuid NOT NULL',
  resource_id: 'uuid NOT NULL',
  org_id: 'uuid NOT NULL',
  slots: 'bit(336) NOT NULL',
  // For points only.
  doing: 'bigint NOT NULL',
  next_steps: 'int NOT NULL',
  group_size: 'int NOT NULL',
  peer_min: 'int NOT NULL',
  peer_max: 'int NOT NULL',
  host_state: 'int NOT NULL',
  assessed_day: 'int NOT NULL',
  host_share: 'int NOT NULL',
  reported: 'int NOT NULL',
  sessions: 'int4range[] NOT NULL',
} as const;

function isUnderReview({ exclusionPolicy: policy }: MenuFacts): boolean {
  return policy != null && policy.attributes?.length !== 0 && (policy.justification ?? '').trim() === '';
}

/** Places that distance does not keep away, or that nobody can measure: kept in a small table of their own. */
export function isEverywhere(menu: MenuFacts): boolean {
  const remote = menu.modes?.includes('remote') === true;
  const hidden = menu.addressConfidential === true;
  return remote || hidden || menu.pickup === true || isUnderReview(menu) || gridPointOf(menu.location) === null;
}

const isActive = ({ resourceState }: MenuFacts): boolean =>
  ['ACTIVE', 'ACTIVE_PUBLIC', 'NEEDS_UPDATE'].includes(resourceState ?? 'NEEDS_UPDATE');

const isOnlyRemote = (modes: readonly string[] | null): boolean =>
  modes != null && modes.length > 0 && modes.every((mode) => mode === 'remote');

function factFlags(menu: MenuFacts): number {
  const { modes, targets, eligibility } = menu;
  return (
    flag(menu.nameRequired !== false, FLAG.needsName) |
    flag(isUnderReview(menu), FLAG.review) |
    flag(!isActive(menu), FLAG.inactive) |
    flag(modes?.includes('remote'), FLAG.offersRemote) |
    flag(isOnlyRemote(modes), FLAG.remoteOnly) |
    flag(menu.addressConfidential, FLAG.confidential) |
    flag(menu.pickup, FLAG.pickup) |
    flag(menu.quietSpace, FLAG.quiet) |
    flag((menu.roles ?? []).length > 0, FLAG.hasRoles) |
    flag(menu.support != null, FLAG.supportKnown) |
    flag(targets?.companionsAllowed === false, FLAG.companionsRefused) |
    flag(targets?.companionsAllowed, FLAG.companionsAllowed) |
    flag(targets?.medicalAttendance, FLAG.clinic) |
    flag(eligibility?.basis === 'statutory' && eligibility.acceptsOutOfSystem === true, FLAG.acceptsOutside)
  );
}

type Codes = readonly string[] | null | undefined;

/** A wish meets what is offered, what is not known, and, where there is no wish, every row. */
const offered = (words: Dictionary, codes: Codes): bigint =>
  (codes == null ? NOT_KNOWN : words.learn(codes)) | EVERY_ROW;

/** What is required has to be there, or not to be known. */
const atHand = (words: Dictionary, codes: Codes): bigint => (codes == null ? ALL_BITS : words.learn(codes));

const nonEmpty = (codes: Codes): Codes => (codes?.length === 0 ? null : codes);
const isRestricted = (genders: Codes): boolean => genders != null && genders.length > 0 && !genders.includes('any');

function listCells(menu: MenuFacts, words: Dictionaries) {
  const genders = menu.targets?.genders;
  const easy = menu.support?.includes('easy_japanese') === true ? EASY_JAPANESE : 0n;
  return {
    purposes: offered(words.purposes, menu.purposes),
    modes: offered(words.modes, menu.modes),
    demands: words.demands.learn(menu.demands ?? []),
    support: atHand(words.support, menu.support),
    accessibility: atHand(words.accessibility, menu.accessibility),
    languages: offered(words.languages, nonEmpty(menu.languages)) | easy,
    genders: offered(words.genders, isRestricted(genders) ? genders : null),
    doing: words.doing.learn([...(menu.activities ?? []), ...(menu.roles ?? [])]),
    next_steps: words.nextSteps.learn(menu.nextSteps ?? []),
  };
}

function schemeOf({ eligibility }: MenuFacts): number {
  if (eligibility?.basis === 'open') return 0;
  // An unknown scheme is no open one.
  if (eligibility?.basis !== 'statutory' || eligibility.requires == null) return CANNOT_BE_MET;
  return eligibility.requires.reduce((mask, code) => {
    const index = REQUIREMENTS.indexOf(code);
    return mask | (index < 0 ? CANNOT_BE_MET : 1 << index);
  }, 0);
}

function admitsOf({ targets }: MenuFacts): bigint {
  let mask = 0n;
  for (const grade of targets?.grades ?? []) mask |= 1n << BigInt(GRADE_BITS.indexOf(grade));
  if (targets?.fiscalYearEndAfterAge != null) mask |= 1n << (YEAR_END_SHIFT + BigInt(targets.fiscalYearEndAfterAge));
  if (targets?.pregnant === true) mask |= ADMITS_PREGNANT;
  return mask === 0n ? ADMITS_ALL : mask;
}

function ageCells({ targets }: MenuFacts) {
  const { ageMin, ageMax, peerAgeMin, peerAgeMax } = targets ?? {};
  const peersKnown = peerAgeMin != null || peerAgeMax != null;
  return {
    age_min: ageMin ?? NEVER,
    age_max: ageMax ?? MUCH,
    peer_min: peersKnown ? (peerAgeMin ?? 0) : MUCH,
    peer_max: peersKnown ? (peerAgeMax ?? MUCH) : NEVER,
  };
}

function timeCells({ sessions, onDemand }: MenuFacts) {
  const all = (sessions ?? []).map(rangeOf);
  const ranges = all.filter((range): range is Range => range !== null);
  const unknown = sessions == null || (sessions.length === 0 && onDemand == null);
  const odd = ranges.length < all.length || !ranges.every(fillsSlots);
  return {
    slots: slotsOf(ranges),
    sessions: `{${ranges.map((range) => `"${rangeText(range)}"`).join(',')}}`,
    unreadable: all.length - ranges.length,
    timeFlags: onDemand === true ? FLAG.alwaysFits : flag(unknown, FLAG.timesUnknown) | flag(odd, FLAG.oddTimes),
  };
}

/** A place as a row. */
export function rowOf({ menu, capacity }: Place, words: Dictionaries): Row {
  const { ledgerFlags, ...ledger } = ledgerCells(menu, capacity);
  const { timeFlags, ...times } = timeCells(menu);
  const point = gridPointOf(menu.location);
  return {
    x: point?.x ?? null,
    y: point?.y ?? null,
    flags: factFlags(menu) | ledgerFlags | timeFlags,
    menu_id: menu.menuId,
    resource_id: menu.resourceId,
    org_id: menu.orgId,
    scheme: schemeOf(menu),
    admits: admitsOf(menu),
    fee: menu.feeYen ?? NEVER,
    earliest: localDay(menu.earliestStart) ?? NEVER,
    readiness: Math.max(0, ['not_yet', 'preparing', 'job_ready'].indexOf(menu.requiresReadiness ?? '')),
    group_size: menu.typicalGroupSize ?? NEVER,
    ...listCells(menu, words),
    ...ageCells(menu),
    ...hostCells(menu),
    ...ledger,
    ...times,
  };
}
