import { type ExclusionCode } from '../eligibility';
import { excludedJa } from '../explain-ja';
import { type Choices } from './combine';
import words from './household-words.json';
import { type Option } from './options';
import { type PairCode, pairVerdict, type PairVerdict } from './pairs';
import { type HouseholdSettings } from './rules';

export type BlockCode = PairCode | 'NO_PLACE_OF_OWN' | 'PLACES_TOO_FEW' | 'NOT_ALL_TOGETHER';

/** What stands against every combination: nothing for one member, two who cannot go together, or all of them. */
export interface Block {
  readonly memberIds: readonly string[];
  readonly codes: readonly BlockCode[];
  /** Metres between the places that come nearest; null = not the reason, or not known. */
  readonly metres: number | null;
  /** Of one member without a place: what keeps most of the nearest places out, most frequent first. */
  readonly blockedBy: readonly ExclusionCode[];
  readonly ja: readonly string[];
}

/** First who has nothing, then which two; and where any two could, that all of them cannot. */
export function blocksOf(
  choices: Choices,
  ids: readonly string[],
  lackedRoom: boolean,
  blockedBy: (memberId: string) => readonly ExclusionCode[],
): readonly Block[] {
  const without = ids.filter((_, index) => choices.options[index]?.length === 0);
  if (without.length > 0) return without.map((id) => aloneWithout(id, blockedBy(id), choices.household));
  const pairs = ids.flatMap((one, index) =>
    ids.slice(index + 1).flatMap((other, later) => {
      const nearest = nearestOf(choices, choices.options[index] ?? [], choices.options[index + 1 + later] ?? []);
      return nearest === null ? [] : [blockOf([one, other], nearest.codes, metresIn(nearest), choices.household)];
    }),
  );
  if (pairs.length > 0) return pairs;
  return [blockOf(ids, [lackedRoom ? 'PLACES_TOO_FEW' : 'NOT_ALL_TOGETHER'], null, choices.household)];
}

/** Nothing suits this member: what stands in the way most often is said along with it. */
function aloneWithout(id: string, blockedBy: readonly ExclusionCode[], household: HouseholdSettings): Block {
  const told = blockedBy.slice(0, household.reasonsTold);
  const block = blockOf([id], ['NO_PLACE_OF_OWN'], null, household);
  return { ...block, blockedBy: told, ja: [...block.ja, ...excludedJa(told)] };
}

/** The two options that come nearest to going together; null where some do. */
function nearestOf({ ruleOf, household }: Choices, of: readonly Option[], and: readonly Option[]): PairVerdict | null {
  let nearest: PairVerdict | null = null;
  for (const one of of) {
    for (const other of and) {
      const rule = ruleOf(one.member.memberId, other.member.memberId);
      const verdict = pairVerdict(one, other, rule, household);
      if (verdict.codes.length === 0) return null;
      if (nearest === null || comesNearer(verdict, nearest)) nearest = verdict;
    }
  }
  return nearest;
}

/** Fewer reasons against it; then fewer metres too far, as long as they may be told. */
function comesNearer(one: PairVerdict, other: PairVerdict): boolean {
  if (one.codes.length !== other.codes.length) return one.codes.length < other.codes.length;
  return (metresIn(one) ?? Number.POSITIVE_INFINITY) < (metresIn(other) ?? Number.POSITIVE_INFINITY);
}

const metresIn = ({ codes, metres }: PairVerdict): number | null => (codes.includes('TOO_FAR') ? metres : null);

function blockOf(
  memberIds: readonly string[],
  codes: readonly BlockCode[],
  metres: number | null,
  { nearMetres }: HouseholdSettings,
): Block {
  return { memberIds, codes, metres, blockedBy: [], ja: codes.map((code) => said(code, metres, nearMetres)) };
}

function said(code: BlockCode, metres: number | null, limit: number): string {
  if (code !== 'TOO_FAR' || metres === null) return words.blocks[code];
  const number = (value: number): string => value.toLocaleString('ja-JP');
  return words.blocks.TOO_FAR_BY.replace('{metres}', number(metres)).replace('{limit}', number(limit));
}
