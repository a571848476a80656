import { codesOf } from '#libs/kernel';
import { ClosedCodes } from './code-sets';

/** 32-bit words of one place. */
export const ROW_WORDS = 21;

/** Offsets. A slash names the lower and the upper half of a word. */
export const X = 0;
export const Y = 1;
export const FLAGS = 2;
/** Bytes, the lowest first: youngest, oldest, youngest peer, oldest peer. */
export const AGES = 3;
/** Purposes / support. */
export const OFFERS = 4;
/** Demands / load. */
export const DEMANDS_LOAD = 5;
/** Activities and roles (22 bits) / usual group (10 bits). */
export const DOING_GROUP = 6;
export const TIMETABLE = 7;
/** Accessibility / languages. */
export const ACCESS_LANGUAGES = 8;
/** Next steps / targets. */
export const NEXT_TARGETS = 9;
/** Free places / free out-of-system places; with SLICED the number of the sessions' record. */
export const FREE = 10;
export const FEE = 11;
/** Earliest start / day of the host's assessment, in days since 1970. */
export const DAYS = 12;
/** Seconds since 1970 of the report, unsigned. */
export const REPORTED = 13;
/** Organisation (22 bits) / free share of the host's limit in thousandths (10 bits). */
export const ORG_HOST = 14;
export const MENU_ID = 15;
export const RESOURCE_ID = 19;

export const OPEN_SHIFT = 0;
export const IS_OPEN = 1 << OPEN_SHIFT;
export const NEEDS_NAME_SHIFT = 1;
export const NEEDS_NAME = 1 << NEEDS_NAME_SHIFT;
export const UNDER_REVIEW = 1 << 2;
export const INACTIVE_SHIFT = 3;
export const INACTIVE = 1 << INACTIVE_SHIFT;
export const PURPOSES_SHIFT = 4;
export const PURPOSES_KNOWN = 1 << PURPOSES_SHIFT;
export const MODES_SHIFT = 5;
export const MODES_KNOWN = 1 << MODES_SHIFT;
export const OFFERS_REMOTE = 1 << 6;
export const OFFERS_IN_PERSON = 1 << 7;
export const REMOTE_ONLY = 1 << 8;
export const LOCATED = 1 << 9;
export const CONFIDENTIAL_SHIFT = 10;
export const CONFIDENTIAL = 1 << CONFIDENTIAL_SHIFT;
export const PICKUP_SHIFT = 11;
export const PICKUP = 1 << PICKUP_SHIFT;
export const SUPPORT_SHIFT = 12;
export const SUPPORT_KNOWN = 1 << SUPPORT_SHIFT;
export const HAS_ROLES = 1 << 13;
export const IS_QUIET = 1 << 14;
/** Two bits: index of the readiness that is asked for. */
export const READINESS_SHIFT = 15;
/** Two bits: HOST_…. */
export const HOST_SHIFT = 17;
export const HOST_FULL_SHIFT = 19;
export const HOST_FULL = 1 << HOST_FULL_SHIFT;
// From the ledger, kept when the facts change:
export const OVER_COMMITTED_SHIFT = 24;
export const OVER_COMMITTED = 1 << OVER_COMMITTED_SHIFT;
export const FAMILY = 1 << 25;
export const SLICED = 1 << 26;
export const REPORT_COMPLETE_SHIFT = 27;
export const REPORT_COMPLETE = 1 << REPORT_COMPLETE_SHIFT;
export const LEDGER_FLAGS = OVER_COMMITTED | FAMILY | SLICED | REPORT_COMPLETE;

export const HOST_UNUSABLE = 0;
export const HOST_READY = 1;
export const HOST_NEEDS_SUPPORT = 2;
export const HOST_PAUSED = 3;

export const HALF = 16;
export const LOWER = 0xffff;
/** A free count that nobody reported. */
export const FREE_UNKNOWN = -0x8000;
/** Counts past it are kept as it: nobody asks for more places at once. */
export const FREE_MOST = 0x7fff;
/** In the fields for days, seconds, group; such a thing is not known. */
export const NOT_KNOWN = 0;
export const FEE_UNKNOWN = -1;
/** Yen past it are kept as it; no budget stands for more. */
export const FEE_MOST = 0x3fff_fffe;
export const AGE_MOST = 0xff;
/** Of a word that is parted unequally: a long number below, a short one above. */
export const LONG_BITS = 22;
export const LONG_MASK = (1 << LONG_BITS) - 1;
export const SHORT_MOST = 0x3ff;

export const PURPOSES = new ClosedCodes('purposes', codesOf('purposes'), HALF);
export const SUPPORT = new ClosedCodes('supportCapabilities', codesOf('supportCapabilities'), HALF);
export const AVOIDABLE = new ClosedCodes('avoidDemands', codesOf('avoidDemands'), HALF);

export const lower = (word: number): number => word & LOWER;
export const upper = (word: number): number => word >>> HALF;
/** The halves of FREE are signed. */
export const lowerSigned = (word: number): number => (word << HALF) >> HALF;
export const upperSigned = (word: number): number => word >> HALF;
export const halves = (low: number, high: number): number => (low & LOWER) | (high << HALF);
