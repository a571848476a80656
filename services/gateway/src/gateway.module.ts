import helmet from '@fastify/helmet';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Platform, ServiceDefinition } from '#libs/host';
import { AccessGuard } from './auth/access.guard';
import { AttemptSeal } from './auth/attempt-seal';
import { BROWSERS, browsersOf } from './auth/browsers';
import { Credentials } from './auth/credentials';
import { RelyingParty } from './auth/relying-party';
import { Revocations } from './auth/revocations';
import { Sessions } from './auth/sessions';
import { TokenVerifier } from './auth/token-verifier';
import { EnableSubjectCommand } from './commands/enable-subject.command';
import { EndSessionCommand } from './commands/end-session.command';
import { NoteSessionUseCommand } from './commands/note-session-use.command';
import { OpenSessionCommand } from './commands/open-session.command';
import { AnchorHeadsCommand } from './commands/anchor-heads.command';
import { RevokeSubjectCommand } from './commands/revoke-subject.command';
import { type GatewayConfig, readConfig } from './config';
import { GatewayAdapter } from './http/adapter';
import { controllerOf } from './http/controllers';
import { API_TABLES, DocsController } from './http/docs.controller';
import { addHooks } from './http/hooks';
import { ProblemFilter } from './http/problem.filter';
import { watchWhole } from './http/readiness';
import { SECURITY_HEADERS } from './http/security-headers';
import { SignInController } from './http/sign-in.controller';
import { type Table, TABLES } from './http/tables';
import { GatewayRequests } from './messages/requests';
import { SessionQueries } from './queries/sessions.query';
import { CreateAuditAnchors1760000000010 } from './storage/migrations/1760000000010-create-audit-anchors';
import { CreateGateway1760000000000 } from './storage/migrations/1760000000000-create-gateway';
import { AUDIT_ANCHORS, AuditAnchorsTimer } from './timers/audit-anchors.timer';

@Module({})
class GatewayModule {
  static with(platform: Platform, tables: readonly Table[]): DynamicModule {
    const { oidc, signIn, auditAnchors, fingerprintKey } = platform.config as GatewayConfig;
    const tokens = new TokenVerifier(oidc);
    const browsers = browsersOf(signIn);
    const relyingParty = new RelyingParty(signIn, oidc, tokens, new AttemptSeal(fingerprintKey));
    return {
      module: GatewayModule,
      controllers: [
        DocsController,
        SignInController,
        GatewayRequests,
        ...tables.map(({ name, routes }) => controllerOf(name, routes)),
      ],
      providers: [
        { provide: API_TABLES, useValue: tables },
        { provide: TokenVerifier, useValue: tokens },
        { provide: RelyingParty, useValue: relyingParty },
        { provide: BROWSERS, useValue: browsers },
        { provide: AUDIT_ANCHORS, useValue: auditAnchors },
        {
          provide: Credentials,
          useFactory: (sessions: Sessions, revocations: Revocations) =>
            new Credentials(tokens, sessions, revocations, browsers),
          inject: [Sessions, Revocations],
        },
        { provide: APP_GUARD, useClass: AccessGuard },
        ...[Sessions, Revocations, SessionQueries],
        ...[OpenSessionCommand, NoteSessionUseCommand, EndSessionCommand],
        ...[EnableSubjectCommand, RevokeSubjectCommand],
        ...[AnchorHeadsCommand, AuditAnchorsTimer],
      ],
    };
  }
}

/** The gateway with these tables of routes. Its configuration is a GatewayConfig. */
export const gatewayWith = (tables: readonly Table[]): ServiceDefinition => ({
  name: 'gateway',
  config: readConfig,
  module: (platform) => GatewayModule.with(platform, tables),
  store: { entities: [], migrations: [CreateGateway1760000000000, CreateAuditAnchors1760000000010] },
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
