import { type CapacityView } from '../capacity-view';
import { type ExclusionCode } from '../eligibility';
import { type RankedCandidate } from '../engine';
import { type GridPoint, gridPointOf } from '../engine/grid';
import { judgeOne } from '../judge';
import { type MatchingProfile } from '../matching-profile';
import { type MenuFacts } from '../menu-facts';
import { type Need } from '../need';
import { type Settings } from '../settings';
import { type HouseholdSettings, type Together } from './rules';
import { type Times, timesOf } from './times';

/** One member with what they look for and the places that suit them, best first. */
export interface Member {
  /** Match request. */
  readonly memberId: string;
  readonly profile: MatchingProfile;
  readonly need: Need;
  readonly candidates: readonly RankedCandidate[];
  /** What keeps most of the nearest other places out, most frequent first; nothing that points to the person. */
  readonly blockedBy: readonly ExclusionCode[];
  /** Another member with whom this one may come along where nothing suits both. */
  readonly mayComeWith: string | null;
}

/** What was said of two members; of the others the usual holds. */
export interface PairWish {
  readonly between: readonly [string, string];
  readonly together: Together;
}

export interface HouseholdInput {
  /** In any order: the answer does not depend on it. */
  readonly members: readonly Member[];
  readonly pairs: readonly PairWish[];
  /** Facts and places of every candidate. */
  readonly menuOf: (menuId: string) => MenuFacts | null;
  readonly capacityOf: (menuId: string) => CapacityView | null;
  readonly settings: Settings;
  readonly household: HouseholdSettings;
  /** Local day, `YYYY-MM-DD`. */
  readonly today: string;
}

/** One way in which a member takes part: at a place of their own, or along with another member. */
export interface Option {
  readonly member: Member;
  readonly menu: MenuFacts;
  readonly capacity: CapacityView | null;
  /** Null = a place of their own. */
  readonly alongWith: string | null;
  readonly candidate: RankedCandidate | null;
  /** Thousandths of a point. */
  readonly score: number;
  /** Takes part from home. */
  readonly remote: boolean;
  /** Null = not known, or confidential. */
  readonly at: GridPoint | null;
  readonly times: Times;
}

/** What each member could do, best first, bounded by the settings. */
export function optionsOf(input: HouseholdInput): ReadonlyMap<string, readonly Option[]> {
  const own = new Map(input.members.map((member) => [member.memberId, ownOptions(input, member)]));
  return new Map(
    input.members.map((member) => {
      const with_ = member.mayComeWith === null ? [] : (own.get(member.mayComeWith) ?? []);
      const mine = own.get(member.memberId) ?? [];
      return [member.memberId, [...mine, ...alongOptions(input, member, without(with_, mine))]];
    }),
  );
}

/** Who has a place of their own there need not come along, but where a family is taken as one. */
const without = (led: readonly Option[], mine: readonly Option[]): readonly Option[] =>
  led.filter(
    ({ menu, capacity }) => capacity?.unit === 'family' || !mine.some((own) => own.menu.menuId === menu.menuId),
  );

function ownOptions(input: HouseholdInput, member: Member): readonly Option[] {
  return member.candidates.slice(0, input.household.placesPerMember).flatMap((candidate) => {
    const menu = input.menuOf(candidate.menuId);
    if (menu === null) return [];
    return [optionAt(input, member, menu, candidate)];
  });
}

/** Where companions are allowed, and nothing speaks against it but what only a place of one's own needs. */
function alongOptions(input: HouseholdInput, member: Member, led: readonly Option[]): readonly Option[] {
  return led.flatMap(({ menu, member: { memberId } }) => {
    if (menu.targets?.companionsAllowed !== true) return [];
    const codes = codesAgainst(input, member, menu);
    const may = codes.every((code) => input.household.companionNeedsNot.includes(code));
    return may ? [{ ...optionAt(input, member, menu, null), alongWith: memberId }] : [];
  });
}

function codesAgainst(
  { capacityOf, settings, today }: HouseholdInput,
  { profile, need }: Member,
  menu: MenuFacts,
): readonly ExclusionCode[] {
  return judgeOne({ profile, need, menu, capacity: capacityOf(menu.menuId), settings, today }).codes;
}

/** Taking part from home is offered, and not unwanted. */
function isFromHome({ need: { mode } }: Member, { modes }: MenuFacts): boolean {
  const wanted = mode === null || mode.length === 0 || mode.includes('remote');
  return wanted && modes?.includes('remote') === true;
}

function optionAt(
  { capacityOf }: HouseholdInput,
  member: Member,
  menu: MenuFacts,
  candidate: RankedCandidate | null,
): Option {
  return {
    member,
    menu,
    capacity: capacityOf(menu.menuId),
    alongWith: null,
    candidate,
    score: candidate?.score ?? 0,
    remote: isFromHome(member, menu),
    at: menu.addressConfidential === true ? null : gridPointOf(menu.location),
    times: timesOf(menu, member.need.windows),
  };
}
