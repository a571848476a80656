import { type ExclusionCode } from '../eligibility';
import { type Question } from '../unknowns';
import { blocksOf, type Block } from './blocks';
import { combine, type Combination } from './combine';
import words from './household-words.json';
import { type HouseholdInput, type Option, optionsOf } from './options';
import { type JointTerm, type PairQuestion, type PairVerdict } from './pairs';
import { partyOf } from './room';
import { type PairRule } from './rules';
import { clockOf } from './times';

/** How one member takes part in a combination. */
export interface MemberPart {
  readonly memberId: string;
  readonly menuId: string;
  /** Null = a place of their own. */
  readonly alongWith: string | null;
  /** People for whom this member's request has to hold a place; 0 = comes along. */
  readonly party: number;
  /** Thousandths of a point that the place earns for this member alone. */
  readonly score: number;
  readonly reasonsJa: readonly string[];
  readonly toAsk: readonly Question[];
}

/** How two members of a combination go together. */
export interface PairPart {
  readonly memberIds: readonly [string, string];
  readonly samePlace: boolean;
  readonly metres: number | null;
  /** The longest time in common: 0 = Monday; null = at any time, one after the other, or not known. */
  readonly common: { readonly day: number; readonly from: string; readonly to: string } | null;
  readonly reasonsJa: readonly string[];
  readonly toAsk: readonly Question[];
}

export interface HouseholdCombination {
  readonly rank: number;
  /** Thousandths of a point: the members' scores and the joint terms. */
  readonly score: number;
  readonly terms: readonly JointTerm[];
  readonly members: readonly MemberPart[];
  readonly pairs: readonly PairPart[];
}

export interface HouseholdResult {
  readonly combinations: readonly HouseholdCombination[];
  /** Where there is no combination: who or which two stand against it, and why. */
  readonly blocks: readonly Block[];
  /** False = there were more combinations than are looked at; better ones may be among them. */
  readonly complete: boolean;
}

/** One place for each member, together in the way that was asked for. Pure; the order of the members never matters. */
export function matchHousehold(input: HouseholdInput): HouseholdResult {
  const options = optionsOf(input);
  const ids = [...options.keys()].sort();
  const choices = {
    options: ids.map((id) => options.get(id) ?? []),
    ruleOf: ruleIn(input),
    household: input.household,
  };
  const { best, complete, lackedRoom } = combine(choices);
  const blocks = best.length > 0 || !complete ? [] : blocksOf(choices, ids, lackedRoom, blockedByIn(input));
  return { combinations: best.map((found, index) => shown(found, index, choices.ruleOf)), blocks, complete };
}

const blockedByIn =
  ({ members }: HouseholdInput) =>
  (id: string): readonly ExclusionCode[] =>
    members.find(({ memberId }) => memberId === id)?.blockedBy ?? [];

function ruleIn({ pairs, household }: HouseholdInput): (one: string, other: string) => PairRule {
  const said = new Map(pairs.map(({ between, together }) => [[...between].sort().join(' '), together]));
  return (one, other) => household.together[said.get([one, other].sort().join(' ')) ?? 'usual'];
}

function shown(
  found: Combination,
  index: number,
  ruleOf: (one: string, other: string) => PairRule,
): HouseholdCombination {
  return {
    rank: index + 1,
    score: found.score,
    terms: found.terms,
    members: found.options.map((option) => memberPart(option, found.options)),
    pairs: found.pairs.map((pair) => pairPart(pair, ruleOf(...pair.memberIds))),
  };
}

function memberPart(option: Option, going: readonly Option[]): MemberPart {
  const { member, menu, alongWith, candidate, score } = option;
  const party = partyOf(option, going);
  const more = party > (member.need.party ?? 1) ? [filled(words.reasons.PARTY, { party })] : [];
  return {
    memberId: member.memberId,
    menuId: menu.menuId,
    alongWith,
    party,
    score,
    reasonsJa: [...(candidate?.reasonsJa ?? [words.reasons.COMPANION]), ...more],
    toAsk: candidate?.toAsk ?? [],
  };
}

function pairPart(pair: PairVerdict, rule: PairRule): PairPart {
  const { memberIds, samePlace, metres, time, asks } = pair;
  const common = time?.span ? clockOf(time.span) : null;
  return {
    memberIds,
    samePlace,
    metres,
    common,
    reasonsJa: reasonsOf(pair, rule, common),
    toAsk: asks.map((field) => ({ side: 'host', field, ja: words.ask[field], ...stakeOf(field, pair) })),
  };
}

/** The answer may part the two, or earn what now earns nothing. */
function stakeOf(field: PairQuestion, { terms }: PairVerdict): Pick<Question, 'excludes' | 'points'> {
  const wanted = field === 'sessions' ? 'sameTime' : 'near';
  return { excludes: true, points: terms.find(({ code }) => code === wanted)?.max ?? 0 };
}

function reasonsOf(
  { samePlace, metres, time }: PairVerdict,
  { place }: PairRule,
  common: PairPart['common'],
): string[] {
  const said: string[] = [];
  if (place === 'other') said.push(words.reasons.APART);
  else if (samePlace) said.push(words.reasons.SAME_PLACE);
  else if (place === 'near' && metres !== null) said.push(filled(words.reasons.NEAR, { metres }));
  if (common !== null) said.push(filled(words.reasons.SAME_TIME, { ...common, day: words.days[common.day] ?? '' }));
  else if (time !== null) said.push(time.kind === 'same' ? words.reasons.ANY_TIME : words.reasons.NEXT_TO_EACH_OTHER);
  return said;
}

const filled = (sentence: string, values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values).reduce(
    (text, [name, value]) => text.replace(`{${name}}`, value.toLocaleString('ja-JP')),
    sentence,
  );
