import { IMPORT_CHUNK_BYTES, type Shape } from '#libs/contracts';
import { CSV_TYPE, NEXT_CURSOR } from '../http/csv-answer';
import { pathNames } from '../http/input';
import { API_PREFIX, type Route } from '../http/route';
import { TEXT_TYPES } from '../http/text-body';
import { FILE_TYPE } from '../http/upload';
import { type JsonSchema, Schemas } from './schemas';
import { SESSION_PATHS, SESSION_SCHEME } from './session-paths';

export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly info: JsonSchema;
  readonly paths: Readonly<Record<string, Readonly<Record<string, JsonSchema>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, JsonSchema>>>>;
  readonly security: readonly JsonSchema[];
  readonly tags: readonly JsonSchema[];
}

const PROBLEM = { $ref: '#/components/responses/Problem' };
const REFUSALS = ['400', '401', '403', '404', '409', '503', '504', 'default'];

const TAGS: Readonly<Record<string, string>> = {
  intake: '相談・ケース・同意・プラン',
  community: '社会資源・受入れ状況・居場所',
  matching: 'マッチング・提案・参加支援',
  outreach: 'アウトリーチ・定着支援',
  gateway: '運用',
};

/** The API's description, made from the route tables and the rules of the contracts: it cannot lag behind. */
export function openApiDocument(routes: readonly Route[]): OpenApiDocument {
  const schemas = new Schemas();
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const route of routes) {
    const path = `${API_PREFIX}${route.path.replaceAll(/:([^/]+)/g, '{$1}')}`;
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, schemas) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'つなぎ API',
      version: '1.0.0',
      description: '重層的支援体制整備事業を運営するための API。誤りはすべて application/problem+json で返します。',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths: { ...paths, ...SESSION_PATHS, ...publicPaths() },
    components: components(schemas),
    security: [{ bearer: [] }, { session: [] }],
  };
}

function operation(route: Route, schemas: Schemas): JsonSchema {
  const { asks, summary, status } = route;
  const inPath = pathNames(route.path);
  const [, service = '', verb = ''] = asks.subject.split('.');
  return {
    operationId: `${service}_${verb.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())}`,
    tags: [service],
    summary,
    description: `利用できる役割: ${asks.allow.join(', ')}`,
    'x-roles': asks.allow,
    parameters: [...fieldParameters(route, inPath, schemas), ...headerParameters(route)],
    ...(route.method !== 'GET' && bodyOf(route, inPath, schemas)),
    responses: {
      [status]: {
        description: status === 201 ? '作成しました' : '成功',
        headers: { 'X-Correlation-Id': { schema: { type: 'string', format: 'uuid' } }, ...(route.csv && CSV_HEADERS) },
        content: route.csv ? CSV_CONTENT : { 'application/json': { schema: schemas.ref(asks.answer, false) } },
      },
      ...Object.fromEntries(REFUSALS.map((code) => [code, PROBLEM])),
    },
  };
}

function bodyOf({ asks, rows, file }: Route, inPath: readonly string[], schemas: Schemas): JsonSchema {
  if (file) return FILE_BODY;
  return rows ? rowsBody(rows, schemas) : requestBody(asks, inPath, schemas);
}

const CSV_CONTENT: JsonSchema = { [CSV_TYPE]: { schema: { type: 'string' } } };

const CSV_HEADERS: JsonSchema = {
  [NEXT_CURSOR]: { description: '続きがあるときの cursor。最後の部分にはありません。', schema: { type: 'string' } },
};

const FILE_BODY: JsonSchema = {
  requestBody: { required: true, content: { [FILE_TYPE]: { schema: { type: 'string', format: 'binary' } } } },
};

/** A file may come in several requests. */
const FILE_HEADERS: readonly JsonSchema[] = [
  {
    name: 'Upload-Offset',
    in: 'header',
    required: false,
    description: '続きから送るときの位置(バイト)。取込の nextOffset を指定します。',
    schema: { type: 'integer', minimum: 0, multipleOf: IMPORT_CHUNK_BYTES },
  },
  {
    name: 'Upload-Complete',
    in: 'header',
    required: false,
    description: '続きがあるときは ?0。指定しなければ、この本文でファイルが終わります。',
    schema: { type: 'string', enum: ['?0', '?1'] },
  },
];

