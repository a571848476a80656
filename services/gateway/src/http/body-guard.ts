import { AppError, invalid } from '#libs/kernel';

export const MAX_BODY_BYTES = 64 * 1024;
const MAX_QUERY_BYTES = 4 * 1024;
const MAX_DEPTH = 32;
const MAX_NODES = 10_000;
const MAX_PARAMETERS = 100;

const MEDIA_TYPE = /^application\/json(?:\s*;\s*charset\s*=\s*(?:utf-8|"utf-8"))?\s*$/i;
const RESERVED: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
/** What no store takes: NUL, and halves of a character (lone surrogates). */
const UNSTORABLE = /[\0\p{Cs}]/u;
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads a request's JSON before anything else looks at it. Refuses with 400 and a stable code what
 * would break a validator, a parser or the database behind it; nothing here depends on the route.
 */
export function parseBody(contentType: string | undefined, bytes: Buffer): unknown {
  if (!MEDIA_TYPE.test(contentType ?? '')) throw wrongMediaType();
  if (bytes.length === 0) return {};
  const text = decode(bytes);
  const colons = measure(text);
  const value = parse(text);
  inspect(value, colons);
  return value;
}

export const wrongMediaType = (): AppError =>
  new AppError('invalid', 'body.media-type', 'The body must be application/json in UTF-8.', [], 415);

/** A query string's parameters. Each may be given once. */
export function parseQuery(query: string): Readonly<Record<string, string>> {
  if (query.length > MAX_QUERY_BYTES) throw invalid('query.too-long', 'The query string is longer than 4 KiB.');
  const parameters = query.split('&').filter((part) => part !== '');
  if (parameters.length > MAX_PARAMETERS) throw invalid('query.too-many', 'The query string has too many parameters.');
  const found: Record<string, string> = {};
  for (const parameter of parameters) {
    const at = parameter.indexOf('=');
    const name = decodeParameter(at === -1 ? parameter : parameter.slice(0, at));
    const value = at === -1 ? '' : decodeParameter(parameter.slice(at + 1));
    checkKey(name);
    if (Object.hasOwn(found, name)) throw invalid('query.repeated', 'A query parameter is given twice.');
    found[name] = checkText(value);
  }
  return found;
}

/** Text that may go on to a service; 400 `text.unstorable` otherwise. */
export function checkText(text: string): string {
  if (UNSTORABLE.test(text)) throw invalid('text.unstorable', 'A text holds NUL or half a character.');
  return text;
}

function decodeParameter(part: string): string {
  try {
    return decodeURIComponent(part.replaceAll('+', ' '));
  } catch {
    throw invalid('query.malformed', 'The query string is malformed.');
  }
}

function decode(bytes: Buffer): string {
  try {
    return UTF8.decode(bytes);
  } catch {
    throw invalid('body.not-utf-8', 'The body is not UTF-8.');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw invalid('body.not-json', 'The body is not JSON.');
  }
}

/** As for a body, for one line of many. One that is no JSON is left to whoever answers row by row. */
export function guardLine(line: string): void {
  const colons = measure(line);
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return;
  }
  inspect(value, colons);
}

/** Looks at the brackets without recursion, before the parser does. Gives the number of keys. */
function measure(text: string): number {
  let depth = 0;
  let colons = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '"') at = endOfString(text, at);
    else if (char === ':') colons += 1;
    else if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') depth -= 1;
    if (depth > MAX_DEPTH) throw invalid('body.too-deep', `The body is nested deeper than ${MAX_DEPTH}.`);
  }
  return colons;
}

/** Where the string that begins at `start` ends; the end of the text where it does not. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}

/** Fewer keys than colons: some key stood there twice, and parsers differ about which one counts. */
function inspect(root: unknown, colons: number): void {
  const waiting: unknown[] = [root];
  let nodes = 0;
  let keys = 0;
  while (waiting.length > 0) {
    const value = waiting.pop();
    nodes += 1;
    if (nodes > MAX_NODES) throw invalid('body.too-many-nodes', `The body has more than ${MAX_NODES} values.`);
    if (typeof value !== 'object' || value === null) {
      checkScalar(value);
      continue;
    }
    if (!Array.isArray(value)) {
      const names = Object.keys(value);
      names.forEach(checkKey);
      keys += names.length;
    }
    waiting.push(...(Object.values(value) as readonly unknown[]));
  }
  if (keys !== colons) throw invalid('body.repeated-key', 'A key stands twice in one object.');
}

function checkScalar(value: unknown): void {
  if (typeof value === 'string') checkText(value);
  // 1e999 is read as Infinity and would travel on as null.
  else if (typeof value === 'number' && !Number.isFinite(value)) {
    throw invalid('body.number', 'A number is too large.');
  }
}

function checkKey(name: string): void {
  if (RESERVED.has(name)) throw invalid('body.reserved-key', 'A key is reserved.');
  checkText(name);
}
