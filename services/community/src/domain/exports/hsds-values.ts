/** A value of an HSDS document; what is undefined is left out. */
export type HsdsObject = Readonly<Record<string, unknown>>;

/** An id that is the same for the same parts, for things that have none of their own in the register. */
export type IdOf = (...parts: readonly string[]) => string;

/** Without what is null, undefined, or an empty list: HSDS knows no null. */
export function said<T extends HsdsObject>(thing: T): HsdsObject {
  const given = Object.entries(thing).filter(([, value]) => value !== null && value !== undefined && !isEmpty(value));
  return Object.fromEntries(given);
}

const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

const ATOM = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+";
const LABEL = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
const MAIL = new RegExp(`^${ATOM}(?:\\.${ATOM})*@(?:${LABEL}\\.)+${LABEL}$`, 'i');

/** A mail address as the schema wants it. Some carriers gave out addresses with two dots in a row, which it refuses. */
export const mailOf = (text: string | null): string | undefined =>
  text !== null && MAIL.test(text) ? text : undefined;

/** A web address as RFC 3986 writes it; undefined where it is none. */
export function uriOf(text: string | null): string | undefined {
  if (text === null || !URL.canParse(text)) return undefined;
  const { href } = new URL(text);
  const whole = href.replace(/%(?![0-9a-f]{2})/gi, '%25').replace(/[|^`{}\\"<> ]/g, encodeURIComponent);
  return /^https?:\/\/[\w.-]+(?::\d+)?(?:[/?#][\w~:/?#@!$&'()*+,;=.%-]*)?$/.test(whole) ? whole : undefined;
}

/** The schema takes a number; an extension that is none, or begins with 0, stands in the description. */
export const isPlainNumber = (text: string): boolean => /^[1-9]\d{0,8}$/.test(text);
