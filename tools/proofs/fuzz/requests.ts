import { isRole } from '#libs/kernel';
import fc from 'fast-check';
import type { Operation, Parameter } from '../operations';
import type { Wanted } from './judge';
import { HARD } from './texts';
import type { Rule, Values } from './values';

export type Ids = Readonly<Record<string, string>>;

/** One request as it goes out; the token and the idempotency key are added where `headers` say nothing of them. */
export interface Sent {
  readonly kind: string;
  readonly method: string;
  /** With the query. */
  readonly path: string;
  /** Whose token. */
  readonly role: string;
  /** An empty value leaves a header out that would else be there. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly wanted: Wanted;
  /** Ids in the path. */
  readonly ids: Ids;
}

export type Sending = fc.Arbitrary<Sent>;
type Body = Pick<Sent, 'headers' | 'body'>;

export const JSON_TYPE = { 'content-type': 'application/json' };
const MOST_LINES = 12;

/** Requests as the document wants them. */
export class RightRequests {
  readonly inPath: readonly Parameter[];
  readonly inQuery: readonly Parameter[];
  /** The fields of the body alone. */
  readonly fields: fc.Arbitrary<unknown>;
  readonly all: Sending;

  constructor(
    readonly operation: Operation,
    private readonly values: Values,
  ) {
    const { method, bodies, parameters } = operation;
    this.inPath = parameters.filter((each) => each.in === 'path');
    this.inQuery = parameters.filter((each) => each.in === 'query');
    this.fields = values.of(bodies['application/json'] ?? {});
    const body = method === 'GET' ? fc.constant<Body>({ headers: {} }) : this.body(Object.keys(bodies));
    this.all = fc.tuple(this.role(), this.pathValues(), this.query(), body).map(([role, ids, query, sent]) => ({
      ...{ kind: 'right', method, role, ids, wanted: 'any' as const },
      ...sent,
      path: `${this.at(ids)}${query}`,
    }));
  }

  /** The path with these ids in it. */
  at(ids: Ids, escape: (text: string) => string = encodeURIComponent): string {
    return this.operation.path.replace(/\{(\w+)\}/g, (_, name: string) => escape(ids[name] ?? ''));
  }

  private role(): fc.Arbitrary<string> {
    const people = this.operation.roles.filter((role) => isRole(role) && role !== 'SYSTEM');
    return fc.constantFrom(...(people.length > 0 ? people : ['CSW']));
  }

  private body(types: readonly string[]): fc.Arbitrary<Body> {
    if (types.length === 0) return fc.constantFrom<Body>({ headers: {} }, { headers: JSON_TYPE, body: '{}' });
    return fc.oneof(
      ...types.map((type) => this.content(type).map((body) => ({ headers: { 'content-type': type }, body }))),
    );
  }

  private content(type: string): fc.Arbitrary<string | Uint8Array> {
    if (type === 'application/json') return this.fields.map((given) => JSON.stringify(given));
    if (type === 'application/octet-stream') return fc.uint8Array({ minLength: 1 });
    return fc.array(fc.constantFrom(...HARD, 'a', 'name'), { maxLength: MOST_LINES }).map((lines) => lines.join('\n'));
  }

  private pathValues(): fc.Arbitrary<Ids> {
    return fc.record(this.textsOf(this.inPath), { noNullPrototype: true });
  }

  private query(): fc.Arbitrary<string> {
    const requiredKeys = this.inQuery.filter(({ required }) => required).map(({ name }) => name);
    return fc.record(this.textsOf(this.inQuery), { requiredKeys, noNullPrototype: true }).map((given) => {
      const parts = Object.entries(given).map(([name, value]) => `${name}=${encodeURIComponent(value ?? '')}`);
      return parts.length === 0 ? '' : `?${parts.join('&')}`;
    });
  }

  private textsOf(parameters: readonly Parameter[]): Readonly<Record<string, fc.Arbitrary<string>>> {
    return Object.fromEntries(
      parameters.map(({ name, schema }) => [name, this.values.of(withoutNull(schema), name).map(String)]),
    );
  }
}

/** A parameter that is not there is left out; no text stands for it. */
const withoutNull = (schema: Parameter['schema']): Parameter['schema'] =>
  (schema as Rule).anyOf?.find((one) => one['type'] !== 'null') ?? schema;
