import { clean } from './text';

/** Reading of JSON that somebody else wrote: whatever is not there or of another kind is null or empty. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function asObject(value: unknown): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
}

/** The objects of an array; one object counts as an array of one. */
export function objectsIn(value: unknown): readonly JsonObject[] {
  const list = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  return list.map(asObject).filter((each) => each !== null);
}

/** Text of a string, number or boolean. Characters that no table can hold are marked as unreadable. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return readable(value);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** Words that may have several lines; null where nothing is said. */
export function lines(value: unknown): string | null {
  const text = textOf(value)
    .split(/\r\n|\r|\n/)
    .map(clean)
    .join('\n')
    .trim();
  return text === '' ? null : text;
}

/** Half of a surrogate pair, or the null character: PostgreSQL stores neither. */
const UNSTORABLE = /\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

export const readable = (text: string): string => text.replace(UNSTORABLE, '\ufffd');

/** Every value of an object under the path that leads to it («phones[0].number»). */
export function flattened(value: JsonObject, depth = 0): Readonly<Record<string, string>> {
  const flat: Record<string, string> = {};
  for (const [key, inner] of Object.entries(value)) addFlat(flat, readable(key), inner, depth);
  return flat;
}

/** Deeper than any specification nests; what lies below stays one text. */
const DEEPEST = 12;

function addFlat(flat: Record<string, string>, path: string, value: unknown, depth: number): void {
  if (value === null || value === undefined) return;
  if (depth >= DEEPEST) flat[path] = readable(JSON.stringify(value));
  else if (Array.isArray(value)) value.forEach((each, at) => addFlat(flat, `${path}[${at}]`, each, depth + 1));
  else if (typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) addFlat(flat, `${path}.${readable(key)}`, inner, depth + 1);
  } else flat[path] = textOf(value);
}
