import { randomUUID } from 'node:crypto';

/** One way in which a request can be wrong. The raw body is sent as it is. */
export interface BadRequest {
  readonly name: string;
  readonly body: string | Uint8Array;
  readonly contentType?: string;
  /** In the place of the usual ones; an empty value leaves its header out. */
  readonly headers?: Readonly<Record<string, string>>;
}

type Schema = Readonly<Record<string, unknown>> & { readonly properties?: Readonly<Record<string, object>> };

const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

/** Bodies that no route takes, whatever it is for. */
export const ANYWHERE: readonly BadRequest[] = [
  { name: 'not JSON', body: '{"a":' },
  { name: 'a list', body: '[]' },
  { name: 'null', body: 'null' },
  { name: 'a string', body: '"text"' },
  { name: 'a number', body: '5' },
  { name: 'an unknown field', body: '{"nobodyKnowsThis":1}' },
  { name: 'a field of the prototype', body: '{"__proto__":{"admin":true}}' },
  { name: 'a constructor', body: '{"constructor":{"prototype":{}}}' },
  { name: 'too deep', body: `{"a":${nested(40)}}` },
  { name: '80 KB of brackets', body: nested(40_000) },
  { name: 'too large', body: JSON.stringify({ a: 'x'.repeat(70_000) }) },
  { name: 'too many nodes', body: JSON.stringify({ a: Array.from({ length: 12_000 }, () => 1) }) },
  { name: 'NUL, escaped', body: '{"a":"\\u0000"}' },
  { name: 'NUL, raw', body: '{"a":"\u0000"}' },
  { name: 'a lone surrogate', body: '{"a":"\\ud800"}' },
  { name: 'invalid UTF-8', body: new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]) },
  { name: 'a form', body: 'a=1&b=2', contentType: 'application/x-www-form-urlencoded' },
  { name: 'XML', body: '<a/>', contentType: 'application/xml' },
  { name: 'another charset', body: '{}', contentType: 'application/json; charset=utf-7' },
  { name: 'the tenant in the body', body: '{"tenant":"990027"}' },
  { name: 'a compressed body', body: '{}', headers: { 'content-encoding': 'gzip' } },
];

const WRONG_VALUES: readonly (readonly [string, unknown])[] = [
  ['null where it is not allowed', Symbol.for('null')],
  ['a number', 1.5],
  ['a huge number', 1e308],
  ['a negative number', -1],
  ['a boolean', true],
  ['an object', { a: 1 }],
  ['a list of lists', [[[]]]],
  ['an empty string', ''],
  ['a huge string', 'あ'.repeat(20_000)],
  ['a day that does not exist', '2026-02-30'],
  ['a year out of range', '300000-01-01T00:00:00Z'],
  ['control characters', 'a\u0007b'],
  ['a 12-digit personal number', '番号 123456789018'],
  ['SQL', "'; DROP TABLE cases; --"],
];

/**
 * Wrong values for each field of a request in turn; the other fields are left out or as in `valid`.
 * A value that happens to be right for its field is not sent.
 */
export function wrongFields(schema: Schema): readonly BadRequest[] {
  const fields = Object.entries(schema.properties ?? {});
  return fields.flatMap(([field, rule]) =>
    WRONG_VALUES.filter(([, value]) => !mayBeRight(rule as Schema, value)).map(([name, value]) => ({
      name: `${field}: ${name}`,
      body: JSON.stringify({ [field]: value === Symbol.for('null') ? null : value }),
    })),
  );
}

/** Cautious: where the schema does not exclude a value, another missing field has to make the request wrong. */
function mayBeRight(rule: Schema, value: unknown): boolean {
  if (value === Symbol.for('null')) return true;
  const type = rule['type'];
  return type === undefined
    ? true
    : [type].flat().includes(typeof value === 'number' && Number.isInteger(value) ? 'integer' : typeof value);
}

/** Ids that are none, of another municipality or of nothing. */
export const BAD_IDS: readonly (readonly [string, string])[] = [
  ['no uuid', 'not-an-id'],
  ['an unknown id', randomUUID()],
  ['SQL', encodeURIComponent("1' OR '1'='1")],
  ['a path', encodeURIComponent('../../etc/passwd')],
  ['NUL', '%00'],
  ['bad escapes', '%zz'],
  ['very long', 'a'.repeat(3_000)],
];
