import { type RankedCandidate } from './engine';
import { type MatchingProfile } from './matching-profile';
import { type MenuFacts, needsName, type Seeks } from './menu-facts';
import { type Need } from './need';
import settings from './people-search-settings.json';
import words from './people-search-words.json';
import { type Question } from './unknowns';

/** How far a search for people goes; the data file beside this one is the source. */
export const PEOPLE_SEARCH: {
  /** People at most, where no number is asked for. */
  readonly shown: number;
  /** Open requests that are compared, those who have waited longest first. */
  readonly lookedAt: number;
  /** People about whom intake is asked, at most; and how many at the same time. */
  readonly asked: number;
  readonly atATime: number;
} = settings;

/** Requests that still look for a place: these people may be found for one. */
export const LOOKING: readonly string[] = ['PROFILING', 'SEARCHING', 'SHORTLISTED', 'UNMET', 'PARKED'];

/** Who is judged for a place, as far as the place may be told apart from the person's own search. */
export interface Asked {
  readonly profile: MatchingProfile;
  readonly need: Need;
}

/** An open request with what its last ranking knew; null = never ranked, or taken back. */
export interface Waiting {
  readonly matchRequestId: string;
  readonly personRef: string;
  readonly caseRef: string;
  readonly need: Need;
  /** Instant of the domain clock. */
  readonly openedAt: string;
  readonly last: Asked | null;
}

export type FirstQuestion = keyof typeof words;

/** What a place earns for one person. */
export interface Fit {
  readonly waiting: Waiting;
  readonly candidate: RankedCandidate;
  /** What the person has to be asked before anything else, because this search took it as given. */
  readonly firstToAsk: readonly FirstQuestion[];
}

/**
 * The pair as it is judged in this direction. Whoever allowed to be looked for as somebody who takes on a role looks
 * for one; and that the host may learn the name is asked of the person after they were found, so it keeps nobody out.
 */
export function askedFor(menu: MenuFacts, { profile, need }: Asked): Asked {
  const consent = profile.consent && {
    ...profile.consent,
    disclosureOrgIds: [...(profile.consent.disclosureOrgIds ?? []), menu.orgId],
  };
  if (menu.seeks === null) return { profile: { ...profile, consent }, need };
  return {
    profile: { ...profile, consent },
    need: { ...need, primaryPurposes: [...new Set([...(need.primaryPurposes ?? []), 'role'])] },
  };
}

/** Can the person do what is looked for? A wish that names nothing is open to everybody. */
export function hasSought(seeks: Seeks | null, { strengths }: MatchingProfile): boolean {
  const sought = [...(seeks?.strengths ?? []), ...(seeks?.roles ?? [])];
  return sought.length === 0 || sought.some((code) => strengths?.includes(code) === true);
}

/** That the name may be given to an organisation that needs it, and that the person looks for a role at all. */
export function firstToAsk(menu: MenuFacts, { profile: { consent }, need }: Asked): readonly FirstQuestion[] {
  const nameless = needsName(menu) && consent?.disclosureOrgIds?.includes(menu.orgId) !== true;
  const other = menu.seeks !== null && need.primaryPurposes?.includes('role') !== true;
  return [...(other ? (['primaryPurposes'] as const) : []), ...(nameless ? (['consent'] as const) : [])];
}

/** Best fit first, then who has waited longest; one entry for each person. */
export function byFitThenWaiting(fits: readonly Fit[]): readonly Fit[] {
  const sorted = [...fits].sort(
    (a, b) => b.candidate.score - a.candidate.score || earlier(a.waiting, b.waiting) || (idOf(a) < idOf(b) ? -1 : 1),
  );
  const seen = new Set<string>();
  return sorted.filter(({ waiting: { personRef } }) => !seen.has(personRef) && seen.add(personRef));
}

const idOf = ({ waiting }: Fit): string => waiting.matchRequestId;

function earlier(a: Waiting, b: Waiting): number {
  if (a.openedAt === b.openedAt) return 0;
  return a.openedAt < b.openedAt ? -1 : 1;
}

/**
 * Whom to ask intake about first: whom the last ranking's facts fit, best first; then of whom nothing is at hand, who
 * has waited longest first; last those whom it did not fit then.
 */
export function inOrderOfHope(
  waiting: readonly Waiting[],
  guessed: ReadonlyMap<string, number | null>,
): readonly Waiting[] {
  const hope = ({ matchRequestId, last }: Waiting): number => {
    const score = guessed.get(matchRequestId) ?? null;
    if (score !== null) return 1 + score;
    return last === null ? 0 : -1;
  };
  return [...waiting].sort(
    (a, b) => hope(b) - hope(a) || earlier(a, b) || (a.matchRequestId < b.matchRequestId ? -1 : 1),
  );
}

/** What is worth asking before the place is spoken of. */
export function questionsOf({ candidate, firstToAsk: first }: Fit): readonly Question[] {
  const asked = first.map((field) => ({ side: 'person' as const, field, ja: words[field], excludes: true, points: 0 }));
  return [...asked, ...candidate.toAsk];
}
