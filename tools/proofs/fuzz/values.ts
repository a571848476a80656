import { addDays } from '#libs/kernel';
import fc from 'fast-check';
import { type ApiDocument, resolved, type Schema } from '../operations';
import { type Known, nameIn } from './known';
import { HARD, MARK, USUAL } from './texts';

/** What a schema may say, as far as our document says it. */
export interface Rule extends Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
}

type Made = fc.Arbitrary<unknown>;

const DEEPEST = 5;
const MARKED_FROM = 12;
const DAYS: fc.Arbitrary<number> = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -40, max: 40 }) },
  { weight: 2, arbitrary: fc.integer({ min: -800, max: 800 }) },
  { weight: 1, arbitrary: fc.integer({ min: -30_000, max: 20_000 }) },
);
const TIMES = ['T09:00:00+09:00', 'T00:00:00Z', 'T23:59:59.999Z', 'T12:30:00+09:00'];
const URLS = ['https://a.invalid/x', 'https://xn--wgv71a119e.invalid/?q=%E3%81%82', 'https://b.invalid:8443/'];
/** Made once: what patterns and characters mean takes long to work out. */
const ANY_TEXT = fc.string({ unit: 'grapheme', maxLength: 30 });
const ANY_ID = fc.uuid({ version: 4 });
const MATCHING = new Map<string, fc.Arbitrary<string>>();
const EMAILS = ['a@b.invalid', 'a.b+c@xn--wgv71a119e.invalid'];

/** Values that fit a schema of the document, with ids and codes that the system knows where it knows any. */
export class Values {
  /** `around`: the ids that belong together this time. */
  constructor(
    private readonly document: ApiDocument,
    private readonly known: Known,
    private readonly around: Readonly<Record<string, string>>,
    /** Local day. */
    private readonly today: string,
  ) {}

  of(schema: Schema, name = '', depth = 0): Made {
    const rule = resolved(this.document, schema) as Rule;
    if (rule.enum) return fc.constantFrom(...rule.enum);
    if (rule.anyOf) {
      const { anyOf, ...rest } = rule;
      return fc.oneof(...anyOf.map((one) => this.of({ ...rest, ...one }, name, depth)));
    }
    switch (rule.type) {
      case 'object':
        return this.object(rule, depth);
      case 'array':
        return this.list(rule, name, depth);
      case 'string':
        return this.text(rule, name);
      default:
        return simple(rule);
    }
  }

  private object({ properties = {}, required = [] }: Rule, depth: number): Made {
    const model = Object.fromEntries(
      Object.entries(properties)
        .filter(([name]) => depth < DEEPEST || required.includes(name))
        .map(([name, schema]) => [name, this.of(schema, name, depth + 1)]),
    );
    const needed = Object.fromEntries(required.map((name) => [name, model[name] ?? fc.constant(null)]));
    return fc.oneof(
      fc.record(needed, { noNullPrototype: true }),
      fc.record(model, { requiredKeys: [...required], noNullPrototype: true }),
    );
  }

  private list({ items = {}, minItems = 0, maxItems = 3, uniqueItems }: Rule, name: string, depth: number): Made {
    const one = this.of(items, name, depth + 1);
    const size = { minLength: minItems, maxLength: Math.max(minItems, Math.min(maxItems, depth < DEEPEST ? 3 : 0)) };
    if (uniqueItems !== true) return fc.array(one, size);
    // A short list of codes may hold fewer values than the list would take.
    return fc.array(one, size).map((given) => [...new Map(given.map((each) => [JSON.stringify(each), each])).values()]);
  }

  private text(rule: Rule, name: string): Made {
    const { format, pattern } = rule;
    if (format === 'uuid') return this.id(name);
    if (format === 'date') return this.day(pattern);
    if (format === 'date-time')
      return fc.tuple(this.day(pattern), fc.constantFrom(...TIMES)).map((both) => both.join(''));
    if (format === 'url' || format === 'uri') return fc.constantFrom(...URLS);
    if (format === 'email') return fc.constantFrom(...EMAILS);
    if (pattern !== undefined) return this.code(rule, new RegExp(pattern, 'u'), name);
    return freeText(rule);
  }

  private id(name: string): Made {
    const here = this.around[nameIn(this.around, name) ?? ''];
    const others = this.known.ids(name);
    return fc.oneof(
      ...(here === undefined ? [] : [{ weight: 10, arbitrary: fc.constant(here) }]),
      ...(others.length === 0 ? [] : [{ weight: 3, arbitrary: fc.constantFrom(...others) }]),
      { weight: 1, arbitrary: ANY_ID },
    );
  }

  private day(pattern: string | undefined): fc.Arbitrary<string> {
    const fits = new RegExp(pattern ?? '');
    return DAYS.map((days) => addDays(this.today, days)).filter((day) => fits.test(day));
  }

  private code({ minLength = 0, maxLength = 255 }: Rule, pattern: RegExp, name: string): Made {
    const fits = (text: string): boolean => text.length >= minLength && text.length <= maxLength;
    const known = this.known.codesOf(name).filter((code) => pattern.test(code) && fits(code));
    const any = matching(pattern).filter(fits);
    return known.length === 0
      ? any
      : fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: any });
  }
}

function simple(rule: Rule): Made {
  switch (rule.type) {
    case 'integer':
    case 'number':
      return numberOf(rule);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.oneof(fc.constant(null), fc.integer(), fc.constantFrom(...USUAL));
  }
}

function freeText({ minLength = 0, maxLength = 200 }: Rule): fc.Arbitrary<string> {
  const marked = (text: string): string => {
    const whole = maxLength < MARKED_FROM ? text : `${MARK}${text}`;
    return cut(whole, maxLength).padEnd(minLength, 'あ');
  };
  return fc
    .oneof(
      { weight: 5, arbitrary: fc.constantFrom(...USUAL) },
      { weight: 3, arbitrary: fc.constantFrom(...HARD) },
      { weight: 2, arbitrary: ANY_TEXT },
      { weight: 1, arbitrary: fc.constant('あ'.repeat(Math.min(maxLength, 4_000))) },
    )
    .map(marked);
}

function matching(pattern: RegExp): fc.Arbitrary<string> {
  const known = MATCHING.get(pattern.source) ?? fc.stringMatching(pattern, { size: 'small' });
  MATCHING.set(pattern.source, known);
  return known;
}

/** Not through the middle of a character. */
const cut = (text: string, length: number): string =>
  text.length <= length ? text : text.slice(0, length).replace(/[\ud800-\udbff]$/, '');

function numberOf({ type, minimum, maximum }: Rule): fc.Arbitrary<number> {
  const min = minimum ?? Math.min(0, maximum ?? 0);
  const max = maximum ?? Math.max(10_000, min);
  const near = fc.integer({ min: Math.ceil(min), max: Math.floor(Math.min(max, min + 12)) });
  const ends = fc.constantFrom(min, max);
  const whole = fc.integer({ min: Math.ceil(min), max: Math.floor(max) });
  if (type === 'integer') return fc.oneof({ weight: 4, arbitrary: near }, whole, ends);
  return fc.oneof(near, ends, fc.double({ min, max, noNaN: true }));
}