/** Nothing where all fields of the request are in the path. */
function requestBody(asks: Shape, inPath: readonly string[], schemas: Schemas): JsonSchema {
  const { properties, required } = schemas.describe(asks, true);
  if (Object.keys(properties).every((field) => inPath.includes(field))) return {};
  return {
    requestBody: {
      required: required.some((field) => !inPath.includes(field)),
      content: { 'application/json': { schema: schemas.ref(asks, true, inPath) } },
    },
  };
}

/** Rows: a list of JSON objects, one object per line, or CSV with a line of headings. */
function rowsBody(row: Shape, schemas: Schemas): JsonSchema {
  const texts = TEXT_TYPES.map((type) => [type, { schema: { type: 'string' } }] as const);
  const list = { type: 'array', items: schemas.ref(row, true) };
  return {
    requestBody: {
      required: true,
      content: { 'application/json': { schema: list }, ...Object.fromEntries(texts) },
    },
  };
}

function fieldParameters(route: Route, inPath: readonly string[], schemas: Schemas): readonly JsonSchema[] {
  const { properties, required } = schemas.describe(route.asks, true);
  const path = inPath.map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: properties[name] ?? { type: 'string' },
  }));
  if (route.method !== 'GET') return path;
  const query = Object.entries(properties)
    .filter(([name]) => !inPath.includes(name))
    .map(([name, schema]) => ({ name, in: 'query', required: required.includes(name), schema }));
  return [...path, ...query];
}

function headerParameters({ method, asks, file }: Route): readonly JsonSchema[] {
  if (method === 'GET') return [];
  if (file) return FILE_HEADERS;
  const needed = method === 'POST' && asks.reads !== true;
  return [{ $ref: `#/components/parameters/${needed ? 'IdempotencyKey' : 'OptionalIdempotencyKey'}` }, IF_MATCH];
}

const IF_MATCH = { $ref: '#/components/parameters/IfMatch' };

const idempotencyKey = (required: boolean): JsonSchema => ({
  name: 'Idempotency-Key',
  in: 'header',
  required,
  description: '同じ操作を二度行わないための鍵。再送には同じ鍵を付けます。',
  schema: { type: 'string', minLength: 8, maxLength: 128, pattern: '^[\\x21-\\x7e]+$' },
});

function components(schemas: Schemas): OpenApiDocument['components'] {
  return {
    schemas: { ...schemas.components, Problem: PROBLEM_SCHEMA },
    parameters: {
      IdempotencyKey: idempotencyKey(true),
      OptionalIdempotencyKey: idempotencyKey(false),
      IfMatch: {
        name: 'If-Match',
        in: 'header',
        required: false,
        description: '読み込んだときの版番号。その後に更新されていれば 412 を返します。',
        schema: { type: 'string', pattern: '^("[1-9]\\d{0,8}"|[1-9]\\d{0,8})$' },
      },
    },
    responses: {
      Problem: {
        description: '誤り (RFC 9457)',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
    securitySchemes: {
      bearer: {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'at+jwt',
        description: 'OpenID Connect のアクセストークン',
      },
      session: SESSION_SCHEME,
    },
  };
}

const string = { type: 'string' };
const PROBLEM_SCHEMA: JsonSchema = {
  type: 'object',
  properties: {
    type: { type: 'string', format: 'uri' },
    title: string,
    status: { type: 'integer', minimum: 400, maximum: 599 },
    code: string,
    detail: string,
    correlationId: { type: 'string', format: 'uuid' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { field: string, rule: string, mend: string },
        required: ['field', 'rule', 'mend'],
      },
    },
  },
  required: ['type', 'title', 'status', 'code', 'detail', 'correlationId', 'errors'],
};

function publicPaths(): OpenApiDocument['paths'] {
  const open = (operationId: string, summary: string, type: string, more: JsonSchema = {}): { get: JsonSchema } => ({
    get: {
      operationId,
      summary,
      security: [],
      responses: { 200: { description: '成功', content: { [type]: {} } }, ...more },
    },
  });
  const json = 'application/json';
  return {
    '/health/live': open('live', '動いているか', json),
    '/health/ready': open('ready', '全体が仕事をできるか', json, { 503: { description: 'まだできない部分がある' } }),
    '/metrics': open('metrics', '計測値 (Prometheus)', 'text/plain'),
    '/openapi.json': open('openapi', 'この文書', json),
    '/docs': open('docs', 'この文書を読む画面', 'text/html'),
  };
}
