import { randomUUID } from 'node:crypto';

type Schema = Readonly<Record<string, unknown>>;

export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

const DAY = '2026-01-05';
const DEEP = 6;

/** A plain body that a route may take: what it needs and nothing else. Not every rule stands in the document. */
export function bodyFor(document: ApiDocument, method: string, path: string): object {
  const operation = document.paths[path]?.[method.toLowerCase()] as
    | { readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> } }
    | undefined;
  const schema = operation?.requestBody?.content?.['application/json']?.schema;
  const value = schema === undefined ? {} : valueOf(document, schema, 0);
  return typeof value === 'object' && value !== null ? value : {};
}

function valueOf(document: ApiDocument, schema: Schema, depth: number): unknown {
  const inner = schemaInside(document, schema);
  if (inner !== undefined) return depth > DEEP ? {} : valueOf(document, inner, depth + 1);
  const [first] = (schema['enum'] as readonly unknown[] | undefined) ?? [];
  const type = [schema['type']].flat()[0];
  return first ?? MAKERS[String(type)]?.(document, schema, depth) ?? null;
}

/** The schema that this one only points at, or the first of those that it offers. */
function schemaInside({ components }: ApiDocument, schema: Schema): Schema | undefined {
  const named = schema['$ref'];
  if (typeof named === 'string') return components?.schemas?.[named.split('/').at(-1) ?? ''] ?? {};
  const offered = ['anyOf', 'oneOf', 'allOf'].flatMap((key) => (schema[key] as readonly Schema[] | undefined) ?? []);
  return offered[0];
}

type Maker = (document: ApiDocument, schema: Schema, depth: number) => unknown;

const FORMATS: Readonly<Record<string, () => string>> = {
  uuid: () => randomUUID(),
  date: () => DAY,
  'date-time': () => `${DAY}T09:00:00+09:00`,
  email: () => 'office@example.jp',
  uri: () => 'https://example.jp/',
};

const MAKERS: Readonly<Record<string, Maker>> = {
  string: (_, schema) => FORMATS[String(schema['format'])]?.() ?? 'other'.padEnd(Number(schema['minLength'] ?? 0), 'x'),
  integer: (_, schema) => Number(schema['minimum'] ?? 1),
  number: (_, schema) => Number(schema['minimum'] ?? 1),
  boolean: () => false,
  array: (document, schema, depth) =>
    Array.from({ length: Number(schema['minItems'] ?? 0) }, () =>
      valueOf(document, (schema['items'] ?? {}) as Schema, depth + 1),
    ),
  object: (document, schema, depth) => {
    const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Schema>>;
    const needed = (schema['required'] ?? []) as readonly string[];
    return Object.fromEntries(needed.map((name) => [name, valueOf(document, properties[name] ?? {}, depth + 1)]));
  },
};
