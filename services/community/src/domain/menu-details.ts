import { type Closure, closuresOf } from './resource-description';

/** A session on one local day; `to` may be 24:00. */
export interface DatedSession {
  readonly on: string;
  readonly from: string;
  readonly to: string;
  readonly note: string | null;
}

/** Who pays less or nothing. */
export interface FeeWaiver {
  /** Code of whom it is for: `livelihood_support` (生活保護), `tax_exempt` (非課税世帯), `child`, …. */
  readonly whom: string;
  /** Yen per use that is left to pay; 0 = nothing. */
  readonly feeYen: number;
  readonly note: string | null;
}

export interface GroupSize {
  readonly min: number | null;
  readonly max: number | null;
}

/** What people read of a menu beside the facts that matching has a copy of. Unknown is null. */
export interface MenuDetails {
  readonly datedSessions: DatedSession[] | null;
  readonly closures: Closure[] | null;
  /** On 国民の祝日: as on other days, or not; null = not known. */
  readonly holidays: 'open' | 'closed' | null;
  readonly feeWaivers: FeeWaiver[] | null;
  readonly groupSize: GroupSize | null;
  /** Codes of the groups it is made for; nobody is shut out by it. */
  readonly targetGroups: string[] | null;
}

type Given<T> = { readonly [F in keyof T]?: T[F] | null | undefined };

/** Parts of a list as they are given: words may be left out. */
type Noted<T> = Omit<T, 'note' | 'reason'> & { readonly note?: string | null; readonly reason?: string | null };

interface GivenDetails {
  readonly datedSessions?: readonly Noted<DatedSession>[] | null;
  readonly closures?: readonly Noted<Closure>[] | null;
  readonly holidays?: 'open' | 'closed' | null;
  readonly feeWaivers?: readonly Noted<FeeWaiver>[] | null;
  readonly groupSize?: Given<GroupSize> | null;
  readonly targetGroups?: readonly string[] | null;
}

/** What was left out is unknown. Also for what was stored before a field came into being. */
export function detailsOf(given: GivenDetails): MenuDetails {
  const { groupSize } = given;
  return {
    datedSessions: given.datedSessions?.map(({ on, from, to, note = null }) => ({ on, from, to, note })) ?? null,
    closures: closuresOf(given.closures),
    holidays: given.holidays ?? null,
    feeWaivers: given.feeWaivers?.map(({ whom, feeYen, note = null }) => ({ whom, feeYen, note })) ?? null,
    groupSize: groupSize ? { min: groupSize.min ?? null, max: groupSize.max ?? null } : null,
    targetGroups: given.targetGroups ? [...given.targetGroups] : null,
  };
}
