import { type CapacityView } from '../capacity-view';
import { rank } from '../engine';
import { blockedBy } from '../match-request';
import { aCapacity, aConsent, aMenu, aNeed, aProfile, NOW, TODAY } from '../matching-fixtures';
import { type MatchingProfile } from '../matching-profile';
import { type MenuFacts } from '../menu-facts';
import { type Need } from '../need';
import { DEFAULT_SETTINGS } from '../settings';
import { type HouseholdResult, matchHousehold } from './household';
import { type Member, type PairWish } from './options';
import { HOUSEHOLD, type HouseholdSettings } from './rules';

export interface Who {
  readonly memberId: string;
  readonly profile?: Partial<MatchingProfile>;
  readonly need?: Partial<Need>;
  readonly mayComeWith?: string;
}

interface Town {
  readonly menus: readonly MenuFacts[];
  readonly capacityOf?: (menuId: string) => CapacityView | null;
}

const everybody = aConsent({ disclosureOrgIds: ['org-1'] });

function memberOf({ memberId, mayComeWith, ...about }: Who, { menus, capacityOf }: Town): Member {
  const profile = aProfile({ personRef: memberId, interests: [], consent: everybody, ...about.profile });
  const need = aNeed(about.need);
  const asked = { profile, need, menus, capacityOf: capacityOf ?? (() => aCapacity()), loadOf: () => 0 };
  const { candidates, excluded } = rank({ ...asked, settings: DEFAULT_SETTINGS, today: TODAY, now: NOW });
  return { memberId, profile, need, candidates, blockedBy: blockedBy(excluded), mayComeWith: mayComeWith ?? null };
}

/** Matches a household whose members differ from the fixtures only in what is said. */
export function match(
  who: readonly Who[],
  town: Town,
  pairs: readonly PairWish[] = [],
  household: HouseholdSettings = HOUSEHOLD,
): HouseholdResult {
  return matchHousehold({
    members: who.map((one) => memberOf(one, town)),
    pairs,
    menuOf: (menuId) => town.menus.find((menu) => menu.menuId === menuId) ?? null,
    capacityOf: town.capacityOf ?? (() => aCapacity()),
    settings: DEFAULT_SETTINGS,
    household,
    today: TODAY,
  });
}

export const placesOf = ({ combinations }: HouseholdResult): readonly (readonly string[])[] =>
  combinations.map(({ members }) => members.map(({ menuId }) => menuId));

/** Metres north of the search point of the fixtures. */
export const north = (metres: number) => ({ lat: 35.5 + metres / 111_000, lng: 139.5 });
export const wed = (from: string, to: string) => [{ day: 'wed', from, to }];

export function place(menuId: string, change: Partial<MenuFacts>): MenuFacts {
  return aMenu({ menuId, resourceId: `resource-of-${menuId}`, ...change });
}

export function targets(): NonNullable<MenuFacts['targets']> {
  const { targets: known } = aMenu();
  if (known === null) throw new Error('The fixture has targets.');
  return known;
}
