import { type Found } from './engine/found';
import { type MatchingProfile } from './matching-profile';
import { type RankingInput } from './ranking-input';

type Asked = Pick<RankingInput, 'profile' | 'hostDeclinedMenuIds'>;

/** What the host alone said no to; where the person does not want the place either, their word is what counts. */
const byHostAlone = ({ profile, hostDeclinedMenuIds }: Asked): readonly string[] =>
  hostDeclinedMenuIds.filter((menuId) => profile.declinedMenuIds?.includes(menuId) !== true);

/** To the rules a no is a no, whoever said it: the place is not proposed again (MatchRequest `allDeclined`). */
export function judgedProfile(asked: Asked): MatchingProfile {
  const { profile } = asked;
  return { ...profile, declinedMenuIds: [...(profile.declinedMenuIds ?? []), ...byHostAlone(asked)] };
}

/** A find without the places whose host said no. */
export interface SetApart {
  readonly found: Found;
  /** Menus whose host said no in this request, in the order of their ids. */
  readonly notProposedAgain: readonly string[];
}

/**
 * Takes the places whose host said no out of a find, so that nobody reads there that the person refused them.
 * `counts` are those of the same search without the host's word; `misses` is how many excluded places are shown.
 */
export function setApart(asked: Asked, found: Found, counts: Found['counts'], misses: number): SetApart {
  const apart = new Set(byHostAlone(asked));
  const isApart = ({ menuId, codes }: Found['excluded'][number]): boolean =>
    apart.has(menuId) && codes.includes('PERSON_DECLINED');
  const excluded = found.excluded.filter((row) => !isApart(row)).slice(0, misses);
  return { found: { ...found, excluded, counts }, notProposedAgain: [...apart].sort() };
}
