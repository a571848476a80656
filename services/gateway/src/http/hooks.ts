import type { Log, Metrics } from '#libs/host';
import { AppError, invalid } from '#libs/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { KnownRoutes } from './known-routes';

const NO_ROUTE = '(none)';

/** What every request goes through before its route: id, limits of the protocol, 404 and 405, and the log after. */
export function addHooks(fastify: FastifyInstance, log: Log, metrics: Metrics): void {
  const known = new KnownRoutes();
  let stopping = false;
  fastify.addHook('onRoute', ({ url, method }) => known.add(url, [method].flat()));
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.headers({ 'x-correlation-id': request.id, 'cache-control': 'no-store' });
    done(refusalOf(request, reply, known));
  });
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (stopping) void reply.header('connection', 'close');
    done();
  });
  fastify.addHook('preClose', (done) => {
    stopping = true;
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    note(request, reply, log, metrics);
    done();
  });
}

function refusalOf(request: FastifyRequest, reply: FastifyReply, known: KnownRoutes): AppError | undefined {
  const { headers, method } = request;
  if (headers.host === undefined) return invalid('request.malformed', 'The request names no host.');
  if (request.is404) return noRoute(request, reply, known);
  if (headers['content-encoding'] !== undefined && headers['content-encoding'] !== 'identity') {
    return new AppError('invalid', 'body.encoding', 'The body must not be compressed.', [], 415);
  }
  if ((method === 'GET' || method === 'HEAD') && hasBody(headers)) {
    return invalid('body.not-allowed', `${method} takes no body.`);
  }
  if (Object.keys(headers).some((name) => name.includes('tenant'))) {
    return invalid('tenant.from-token', 'The municipality comes from the token only.');
  }
  return undefined;
}

const hasBody = (headers: FastifyRequest['headers']): boolean =>
  headers['transfer-encoding'] !== undefined || !['0', undefined].includes(headers['content-length']);

function noRoute(request: FastifyRequest, reply: FastifyReply, known: KnownRoutes): AppError {
  const methods = known.methodsAt(request.raw.url ?? '');
  if (methods.length === 0) return new AppError('not-found', 'route.not-found', 'There is no such route.');
  void reply.header('allow', methods.join(', '));
  return new AppError('invalid', 'route.method', `The route does not know ${request.method}.`, [], 405);
}

/** The route's pattern, never the URL: a URL holds ids. */
function note(request: FastifyRequest, reply: FastifyReply, log: Log, metrics: Metrics): void {
  const route = request.is404 ? NO_ROUTE : (request.routeOptions.url ?? NO_ROUTE);
  const { method, id: correlationId } = request;
  const { statusCode: status, elapsedTime } = reply;
  metrics.http.observe({ route, method, status }, elapsedTime / 1000);
  log.info({ route, method, status, ms: Math.round(elapsedTime * 10) / 10, correlationId }, 'http');
}
