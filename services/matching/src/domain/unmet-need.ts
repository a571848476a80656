import { fitMany } from './anonymity';
import { type PopulationBand } from './area';
import { type Need } from './need';
import settings from './unmet-need-settings.json';
import { sharesTime, type Span, spanOf, type WeeklyWindow } from './windows';

/** Where a place is missing, and who lives there; null = not known. */
interface Where {
  readonly areaCode: string | null;
  readonly population: readonly PopulationBand[] | null;
}

/** What community learns of a need that nothing meets. */
export interface UnmetNeed {
  readonly purposes: string[];
  readonly modes: string[];
  readonly supportRequired: string[];
  readonly days: string[];
  /** Parts of the day; empty = at any time. */
  readonly times: string[];
  readonly areaCode: string | null;
}

const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** Parts of the day as they come round in a week; the data file beside this one is the source. */
const PARTS = settings.partsOfDay.map(({ code, from, to }) => ({
  code,
  spans: WEEK.map((day) => spanOf({ day, from, to })).filter((span) => span !== null),
}));

/**
 * Codes only: nothing in it points to a person. Where so few people live that the needed support would, the area is
 * left out, and the place is missing in the municipality.
 */
export function unmetNeed(need: Need, { areaCode, population }: Where): UnmetNeed {
  const supportRequired = [...(need.supportRequired ?? [])];
  return {
    purposes: [...new Set([...(need.primaryPurposes ?? []), ...(need.secondaryPurposes ?? [])])],
    modes: [...(need.mode ?? [])],
    supportRequired,
    days: WEEK.filter((known) => (need.windows ?? []).some(({ day }) => day === known)),
    times: partsOfDay(need.windows ?? []),
    areaCode: fitMany(supportRequired, population) ? areaCode : null,
  };
}

function partsOfDay(windows: readonly WeeklyWindow[]): string[] {
  const spans: readonly Span[] = windows.map(spanOf).filter((span) => span !== null);
  if (spans.length === 0) return [];
  return PARTS.filter((part) => part.spans.some((span) => sharesTime(span, spans))).map(({ code }) => code);
}
