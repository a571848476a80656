import { join } from 'node:path';
import { moveClock } from './clock';
import type { ServiceDatabase } from './embedded/databases';
import { accountOfRole } from './embedded/demo-accounts';
import type { Bus } from './embedded/nats-access';
import type { RunningOidc } from './embedded/oidc';
import type { RunningPostgres } from './embedded/postgres';
import type { Roster } from './embedded/roster';
import type { DatabaseName } from './embedded/services';
import { fetchToken } from './embedded/tokens';
import type { RunningSystem } from './running-system';
import type { ServiceFleet } from './service-fleet';

export interface SystemParts {
  readonly baseUrl: string;
  readonly tenants: readonly string[];
  readonly dataDir: string;
  readonly logDir: string;
  readonly databases: Readonly<Record<DatabaseName, ServiceDatabase>>;
  readonly roster: Roster;
  readonly fleet: ServiceFleet;
  readonly oidc: RunningOidc;
  readonly bus: Bus;
  readonly postgres: RunningPostgres;
  readonly clientSecret: string;
  readonly stop: () => Promise<void>;
}

/** The handle that callers get, made of the started parts. */
export function systemOf(parts: SystemParts): RunningSystem {
  const { baseUrl, tenants, dataDir, logDir, databases, roster, fleet, oidc, bus, postgres } = parts;
  const tenant = tenants[0] ?? '';
  const admin = bus.login('admin');
  return {
    ...{ baseUrl, tenant, tenants, dataDir, databases, issuer: oidc.issuer, adminDatabaseUrl: postgres.adminUrl },
    nats: { url: bus.url, ...admin, ...(bus.monitorUrl === undefined ? {} : { monitorUrl: bus.monitorUrl }) },
    token: (role, options) => fetchToken({ issuer: oidc.issuer, clientSecret: parts.clientSecret }, role, options),
    setOrganisation: (role, organisationId) => {
      const account = accountOfRole(role);
      if (!account) throw new Error(`There is no demo account for the role ${role}.`);
      oidc.setOrganisation(account.id, organisationId);
    },
    moveClock: (byMs, of = tenant) => moveClock(databases, of, byMs),
    healthUrl: (instance) => {
      const port = fleet.port(instance);
      if (port === undefined) throw new Error(`There is no service "${instance}" here.`);
      return `http://127.0.0.1:${port}`;
    },
    logFile: (instance) => join(logDir, `${instance}.log`),
    pid: (instance) => roster.get(instance).mark?.pid,
    kill: (instance) => roster.get(instance).kill(),
    signal: (instance, name) => roster.get(instance).signal(name),
    untilReady: (instance, withinMs) => roster.get(instance).untilReady(withinMs),
    restart: (instance) => roster.get(instance).restart(),
    stopInstance: (instance) => roster.get(instance).stop(),
    startAgain: (instance) => roster.get(instance).start(),
    startReplica: (service, env) => fleet.startReplica(service, env),
    stop: parts.stop,
  };
}
