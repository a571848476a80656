import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import type { Problem } from '../src/http/problem';
import { CreateSampleV1, ReadSampleV1, ReplaceSampleV1, SAMPLE_TABLE, StepSampleV1 } from './sample-api';
import { type GatewayWorld, startGateway } from './world';

const ID = '3f0c2f0e-6f5c-4c39-9a51-0d3f0f6a3b11';
const ACTED = { id: ID, state: 'OPEN', version: 1 };

let gateway: GatewayWorld;
let token: string;
let reached = 0;

beforeAll(async () => {
  gateway = await startGateway([SAMPLE_TABLE]);
  token = await gateway.issuer.token({ roles: ['CSW'] });
  const count =
    <T>(answer: T) =>
    (): T => {
      reached += 1;
      return answer;
    };
  gateway.answers(ReadSampleV1, count({ sampleId: ID, limit: 1 }));
  for (const request of [CreateSampleV1, StepSampleV1, ReplaceSampleV1]) gateway.answers(request, count(ACTED));
}, 60_000);
afterAll(() => gateway.stop());
beforeEach(() => {
  reached = 0;
});

const JSON_TYPE = { 'content-type': 'application/json' };
const nested = (depth: number): string => `{"note":${'['.repeat(depth)}${']'.repeat(depth)}}`;

/** Bodies that no route takes: name, body, headers, the code that it must be refused with. */
const BODIES: readonly (readonly [string, string | Uint8Array, Readonly<Record<string, string>>, number, string])[] = [
  ['no JSON', '{"note":', JSON_TYPE, 400, 'body.not-json'],
  ['an array', '[]', JSON_TYPE, 400, 'body.not-an-object'],
  ['a text', '"x"', JSON_TYPE, 400, 'body.not-an-object'],
  ['null', 'null', JSON_TYPE, 400, 'body.not-an-object'],
  ['a number', '1', JSON_TYPE, 400, 'body.not-an-object'],
  ['wrong types', '{"note":1,"size":"x","reason":[]}', JSON_TYPE, 400, 'fields.invalid'],
  ['80 KB of brackets', `${'['.repeat(40_000)}${']'.repeat(40_000)}`, JSON_TYPE, 413, 'body.too-large'],
  ['60 KB of brackets', `${'['.repeat(30_000)}${']'.repeat(30_000)}`, JSON_TYPE, 400, 'body.too-deep'],
  ['60 KB of open brackets', '['.repeat(60_000), JSON_TYPE, 400, 'body.too-deep'],
  ['33 levels', nested(32), JSON_TYPE, 400, 'body.too-deep'],
  ['too many values', `{"note":[${'0,'.repeat(10_001)}0]}`, JSON_TYPE, 400, 'body.too-many-nodes'],
  ['65 KB', `{"note":"${'あ'.repeat(22_000)}"}`, JSON_TYPE, 413, 'body.too-large'],
  ['NUL', '{"note":"a\\u0000b"}', JSON_TYPE, 400, 'text.unstorable'],
  ['NUL in a key', '{"a\\u0000":1}', JSON_TYPE, 400, 'text.unstorable'],
  ['raw NUL', '{"note":"a\0b"}', JSON_TYPE, 400, 'body.not-json'],
  ['half a character', '{"note":"\\ud83d"}', JSON_TYPE, 400, 'text.unstorable'],
  ['halves in the wrong order', '{"note":"\\udc00\\ud800"}', JSON_TYPE, 400, 'text.unstorable'],
  [
    'a raw half',
    Uint8Array.from([123, 34, 97, 34, 58, 34, 0xed, 0xa0, 0x80, 34, 125]),
    JSON_TYPE,
    400,
    'body.not-utf-8',
  ],
  ['Shift_JIS', Uint8Array.from([123, 34, 97, 34, 58, 34, 0x8d, 0x7b, 34, 125]), JSON_TYPE, 400, 'body.not-utf-8'],
  ['a BOM', '\ufeff{"note":"x"}', JSON_TYPE, 400, 'body.not-json'],
  ['__proto__', '{"__proto__":{"note":"x"}}', JSON_TYPE, 400, 'body.reserved-key'],
  ['constructor', '{"note":"x","constructor":{"prototype":{}}}', JSON_TYPE, 400, 'body.reserved-key'],
  ['an escaped __proto__', '{"\\u005f_proto__":1}', JSON_TYPE, 400, 'body.reserved-key'],
  ['a key twice', '{"note":"x","note":"y"}', JSON_TYPE, 400, 'body.repeated-key'],
  ['a number without end', '{"note":1e999}', JSON_TYPE, 400, 'body.number'],
  ['a form', 'note=x', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'body.media-type'],
  ['XML', '<note/>', { 'content-type': 'application/xml' }, 415, 'body.media-type'],
  ['plain text', '{}', { 'content-type': 'text/plain' }, 415, 'body.media-type'],
  ['utf-7', '{}', { 'content-type': 'application/json; charset=utf-7' }, 415, 'body.media-type'],
  ['json of another kind', '{}', { 'content-type': 'application/merge-patch+json' }, 415, 'body.media-type'],
  ['an unreadable type', '{}', { 'content-type': 'json' }, 415, 'body.media-type'],
  ['compressed', '{}', { ...JSON_TYPE, 'content-encoding': 'gzip' }, 415, 'body.encoding'],
  ['an unknown field', '{"tenant":"990027"}', JSON_TYPE, 400, 'fields.invalid'],
  [
    'a personal number',
    '{"note":"番号は123456789018です","size":1,"reason":"123456789018"}',
    JSON_TYPE,
    400,
    'fields.invalid',
  ],
];
const WRITES = [
  ['POST', '/api/v1/samples'],
  ['POST', `/api/v1/samples/${ID}/step`],
  ['PUT', `/api/v1/samples/${ID}/size`],
] as const;

