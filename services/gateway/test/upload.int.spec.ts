import { randomBytes } from 'node:crypto';
import { AppendImportChunkV1, IMPORT_CHUNK_BYTES } from '#libs/contracts';
import { conflict } from '#libs/kernel';
import { upload } from '../src/http/upload';
import { type GatewayWorld, startGateway } from './world';

const ID = '3f0c2f0e-6f5c-4c39-9a51-0d3f0f6a3b11';
const PATH = `/api/v1/imports/${ID}/file`;

let gateway: GatewayWorld;
let token: string;
let taken: AppendImportChunkV1[];

beforeAll(async () => {
  const routes = [upload('/imports/:importId/file', AppendImportChunkV1, 'ファイルを送る')];
  gateway = await startGateway([{ name: 'UploadRoutes', routes }]);
  token = await gateway.issuer.token({ roles: ['COMMUNITY_COORDINATOR'] });
}, 60_000);
afterAll(() => gateway.stop(), 30_000);

beforeEach(() => {
  taken = [];
  gateway.answers(AppendImportChunkV1, (chunk) => {
    taken.push(chunk);
    const nextIndex = chunk.index + 1;
    return { importId: ID, state: 'UPLOADING', nextIndex, nextOffset: nextIndex * IMPORT_CHUNK_BYTES };
  });
});

const put = (body: Uint8Array | string, headers: Readonly<Record<string, string>> = {}) =>
  gateway.send(PATH, {
    method: 'PUT',
    token,
    body,
    headers: { 'content-type': 'application/octet-stream', ...headers },
  });
const bytesTaken = (): Buffer => Buffer.concat(taken.map(({ bytes }) => Buffer.from(bytes, 'base64')));

describe('a file', () => {
  it.each([1, IMPORT_CHUNK_BYTES - 1, IMPORT_CHUNK_BYTES, IMPORT_CHUNK_BYTES + 1, 5 * IMPORT_CHUNK_BYTES + 77])(
    'of %d bytes arrives whole, in order, in chunks',
    async (size) => {
      const file = randomBytes(size);
      const answer = await put(file);
      const chunks = Math.ceil(size / IMPORT_CHUNK_BYTES);
      expect(answer).toMatchObject({ status: 200, body: { nextIndex: chunks } });
      expect(taken.map(({ index, last }) => [index, last])).toEqual(
        Array.from({ length: chunks }, (_, index) => [index, index === chunks - 1]),
      );
      expect(bytesTaken().equals(file)).toBe(true);
    },
  );

  it('goes on where it stopped, and says whether more follows', async () => {
    const file = randomBytes(2 * IMPORT_CHUNK_BYTES);
    await put(file, { 'upload-offset': String(3 * IMPORT_CHUNK_BYTES), 'upload-complete': '?0' });
    expect(taken.map(({ index, last }) => [index, last])).toEqual([
      [3, false],
      [4, false],
    ]);
  });

  it('stops at the first chunk that the service refuses, and the refusal arrives', async () => {
    let asked = 0;
    gateway.answers(AppendImportChunkV1, () => {
      asked += 1;
      throw conflict('import.chunk-differs', 'Other bytes are there.');
    });
    const answer = await put(randomBytes(20 * IMPORT_CHUNK_BYTES));
    expect([answer.status, answer.problem.code, asked]).toEqual([409, 'import.chunk-differs', 1]);
  });

  it.each<[string, Uint8Array | string, Readonly<Record<string, string>>, number, string]>([
    ['nothing', '', {}, 400, 'upload.empty'],
    ['an odd place', 'a', { 'upload-offset': '5' }, 400, 'upload.offset'],
    ['a wrong place', 'a', { 'upload-offset': '-1' }, 400, 'upload.offset'],
    ['a wrong mark', 'a', { 'upload-complete': 'yes' }, 400, 'upload.complete'],
    ['a part that ends inside a chunk', 'a', { 'upload-complete': '?0' }, 400, 'upload.cut'],
    ['JSON', '{}', { 'content-type': 'application/json' }, 415, 'body.media-type'],
    ['a form', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'body.media-type'],
  ])('is refused: %s', async (_, body, headers, status, code) => {
    const answer = await put(body, headers);
    expect([answer.status, answer.problem.code, taken]).toEqual([status, code, []]);
  });
});
