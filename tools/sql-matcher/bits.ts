/** A code that nobody has: what asks for it is met by nobody. */
export const NOBODY = 1n << 26n;
/** Set in every row: a question that sets it too is met by all. */
export const EVERY_ROW = 1n << 29n;
/** Set in rows where the fact is not known, and in every question. */
export const NOT_KNOWN = 1n << 28n;
/** Easy Japanese is followed beside whatever else is spoken. */
export const EASY_JAPANESE = 1n << 27n;
export const ALL_BITS = -1n;

/** Bits of the column `flags`. */
export const FLAG = {
  needsName: 1,
  review: 1 << 1,
  inactive: 1 << 2,
  offersRemote: 1 << 3,
  remoteOnly: 1 << 4,
  confidential: 1 << 5,
  pickup: 1 << 6,
  quiet: 1 << 7,
  hasRoles: 1 << 8,
  supportKnown: 1 << 10,
  companionsRefused: 1 << 11,
  companionsAllowed: 1 << 12,
  clinic: 1 << 13,
  acceptsOutside: 1 << 14,
  family: 1 << 16,
  sliced: 1 << 17,
  /** Fixed and counted session by session. */
  slicedFixed: 1 << 18,
  alwaysFits: 1 << 19,
  timesUnknown: 1 << 20,
  /** Times that half-hours of the week do not tell exactly. */
  oddTimes: 1 << 21,
} as const;

/** Beyond every number that is compared. */
export const MUCH = 1 << 30;
export const NEVER = -MUCH;

// Bits of the column `admits`: grades e1 … h3, then the ages of 年度末 limits, then the rest.
export const GRADE_BITS = ['e1', 'e2', 'e3', 'e4', 'e5', 'e6', 'j1', 'j2', 'j3', 'h1', 'h2', 'h3'];
export const YEAR_END_SHIFT = 12n;
export const YEAR_END_MOST = 20;
export const ADMITS_PREGNANT = 1n << 40n;
export const ADMITS_ALL = 1n << 41n;

// Bits of the column `scheme`: what has to be met.
export const REQUIREMENTS = ['disability_service', 'income_hardship', 'care_insurance'];
export const CANNOT_BE_MET = 1 << 3;
