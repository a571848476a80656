import { Type } from 'class-transformer';
import { ArrayMaxSize, IsInt, Max, Min, ValidateNested } from 'class-validator';
import { IsClockTime, IsCodeOf, IsDay, IsId, IsText, MayBeLeftOut, OrUnknown } from '#libs/contracts';
import type { Role } from '#libs/kernel';
import { create, read } from '../http/route';
import { TABLES } from '../http/tables';
import { openApiDocument } from './document';

const ROUTES = TABLES.flatMap(({ routes }) => routes);
type Node = Readonly<Record<string, unknown>>;

/** Everything in the document that is an object, with where it stands. */
function walk(value: unknown, at: string, seen: [string, Node][] = []): [string, Node][] {
  if (typeof value !== 'object' || value === null) return seen;
  if (!Array.isArray(value)) seen.push([at, value as Node]);
  for (const [key, item] of Object.entries(value)) walk(item, `${at}/${key}`, seen);
  return seen;
}

const resolve = (root: unknown, ref: string): unknown =>
  ref
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((node, key) => (node as Node | undefined)?.[key], root);

describe('the API document', () => {
  const document = openApiDocument(ROUTES);
  const nodes = walk(document, '#');

  it('holds every route once, with its own operation id', () => {
    const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
    expect(operations.length).toBeGreaterThanOrEqual(ROUTES.length);
    const ids = operations.map((operation) => operation['operationId']);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('refers to nothing that is not there', () => {
    const refs = nodes.flatMap(([at, node]) => (typeof node['$ref'] === 'string' ? [[at, node['$ref']] as const] : []));
    expect(refs.length).toBeGreaterThan(100);
    expect(refs.filter(([, ref]) => resolve(document, ref) === undefined)).toEqual([]);
  });

  it('declares every parameter of every path', () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      const wanted = [...path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1]);
      for (const operation of Object.values(methods)) {
        const given = ((operation['parameters'] ?? []) as readonly Node[]).filter((node) => node['in'] === 'path');
        expect([path, given.map(({ name }) => name)]).toEqual([path, wanted]);
      }
    }
  });

  it('says what 3.1 allows: no nullable, known types, required fields that exist', () => {
    const types = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];
    const schemas = walk(document.components['schemas'], '#');
    for (const [at, schema] of schemas) {
      if (at.endsWith('/properties')) continue;
      expect([at, 'nullable' in schema]).toEqual([at, false]);
      if (typeof schema['type'] === 'string')
        expect([at, types]).toEqual([at, expect.arrayContaining([schema['type']])]);
      const fields = Object.keys((schema['properties'] as object | undefined) ?? {});
      const required = Array.isArray(schema['required']) ? (schema['required'] as readonly string[]) : [];
      expect([at, required.filter((field) => !fields.includes(field))]).toEqual([at, []]);
    }
  });

  it('closes every request and says for each field what it may be', () => {
    for (const methods of Object.values(document.paths)) {
      for (const { requestBody } of Object.values(methods)) {
        const ref = (walk(requestBody, '#').find(([, node]) => '$ref' in node)?.[1]['$ref'] ?? '') as string;
        if (ref !== '') expect(resolve(document, ref)).toMatchObject({ type: 'object', additionalProperties: false });
      }
    }
  });
});

describe('a contract class', () => {
  const allow: readonly Role[] = ['CSW'];
  class Window {
    @IsClockTime() from!: string;
  }
  class Answer {
    @IsId() id!: string;
    @OrUnknown() @IsDay() on!: string | null;
  }
  class Contract {
    static readonly subject = 'rpc.intake.some-thing.v1';
    static readonly answer = Answer;
    static readonly allow = allow;
    @IsId() caseRef!: string;
    @IsText(20) note!: string;
    @MayBeLeftOut() @IsInt() @Min(1) @Max(9) size?: number;
    @OrUnknown() @IsDay() day?: string | null;
    @IsCodeOf('fields', { each: true }) @ArrayMaxSize(5) fields!: string[];
    @ValidateNested({ each: true }) @Type(() => Window) @ArrayMaxSize(7) windows!: Window[];
  }
  class Query {
    static readonly subject = 'rpc.intake.ask.v1';
    static readonly answer = Answer;
    static readonly allow = allow;
    static readonly reads = true;
    @IsId() caseRef!: string;
    @MayBeLeftOut() @Type(() => Number) @IsInt() @Max(100) limit?: number;
  }
  const { components, paths } = openApiDocument([
    create('/cases/:caseRef/things', Contract, '作る'),
    read('/cases/:caseRef', Query, '読む'),
  ]);
  const schema = components['schemas']?.['Contract'] as { readonly properties: Node; readonly required: string[] };

  it('becomes a closed schema without the fields of the path', () => {
    expect(schema).toMatchObject({ additionalProperties: false, required: ['note', 'fields', 'windows'] });
    expect(Object.keys(schema.properties)).not.toContain('caseRef');
  });

  it('keeps its limits, its codes and what may be unknown', () => {
    const { note, size, day, fields, windows } = schema.properties;
    expect(note).toEqual({ type: 'string', minLength: 1, maxLength: 20 });
    expect(size).toEqual({ type: 'integer', minimum: 1, maximum: 9 });
    expect(day).toEqual({ anyOf: [{ type: 'string', format: 'date' }, { type: 'null' }] });
    expect(fields).toMatchObject({ type: 'array', maxItems: 5, items: { type: 'string' } });
    expect((fields as { items: { enum: string[] } }).items.enum.length).toBeGreaterThan(3);
    expect(windows).toEqual({ type: 'array', maxItems: 7, items: { $ref: '#/components/schemas/Window' } });
  });

  it('of a read becomes parameters, and of a change asks for a key', () => {
    expect(paths['/api/v1/cases/{caseRef}']?.['get']).toMatchObject({
      parameters: [
        { name: 'caseRef', in: 'path', required: true },
        { name: 'limit', in: 'query', required: false },
      ],
    });
    expect(paths['/api/v1/cases/{caseRef}/things']?.['post']).toMatchObject({
      parameters: [{ in: 'path' }, { $ref: '#/components/parameters/IdempotencyKey' }, {}],
      responses: { 201: {}, default: { $ref: '#/components/responses/Problem' } },
    });
  });
});
