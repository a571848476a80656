import { Controller, Get, type Type } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { Allow, ALLOW, PUBLIC } from '#libs/host';
import { ROLES } from '#libs/kernel';
import { TABLES } from '../src/http/tables';
import type { OpenApiDocument } from '../src/openapi/document';
import { type GatewayWorld, startGateway } from './world';

const ID = '3f0c2f0e-6f5c-4c39-9a51-0d3f0f6a3b11';
/** Where Nest notes that a method is a route. */
const METHOD_METADATA = 'method';
const ROUTES = TABLES.flatMap(({ routes }) => routes);
const urlOf = (path: string): string => `/api/v1${path.replaceAll(/:[^/]+/g, ID)}`;

let gateway: GatewayWorld;
beforeAll(async () => {
  gateway = await startGateway(TABLES);
}, 60_000);
afterAll(() => gateway.stop());

/** Handlers of HTTP routes that say neither who may use them nor that everybody may. */
function unmarked(controllers: readonly Type[]): readonly string[] {
  return controllers.flatMap((controller) => {
    const prototype = controller.prototype as Readonly<Record<string, unknown>>;
    return Object.getOwnPropertyNames(prototype)
      .filter((name) => name !== 'constructor' && typeof prototype[name] === 'function')
      .filter((name) => Reflect.hasMetadata(METHOD_METADATA, prototype[name] as object))
      .filter((name) => ![prototype[name] as object, controller].some(isMarked))
      .map((name) => `${controller.name}.${name}`);
  });
}

const isMarked = (target: object): boolean =>
  Reflect.getMetadata(PUBLIC, target) === true || Reflect.hasMetadata(ALLOW, target);

function controllersOfTheApp(): readonly Type[] {
  const modules = [...(gateway.world.services[0]?.app.get(ModulesContainer).values() ?? [])];
  return modules.flatMap((module) => [...module.controllers.values()].map(({ metatype }) => metatype as Type));
}

describe('every route', () => {
  it('says who may use it', () => {
    const controllers = controllersOfTheApp();
    expect(controllers.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['HealthController', 'DocsController', ...TABLES.map(({ name }) => name)]),
    );
    expect(unmarked(controllers)).toEqual([]);
  });

  it('that forgets it is found by the test above', () => {
    @Controller()
    class Forgetful {
      @Get('a') @Allow('OPS') a(): void {}
      @Get('b') b(): void {}
    }
    expect(unmarked([Forgetful])).toEqual(['Forgetful.b']);
  });

  it('is closed without a token and for every role that it does not name', async () => {
    for (const { method, path, asks } of ROUTES) {
      const sending = { method, ...(method !== 'GET' && { body: {} }) };
      expect([path, (await gateway.send(urlOf(path), sending)).status]).toEqual([path, 401]);
      const stranger = ROLES.find((role) => role !== 'SYSTEM' && !asks.allow.includes(role));
      if (!stranger) continue;
      const token = await gateway.issuer.token({ roles: [stranger] });
      const refused = await gateway.send(urlOf(path), { ...sending, token });
      expect([path, refused.problem.code]).toEqual([path, 'role.refused']);
    }
  }, 60_000);

  it('that changes something needs a key', async () => {
    for (const { method, path, asks } of ROUTES) {
      const role = asks.allow.find((name) => name !== 'SYSTEM');
      if (method !== 'POST' || asks.reads === true || !role) continue;
      const token = await gateway.issuer.token({ roles: [role] });
      const refused = await gateway.send(urlOf(path), { method, token, body: {} });
      expect([path, refused.status, refused.problem.code]).toEqual([path, 400, 'idempotency.missing']);
    }
  }, 60_000);

  it('stands in the API document', async () => {
    const document = (await gateway.send('/openapi.json')).body as OpenApiDocument;
    const told = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const built = ROUTES.map(({ method, path }) => `${method} /api/v1${path.replaceAll(/:([^/]+)/g, '{$1}')}`);
    expect(new Set(built).size).toBe(built.length);
    expect(told).toEqual(expect.arrayContaining(built));
  });
});
