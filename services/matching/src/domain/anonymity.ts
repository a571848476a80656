import settings from './anonymity-settings.json';
import { type PopulationBand } from './area';

/** Ages `from` to `to`, both included; null = and older. */
export interface AgeBand {
  readonly from: number;
  readonly to: number | null;
}

/** What may be said of somebody without pointing to them, and what is kept back. */
export interface Coarsened {
  readonly band: AgeBand | null;
  readonly considerations: readonly string[];
  /** `age_decade`, `age`, or codes of considerations; told to the worker and never to the host. */
  readonly withheld: readonly string[];
}

const SHARES: Readonly<Record<string, number | undefined>> = settings.peoplePerThousand;
/** Of a thousand people, how many need this (cautious estimate, E). */
const shareOf = (code: string): number => SHARES[code] ?? settings.peoplePerThousandOtherwise;

const rarestLast = (codes: readonly string[]): readonly string[] =>
  [...new Set(codes)].sort((a, b) => shareOf(b) - shareOf(a) || (a < b ? -1 : 1));

/**
 * Says of somebody's age and considerations only so much that at least `minPeople` of the area fit it
 * (state-machines.md: 年代×配慮で地域の人に特定されない). First the age gets wider, then the rarest
 * considerations stay unsaid, last of all the age. Where nobody knows how many live there, the widest band goes
 * out alone.
 */
export function coarsen(
  age: number | null,
  considerations: readonly string[],
  population: readonly PopulationBand[] | null,
): Coarsened {
  const codes = rarestLast(considerations);
  for (const band of bandsOf(age)) {
    for (let told = codes.length; told >= leastTold(band, age, codes.length); told -= 1) {
      if (isCrowd(population, band, codes.slice(0, told))) return answer(age, band, codes, told);
    }
  }
  return population === null ? answer(age, wideBandOf(age), codes, 0) : answer(age, null, codes, 0);
}

/** A decade is given up before a consideration is. */
const leastTold = (band: AgeBand | null, age: number | null, all: number): number => (isDecade(band, age) ? all : 0);

function isDecade(band: AgeBand | null, age: number | null): boolean {
  if (band === null || age === null) return false;
  const decade = decadeOf(age);
  return band.from === decade.from && band.to === decade.to;
}

function decadeOf(age: number): AgeBand {
  const from = Math.min(settings.decadeMax, Math.floor(age / 10) * 10);
  return { from, to: from === settings.decadeMax ? null : from + 9 };
}

const wideBandOf = (age: number | null): AgeBand | null =>
  age === null ? null : (settings.wideBands.find(({ to }) => to === null || age <= to) ?? null);

const bandsOf = (age: number | null): readonly (AgeBand | null)[] =>
  age === null ? [null] : [decadeOf(age), wideBandOf(age)];

/** Shares are taken as independent. Where needs come together more people fit than counted: the error is to the safe side. */
function isCrowd(
  population: readonly PopulationBand[] | null,
  band: AgeBand | null,
  considerations: readonly string[],
): boolean {
  if (population === null) return false;
  const people = population
    .filter((part) => band === null || isWithin(part, band))
    .reduce((n, part) => n + part.people, 0);
  return considerations.reduce((n, code) => (n * shareOf(code)) / 1000, people) >= settings.minPeople;
}

/**
 * Do at least `minPeople` of an area need all of this? Where nobody counted the people, as few are taken as live in a
 * thinly peopled area (cautious estimate, E).
 */
export const fitMany = (considerations: readonly string[], population: readonly PopulationBand[] | null): boolean =>
  isCrowd(population ?? [{ from: 0, to: null, people: settings.peopleWhereNotCounted }], null, considerations);

/** Only bands that lie in it whole are counted. */
const isWithin = (part: PopulationBand, band: AgeBand): boolean =>
  part.from >= band.from && (band.to === null || (part.to !== null && part.to <= band.to));

function answer(age: number | null, band: AgeBand | null, codes: readonly string[], told: number): Coarsened {
  const ageWithheld = age === null || isDecade(band, age) ? [] : [band === null ? 'age' : 'age_decade'];
  return { band, considerations: codes.slice(0, told), withheld: [...ageWithheld, ...codes.slice(told)] };
}
