import fc from 'fast-check';
import { type ApiDocument, resolved, type Schema } from '../operations';
import { BROKEN, HARD } from './texts';
import type { Rule } from './values';

/** A place in a body, and what its schema says. */
interface Spot {
  readonly at: readonly (string | number)[];
  readonly rule: Rule;
}

const GONE = Symbol('gone');

type Mutation = (rule: Rule, value: unknown) => unknown;

const text = (rule: Rule): boolean => rule.type === 'string';
const number = (rule: Rule): boolean => rule.type === 'integer' || rule.type === 'number';

/** Ways to spoil a value. What does not suit the place gives back what was there. */
const MUTATIONS: readonly Mutation[] = [
  () => GONE,
  () => null,
  () => true,
  () => 'text',
  () => '',
  () => [],
  () => ({}),
  () => -1,
  () => 1.5,
  () => 1e308,
  () => Number.MAX_SAFE_INTEGER + 2,
  () => 2_147_483_648,
  () => '1',
  (_, value) => [value],
  (_, value) => [[[value]]],
  (_, value) => ({ a: value }),
  (_, value) => String(value),
  (rule, value) => (number(rule) ? (rule.minimum ?? 0) - 1 : value),
  (rule, value) => (number(rule) ? (rule.maximum ?? 1e15) + 1 : value),
  (rule, value) => (text(rule) ? 'あ'.repeat((rule.maxLength ?? 9_999) + 1) : value),
  (rule, value) => (text(rule) ? '🏠'.repeat(rule.maxLength ?? 9_999) : value),
  (rule, value) => (typeof value === 'string' ? value.toUpperCase() : [rule.type, value]),
  (_, value) => (Array.isArray(value) ? [...(value as unknown[]), ...(value as unknown[])] : value),
  ({ maxItems = 300 }, value) =>
    Array.isArray(value) ? Array.from({ length: maxItems + 1 }, () => value[0] as unknown) : value,
  (_, value) => (isObject(value) ? { ...value, nobodyKnowsThis: 1 } : value),
  (_, value) => (isObject(value) ? Object.values(value) : value),
  ...[...BROKEN, ...HARD].map((broken) => () => broken),
];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A right value with one or two places spoilt. */
export function mutantsOf(document: ApiDocument, schema: Schema, right: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const spoil = fc.tuple(fc.nat(), fc.nat({ max: MUTATIONS.length - 1 }));
  return fc.tuple(right, fc.array(spoil, { minLength: 1, maxLength: 2 })).map(([value, spoils]) =>
    spoils.reduce((spoilt, [place, mutation]) => {
      const spots = spotsOf(document, schema, spoilt);
      const spot = spots[place % spots.length];
      const mutate = MUTATIONS[mutation];
      return spot && mutate ? changed(spoilt, spot.at, (old) => mutate(spot.rule, old)) : spoilt;
    }, value),
  );
}

function spotsOf(document: ApiDocument, schema: Schema, value: unknown, at: Spot['at'] = []): readonly Spot[] {
  const rule = ruleFor(document, schema, value);
  const here = { at, rule };
  if (Array.isArray(value)) {
    const items = value.slice(0, 3) as readonly unknown[];
    return [here, ...items.flatMap((item, index) => spotsOf(document, rule.items ?? {}, item, [...at, index]))];
  }
  if (!isObject(value)) return [here];
  const inside = Object.entries(value).flatMap(([name, item]) =>
    spotsOf(document, rule.properties?.[name] ?? {}, item, [...at, name]),
  );
  return [here, ...inside];
}

/** Of alternatives the one that is not null, unless the value is. */
function ruleFor(document: ApiDocument, schema: Schema, value: unknown): Rule {
  const rule = resolved(document, schema) as Rule;
  const { anyOf, ...rest } = rule;
  if (!anyOf || value === null) return rule;
  const chosen = anyOf.find((one) => one['type'] !== 'null') ?? {};
  return ruleFor(document, { ...rest, ...chosen }, value);
}

function changed(value: unknown, [step, ...rest]: Spot['at'], change: (old: unknown) => unknown): unknown {
  if (step === undefined) {
    const whole = change(value);
    return whole === GONE ? null : whole;
  }
  const old = (value as Readonly<Record<string | number, unknown>>)[step];
  const now = rest.length === 0 ? change(old) : changed(old, rest, change);
  if (Array.isArray(value))
    return value.flatMap((item: unknown, index) => (index !== step ? [item] : now === GONE ? [] : [now]));
  const { [step]: _, ...others } = value as Readonly<Record<string | number, unknown>>;
  return now === GONE ? others : { ...others, [step]: now };
}
