import { DAY_MS } from '#libs/kernel';
import type { CapacityView } from '../../services/matching/src/domain/capacity-view';
import type { MenuFacts } from '../../services/matching/src/domain/menu-facts';
import { FLAG, MUCH, NEVER } from './bits';

const JAPAN_MS = 9 * 3_600_000;
const DAY_LENGTH = 'YYYY-MM-DD'.length;
/** Before any report. */
const NO_REPORT = -1;

export const flag = (condition: boolean | null | undefined, bit: number): number => (condition === true ? bit : 0);

export function localDay(text: string | null | undefined): number | null {
  if (text == null) return null;
  const ms = text.length === DAY_LENGTH ? Date.parse(text) : Date.parse(text) + JAPAN_MS;
  return Number.isFinite(ms) ? Math.floor(ms / DAY_MS) : null;
}

function secondOf(text: string | null | undefined): number {
  if (text == null) return NO_REPORT;
  const ms = text.length === DAY_LENGTH ? Date.parse(text) - JAPAN_MS : Date.parse(text);
  return Number.isFinite(ms) ? Math.floor(ms / 1000) : NO_REPORT;
}

const isOpen = (menu: MenuFacts): boolean => menu.capacityModel === 'open';

const HOST_STATES: Readonly<Record<string, number>> = { ready: 2, needs_support: 1 };

/** Thousandths of the host's limit that are free. */
function hostShare(current: number | null | undefined, most: number | null | undefined): number {
  if (most == null || most <= 0 || current == null) return 0;
  return Math.min(1000, Math.max(0, Math.floor((1000 * (most - current)) / most)));
}

/** What the assessment says, and the day from which it counts. */
export function hostCells(menu: MenuFacts) {
  const assessment = menu.hostAssessment;
  if (assessment == null) return { host_state: 0, assessed_day: NEVER, host_day: openOr(menu, NEVER), host_share: 0 };
  const { status, assessedOn, current, maxConcurrent } = assessment;
  const state = HOST_STATES[status ?? ''] ?? 0;
  const usable = state > 0 && !(current != null && maxConcurrent != null && current >= maxConcurrent);
  const day = usable ? (localDay(assessedOn) ?? NEVER) : NEVER;
  return {
    host_state: state,
    assessed_day: day,
    host_day: status === 'paused' ? day : openOr(menu, day),
    host_share: hostShare(current, maxConcurrent),
  };
}

const openOr = (menu: MenuFacts, otherwise: number): number => (isOpen(menu) ? MUCH : otherwise);

const PLACES_OF_NO_REPORT = { free: MUCH, free_outside: NEVER, report_day: NEVER, reported: NO_REPORT, ledgerFlags: 0 };

/** What the ledger says; of open places only what orders ties and what people outside a scheme may use. */
export function ledgerCells(menu: MenuFacts, capacity: CapacityView | null) {
  const said = capacity === null ? PLACES_OF_NO_REPORT : reported(capacity, !isOpen(menu));
  return isOpen(menu) ? { ...said, free: MUCH, report_day: MUCH } : said;
}

function reported(capacity: CapacityView, fixed: boolean): typeof PLACES_OF_NO_REPORT {
  const { overCommitted, reportedAt, unit, sessions } = capacity;
  const sliced = sessions != null;
  const free = sliced ? MUCH : freeIn(capacity);
  return {
    free: overCommitted ? NEVER : (free ?? MUCH),
    free_outside: freeOutside(capacity),
    report_day: free === null ? NEVER : (localDay(reportedAt) ?? NEVER),
    reported: secondOf(reportedAt),
    ledgerFlags:
      flag(unit === 'family', FLAG.family) |
      flag(sliced, FLAG.sliced) |
      flag(sliced && fixed && !overCommitted, FLAG.slicedFixed),
  };
}

const freeIn = ({ total, used, held }: CapacityView): number | null =>
  total == null || used == null ? null : total - used - held;

function freeOutside({ outOfSystem: places }: CapacityView): number {
  return places?.slots == null || places.used == null ? NEVER : places.slots - places.used - places.held;
}
