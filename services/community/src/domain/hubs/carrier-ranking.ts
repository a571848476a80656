import { type Entry, exclusionJa, type Fit, fitOf } from './carrier-fit';

/** What stands on the other side: another carrier's entry, or a room of a hub. */
export interface Candidate extends Entry {
  readonly carrierId: string | null;
  readonly spaceId: string | null;
  readonly title: string;
}

type Fitting = Omit<Extract<Fit, { readonly excluded: null }>, 'excluded'>;
type Fits = Fitting & Pick<Candidate, 'carrierId' | 'spaceId' | 'title'>;

interface Excluded {
  readonly code: string;
  readonly ja: string;
  readonly count: number;
}

interface Ranked {
  readonly fits: readonly Fits[];
  readonly excluded: readonly Excluded[];
}

/** Most points first, then the nearest, then by id; what does not fit is counted by its first reason. */
export function rankFits(carrier: Entry & { readonly side: string }, candidates: readonly Candidate[]): Ranked {
  const fits: Fits[] = [];
  const counts = new Map<string, Excluded>();
  for (const candidate of candidates) {
    const found = carrier.side === 'seeks' ? fitOf(carrier, candidate) : fitOf(candidate, carrier);
    if (found.excluded === null) {
      const { excluded: _, ...fitting } = found;
      const { carrierId, spaceId, title } = candidate;
      fits.push({ carrierId, spaceId, title, ...fitting });
    } else {
      const { excluded: code } = found;
      counts.set(code, { code, ja: exclusionJa(code), count: (counts.get(code)?.count ?? 0) + 1 });
    }
  }
  return { fits: fits.sort(byFit), excluded: [...counts.values()].sort((a, b) => b.count - a.count) };
}

function byFit(a: Fits, b: Fits): number {
  const far = (one: Fits): number => one.distanceMeters ?? Number.MAX_SAFE_INTEGER;
  return b.points - a.points || far(a) - far(b) || idOf(a).localeCompare(idOf(b));
}

const idOf = ({ carrierId, spaceId }: Fits): string => carrierId ?? spaceId ?? '';
