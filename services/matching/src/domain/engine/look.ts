import { type Entitlement, type HostState, type RowLook } from '../menu-look';
import * as row from './row';
import { type RowRequest } from './row-request';
import { hasOutOfSystemPlace, hostStateOf, isRemote, isReportUsable, NO_DISTANCE } from './rules';
import { ENTITLED, entitlementIn, NOT_ACCEPTED, OPEN } from './targets';
import { scheduleIn } from './timetables';

const HOST_STATES: readonly HostState[] = ['unusable', 'ready', 'needs_support', 'paused'];
const MS_PER_SECOND = 1000;

/** What reasons and questions have to know of a row as this request sees it. Made for the rows that are shown. */
export function lookOf(request: RowRequest, words: Int32Array, at: number, metres: number): RowLook {
  const flags = words[at + row.FLAGS] ?? 0;
  const seconds = (words[at + row.REPORTED] ?? 0) >>> 0;
  return {
    remote: isRemote(request, flags),
    distance: metres === NO_DISTANCE ? null : metres,
    schedule: scheduleIn(request.timetables.verdict(words[at + row.TIMETABLE] ?? 0)),
    entitlement: entitlementOf(request, words, at, flags),
    host: HOST_STATES[hostStateOf(request, words, at, flags)] ?? 'unusable',
    reportUsable: isReportUsable(request, words, at, flags) === 1,
    reportedAt: seconds === row.NOT_KNOWN ? null : new Date(seconds * MS_PER_SECOND).toISOString(),
  };
}

function entitlementOf(request: RowRequest, words: Int32Array, at: number, flags: number): Entitlement {
  const entitlement = entitlementIn(request.targets.verdict(row.upper(words[at + row.NEXT_TARGETS] ?? 0)));
  if (entitlement === OPEN) return 'open';
  if (entitlement === ENTITLED) return 'entitled';
  if (entitlement === NOT_ACCEPTED) return 'not_accepted';
  return hasOutOfSystemPlace(request, words, at, flags) ? 'out_of_system' : 'no_slot';
}
