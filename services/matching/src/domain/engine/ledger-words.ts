import { type CapacityView } from '../capacity-view';
import { instantMs } from '../local-days';
import * as row from './row';

const MS_PER_SECOND = 1000;
const SECONDS_MOST = 0xffff_ffff;
const LOAD_MOST = 0xffff;

const flag = (condition: boolean, bit: number): number => (condition ? bit : 0);

/** A count of places as half a word; null = not reported. */
export function countOf(places: number | null | undefined): number {
  if (places == null) return row.FREE_UNKNOWN;
  return Math.min(row.FREE_MOST, Math.max(row.FREE_UNKNOWN + 1, places));
}

/** Free = total − used − held; null where the report leaves a number open. */
function freePlaces({ total, used, held }: CapacityView): number | null {
  return total == null || used == null ? null : total - used - (held ?? 0);
}

/** A free seat is not an out-of-system place: only reported, unused and unheld slots count. */
function freeOutOfSystem({ outOfSystem: places }: CapacityView): number | null {
  return places?.slots == null || places.used == null ? null : places.slots - places.used - (places.held ?? 0);
}

/** Whole seconds since 1970. */
function secondsOf(text: string | null | undefined): number {
  const ms = instantMs(text);
  if (ms === null) return row.NOT_KNOWN;
  return Math.min(SECONDS_MOST, Math.max(1, Math.floor(ms / MS_PER_SECOND)));
}

/** What a ledger says, in the words of a row. `slices` is the number of the sessions' record where there are any. */
export function writeLedger(
  view: CapacityView | null,
  load: number,
  slices: number | null,
  into: Int32Array,
  at: number,
) {
  const free = view === null ? null : freePlaces(view);
  const flags =
    flag(view?.overCommitted === true, row.OVER_COMMITTED) |
    flag(view?.unit === 'family', row.FAMILY) |
    flag(slices !== null, row.SLICED) |
    flag(free !== null || slices !== null, row.REPORT_COMPLETE);
  const outside = view === null ? null : freeOutOfSystem(view);
  into[at + row.FLAGS] = ((into[at + row.FLAGS] ?? 0) & ~row.LEDGER_FLAGS) | flags;
  into[at + row.FREE] = slices ?? row.halves(countOf(free), countOf(outside));
  into[at + row.REPORTED] = secondsOf(view?.reportedAt);
  into[at + row.DEMANDS_LOAD] = row.halves(into[at + row.DEMANDS_LOAD] ?? 0, loadOf(load));
}

export const loadOf = (load: number): number => Math.min(LOAD_MOST, Math.max(0, load));

/** Takes the words of the ledger over from an older row of the same menu. */
export function keepLedger(from: Int32Array, at: number, into: Int32Array): void {
  const flags = (from[at + row.FLAGS] ?? 0) & row.LEDGER_FLAGS;
  into[row.FLAGS] = ((into[row.FLAGS] ?? 0) & ~row.LEDGER_FLAGS) | flags;
  into[row.FREE] = from[at + row.FREE] ?? 0;
  into[row.REPORTED] = from[at + row.REPORTED] ?? 0;
  into[row.DEMANDS_LOAD] = row.halves(into[row.DEMANDS_LOAD] ?? 0, row.upper(from[at + row.DEMANDS_LOAD] ?? 0));
}