describe.each(WRITES)('%s %s', (method, path) => {
  it.each(BODIES)('refuses %s', async (_name, body, headers, status, code) => {
    const answer = await gateway.send(path, { method, token, key: randomUUID(), body, headers });
    expect([answer.status, answer.problem.code]).toEqual([status, code]);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.problem.title).toMatch(/[ぁ-んァ-ヶ一-龠]/);
    expect(reached).toBe(0);
  });
});

it('takes 32 levels and a type with utf-8 as far as the service', async () => {
  const headers = { 'content-type': 'application/json; charset=UTF-8' };
  const deep = await gateway.send('/api/v1/samples', {
    method: 'POST',
    token,
    key: randomUUID(),
    body: nested(31),
    headers,
  });
  expect(deep.problem.code).toBe('fields.invalid');
  const fine = await gateway.send('/api/v1/samples', {
    method: 'POST',
    token,
    key: randomUUID(),
    body: '{"note":"𠮷野"}',
    headers,
  });
  expect([fine.status, reached]).toEqual([201, 1]);
});

it('refuses a field of the path in the body', async () => {
  const body = { sampleId: ID };
  const answer = await gateway.send(`/api/v1/samples/${ID}/step`, { method: 'POST', token, key: randomUUID(), body });
  expect([answer.status, answer.problem.code]).toEqual([400, 'body.path-field']);
});

describe('a GET', () => {
  it.each([
    [`/api/v1/samples/${ID}?limit=1&limit=2`, 'query.repeated'],
    [`/api/v1/samples/${ID}?limit=abc`, 'fields.invalid'],
    [`/api/v1/samples/${ID}?limit=-1`, 'fields.invalid'],
    [`/api/v1/samples/${ID}?limit=1e9`, 'fields.invalid'],
    [`/api/v1/samples/${ID}?limit=%00`, 'text.unstorable'],
    [`/api/v1/samples/${ID}?limit=%E3%81`, 'query.malformed'],
    [`/api/v1/samples/${ID}?limit=%zz`, 'query.malformed'],
    [`/api/v1/samples/${ID}?limit=%ED%A0%80`, 'query.malformed'],
    [`/api/v1/samples/${ID}?__proto__=1`, 'body.reserved-key'],
    [`/api/v1/samples/${ID}?x=${'a'.repeat(5_000)}`, 'query.too-long'],
    [`/api/v1/samples/${ID}?${'a&'.repeat(200)}`, 'query.too-many'],
    [`/api/v1/samples/${ID}?sampleId=${ID}`, 'body.path-field'],
    [`/api/v1/samples/${ID}?unknown=1`, 'fields.invalid'],
    ['/api/v1/samples/not-an-id', 'fields.invalid'],
    ['/api/v1/samples/%00', 'text.unstorable'],
    ['/api/v1/samples/%E3%81', 'url.malformed'],
    ['/api/v1/samples/%zz', 'url.malformed'],
    ['/api/v1/samples/..%2f..%2fetc', 'fields.invalid'],
    [`/api/v1/samples/${encodeURIComponent("' OR 1=1 --")}`, 'fields.invalid'],
  ])('%s → %s', async (path, code) => {
    const answer = await gateway.send(path, { token });
    expect([answer.status, answer.problem.code]).toEqual([400, code]);
    expect(reached).toBe(0);
  });

  it('of a part of the path that is too long is refused', async () => {
    const answer = await gateway.send(`/api/v1/samples/${'a'.repeat(300)}`, { token });
    expect([answer.status, answer.problem.code]).toEqual([414, 'url.too-long']);
  });
});

/** Sends bytes as they are and reads all that comes back. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(gateway.port, '127.0.0.1', () => socket.end(text));
    let received = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => (received += chunk));
    socket.on('end', () => resolve(received));
    socket.on('error', reject);
  });
}

describe('what is hardly HTTP', () => {
  it.each([
    ['nonsense', 'NONSENSE\r\n\r\n', 400],
    ['headers of 20 KB', `GET / HTTP/1.1\r\nHost: x\r\nX-A: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
    [
      'two lengths',
      'POST /api/v1/samples HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}',
      400,
    ],
    [
      'a length and chunks',
      'POST /api/v1/samples HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    [
      'a body for GET',
      'GET /api/v1/nothing/x HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}',
      404,
    ],
    ['no host', 'GET /health/live HTTP/1.1\r\n\r\n', 400],
  ])('%s', async (_name, text, status) => {
    const answer = await raw(text);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer.toLowerCase()).toContain('application/problem+json');
    const problem = JSON.parse(answer.slice(answer.indexOf('{'))) as Problem;
    expect(problem.type).toBe(`urn:tsunagi:${problem.code}`);
  });
});
