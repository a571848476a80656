import helmet from '@fastify/helmet';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Platform, ServiceDefinition } from '#libs/host';
import { AccessGuard } from './auth/access.guard';
import { Revocations } from './auth/revocations';
import { TokenVerifier } from './auth/token-verifier';
import { RevokeSubjectCommand } from './commands/revoke-subject.command';
import { type GatewayConfig, readConfig } from './config';
import { GatewayAdapter } from './http/adapter';
import { controllerOf } from './http/controllers';
import { API_TABLES, DocsController } from './http/docs.controller';
import { addHooks } from './http/hooks';
import { ProblemFilter } from './http/problem.filter';
import { watchWhole } from './http/readiness';
import { SECURITY_HEADERS } from './http/security-headers';
import { type Table, TABLES } from './http/tables';
import { GatewayRequests } from './messages/requests';
import { CreateGateway1760000000000 } from './storage/migrations/1760000000000-create-gateway';

@Module({})
class GatewayModule {
  static with(platform: Platform, tables: readonly Table[]): DynamicModule {
    const { oidc } = platform.config as GatewayConfig;
    return {
      module: GatewayModule,
      controllers: [DocsController, GatewayRequests, ...tables.map(({ name, routes }) => controllerOf(name, routes))],
      providers: [
        { provide: API_TABLES, useValue: tables },
        { provide: TokenVerifier, useValue: new TokenVerifier(oidc) },
        { provide: APP_GUARD, useClass: AccessGuard },
        Revocations,
        RevokeSubjectCommand,
      ],
    };
  }
}

/** The gateway with these tables of routes. Its configuration is a GatewayConfig. */
export const gatewayWith = (tables: readonly Table[]): ServiceDefinition => ({
  name: 'gateway',
  config: readConfig,
  module: (platform) => GatewayModule.with(platform, tables),
  store: { entities: [], migrations: [CreateGateway1760000000000] },
  adapter: () => new GatewayAdapter(),
  prepare,
});

export const GATEWAY = gatewayWith(TABLES);

async function prepare(app: NestFastifyApplication, platform: Platform): Promise<void> {
  // Before our hooks: their refusals carry the security headers too.
  await app.register(helmet, SECURITY_HEADERS);
  addHooks(app.getHttpAdapter().getInstance(), platform.log, platform.metrics);
  app.useGlobalFilters(new ProblemFilter(platform.log));
  watchWhole(platform, app.get(TokenVerifier));
}
