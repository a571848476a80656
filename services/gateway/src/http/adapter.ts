import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { AppError } from '#libs/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MAX_BODY_BYTES, parseBody } from './body-guard';
import { problemHeaders, problemOf } from './problem';
import { addTextBodies } from './text-body';
import { addFileBodies } from './upload';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
};

/** Fastify with our limits and our reader of bodies in place of Nest's, which takes forms and deep JSON. */
export class GatewayAdapter extends FastifyAdapter {
  constructor() {
    super({
      bodyLimit: MAX_BODY_BYTES,
      requestTimeout: 15_000,
      connectionTimeout: 30_000,
      keepAliveTimeout: 65_000,
      forceCloseConnections: 'idle',
      // While stopping, requests on open connections are answered as ever, and the connection closed after.
      return503OnClosing: false,
      routerOptions: { maxParamLength: 200 },
      // A missing Host is refused by our hook: Node's own refusal is no problem document.
      http: { maxHeaderSize: 16 * 1024, headersTimeout: 10_000, requireHostHeader: false },
      requestIdHeader: false,
      genReqId: correlationIdOf,
      frameworkErrors: answerFrameworkError,
      clientErrorHandler: answerClientError,
    });
    const fastify = this.getInstance();
    fastify.removeAllContentTypeParsers();
    fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
      try {
        done(null, parseBody(request.headers['content-type'], body as Buffer));
      } catch (error) {
        done(error as Error);
      }
    });
    addTextBodies(fastify);
    addFileBodies(fastify);
  }

  override registerParserMiddleware(): void {
    // The readers above are the only ones.
  }
}

function correlationIdOf({ headers }: { readonly headers: IncomingMessage['headers'] }): string {
  const given = headers['x-correlation-id'];
  return typeof given === 'string' && UUID.test(given) ? given.toLowerCase() : randomUUID();
}

/** The router's own refusals (a malformed URL), made before any hook runs. */
function answerFrameworkError(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const malformed = (error as { readonly code?: string }).code === 'FST_ERR_BAD_URL';
  const problem = problemOf(malformed ? badUrl() : error, request.id);
  void reply
    .status(problem.status)
    .headers({ ...problemHeaders(problem), 'x-correlation-id': request.id, 'x-content-type-options': 'nosniff' })
    .send(JSON.stringify(problem));
}

const badUrl = (): AppError => new AppError('invalid', 'url.malformed', 'The URL is malformed.');

/** What the HTTP parser refuses has no request and no reply: only a socket. */
function answerClientError(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
  const correlationId = randomUUID();
  const refusal = new AppError('invalid', CODES[status] ?? 'request.malformed', 'The request was refused.', [], status);
  const problem = problemOf(refusal, correlationId);
  const body = JSON.stringify(problem);
  const headers = {
    ...problemHeaders(problem),
    'x-correlation-id': correlationId,
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${status} ${REASONS[status] ?? ''}`, ...lines, '', body].join('\r\n'));
}

const CODES: Readonly<Record<number, string>> = { 408: 'request.too-slow', 431: 'header.too-large' };
