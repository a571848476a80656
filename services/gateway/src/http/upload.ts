import type { Readable } from 'node:stream';
import { RouteConfig } from '@nestjs/platform-fastify';
import { type Acted, IMPORT_CHUNK_BYTES, type RequestType } from '#libs/contracts';
import { type AppError, type CallContext, invalid } from '#libs/kernel';
import type { ServiceClient } from '#libs/messaging';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { wrongMediaType } from './body-guard';
import type { Route } from './route';

export const FILE_TYPE = 'application/octet-stream';
const OFFSET_FORM = /^\d{1,12}$/;

/** Bytes as they come in; nobody has looked at them. */
class FileBody {
  constructor(readonly bytes: Readable) {}
}

interface RouteMark {
  readonly file?: boolean;
}

/** Where in the file this body begins, and whether the file ends with it. */
interface Stretch {
  readonly firstIndex: number;
  readonly complete: boolean;
}

type Asked = Pick<CallContext, 'actor' | 'correlationId'>;

/** A file of any size: goes to the service chunk by chunk. */
export const upload = (path: string, asks: RequestType<object, Acted | object>, summary: string): Route => ({
  method: 'PUT',
  path,
  asks,
  summary,
  status: 200,
  file: true,
});

/** Marks a route that takes a file: there, and nowhere else, such a body is let in. */
export const takesFile = (): MethodDecorator => RouteConfig({ file: true } satisfies RouteMark);

export function addFileBodies(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(FILE_TYPE, (request, payload, done) => {
    if ((request.routeOptions.config as RouteMark).file === true) done(null, new FileBody(payload));
    else done(wrongMediaType());
  });
}

/**
 * Hands the body on, one request after another: the next chunk is read from the connection when the service has
 * acknowledged the one before. What is left of a chunk when the connection breaks is not sent. Gives the last answer.
 */
export async function sendFile(
  client: ServiceClient,
  { asks }: Route,
  names: readonly string[],
  request: FastifyRequest,
  ctx: Asked,
): Promise<Uint8Array> {
  if (!(request.body instanceof FileBody)) throw wrongMediaType();
  const { firstIndex, complete } = stretchOf(request.headers);
  const params = request.params as Readonly<Record<string, string>>;
  const fromPath = Object.fromEntries(names.map((name) => [name, params[name] ?? '']));
  let answer: Uint8Array | undefined;
  let index = firstIndex;
  for await (const { bytes, last } of chunksOf(request.body.bytes)) {
    if (last && !complete && bytes.length < IMPORT_CHUNK_BYTES) throw cutInside();
    const input = { ...fromPath, index, bytes: bytes.toString('base64'), last: last && complete };
    answer = await client.askRaw(asks, JSON.stringify(input), ctx);
    index += 1;
  }
  if (!answer) throw invalid('upload.empty', 'The file is empty.');
  return answer;
}

/** Chunks of the full size, and the rest: the last one knows that it is the last. */
async function* chunksOf(body: Readable): AsyncGenerator<{ readonly bytes: Buffer; readonly last: boolean }> {
  let waiting: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      waiting.push(part);
      size += part.length;
      if (size <= IMPORT_CHUNK_BYTES) continue;
      const all = Buffer.concat(waiting);
      let at = 0;
      for (; all.length - at > IMPORT_CHUNK_BYTES; at += IMPORT_CHUNK_BYTES) {
        yield { bytes: all.subarray(at, at + IMPORT_CHUNK_BYTES), last: false };
      }
      waiting = [all.subarray(at)];
      size = all.length - at;
    }
  } finally {
    // Refused in the middle, the rest runs out: on a torn connection no answer would arrive, and on one that nobody
    // reads any more the gateway could not stop.
    body.resume();
  }
  if (size > 0) yield { bytes: Buffer.concat(waiting), last: true };
}

function stretchOf(headers: FastifyRequest['headers']): Stretch {
  const given = headers['upload-offset'] ?? '0';
  const offset = typeof given === 'string' && OFFSET_FORM.test(given) ? Number(given) : Number.NaN;
  if (!Number.isInteger(offset / IMPORT_CHUNK_BYTES)) {
    throw invalid('upload.offset', `Upload-Offset: a multiple of ${IMPORT_CHUNK_BYTES}.`, [
      { field: 'Upload-Offset', rule: 'multiple', mend: `${IMPORT_CHUNK_BYTES} の倍数を指定してください` },
    ]);
  }
  const complete = headers['upload-complete'] ?? '?1';
  if (complete !== '?0' && complete !== '?1') throw invalid('upload.complete', 'Upload-Complete: ?0 or ?1.');
  return { firstIndex: offset / IMPORT_CHUNK_BYTES, complete: complete === '?1' };
}

const cutInside = (): AppError =>
  invalid('upload.cut', `Where more follows, the body is a multiple of ${IMPORT_CHUNK_BYTES} bytes.`);
