import { Controller, Get, Header, HttpCode, Inject, Post, Put, Req, Res, type Type } from '@nestjs/common';
import { Allow } from '#libs/host';
import { ServiceClient } from '#libs/messaging';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { fileOf } from './csv-answer';
import { actorOf, idempotencyKeyOf, ifMatchOf, inputOf, pathNames } from './input';
import { API_PREFIX, type Method, type Route } from './route';
import { takesText } from './text-body';
import { sendFile, takesFile } from './upload';

const VERBS: Readonly<Record<Method, (path: string) => MethodDecorator>> = { GET: Get, POST: Post, PUT: Put };

/**
 * Makes a table of routes into a Nest controller, so that guards, filters and metadata see what they
 * would see of one written by hand. A handler asks the service and passes its bytes on unread.
 */
export function controllerOf(name: string, routes: readonly Route[]): Type {
  @Controller(API_PREFIX)
  class TableController {
    constructor(@Inject(ServiceClient) readonly client: ServiceClient) {}
  }
  Object.defineProperty(TableController, 'name', { value: name });
  for (const [index, route] of routes.entries()) addRoute(TableController, `${route.asks.name}#${index}`, route);
  return TableController;
}

function addRoute(controller: Type<{ readonly client: ServiceClient }>, key: string, route: Route): void {
  const names = pathNames(route.path);
  const target = controller.prototype as object;
  const handler = async function (
    this: { readonly client: ServiceClient },
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<Buffer> {
    const ctx = { actor: actorOf(request), correlationId: request.id };
    const options = { idempotencyKey: idempotencyKeyOf(route, request), ifMatch: ifMatchOf(request) };
    const bytes = route.file
      ? await sendFile(this.client, route, names, request, ctx)
      : await this.client.askRaw(route.asks, inputOf(route, names, request), ctx, options);
    return route.csv ? fileOf(bytes, reply) : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  };
  const descriptor = { value: handler, writable: true, configurable: true, enumerable: false };
  Object.defineProperty(target, key, descriptor);
  Req()(target, key, 0);
  Res({ passthrough: true })(target, key, 1);
  const marks = [
    VERBS[route.method](route.path),
    HttpCode(route.status),
    ...(route.csv ? [] : [Header('Content-Type', 'application/json; charset=utf-8')]),
    Allow(...route.asks.allow),
    ...(route.rows ? [takesText()] : []),
    ...(route.file ? [takesFile()] : []),
  ];
  for (const mark of marks) mark(target, key, descriptor);
}
