import { invalid } from '#libs/kernel';

export interface StandIns {
  /** Deputies of the area, in the order in which they were named. */
  readonly deputies: readonly string[];
  /** Who is away today. */
  readonly away: ReadonlySet<string>;
}

/** Who has a case, who stands in, and who acts today: never nobody. */
export interface CaseHolders {
  readonly mainSub: string;
  readonly areaId: string | null;
  readonly deputySubs: readonly string[];
  readonly actingSub: string;
}

/** While the main worker is away the first deputy acts who is there; where nobody is, the main worker still answers. */
export function holdersOf(mainSub: string, areaId: string | null, { deputies, away }: StandIns): CaseHolders {
  const deputySubs = [...new Set(deputies)].filter((sub) => sub !== mainSub);
  const present = away.has(mainSub) ? deputySubs.find((sub) => !away.has(sub)) : undefined;
  return { mainSub, areaId, deputySubs, actingSub: present ?? mainSub };
}

/** Who works in an area on a day. */
interface InArea extends StandIns {
  readonly mains: readonly string[];
}

/**
 * Who takes a new case: whoever was named; else who is in charge of the area and there, else a deputy who is there,
 * else who is in charge although away; else whoever received it.
 */
export function takerOf(named: string | undefined, area: InArea | null, receivedBy: string): string {
  if (named !== undefined) return named;
  if (area === null) return receivedBy;
  const inOrder = [...area.mains, ...area.deputies];
  return inOrder.find((sub) => !area.away.has(sub)) ?? inOrder[0] ?? receivedBy;
}

/** Days of a piece of work, both included. */
export function refuseBackwardDays(from: string, until: string | null, code: string): void {
  if (until === null || until >= from) return;
  throw invalid(code, 'It ends before it begins.', [
    { field: 'untilDay', rule: 'notBeforeStart', mend: '開始日以降の日付を指定してください' },
  ]);
}
