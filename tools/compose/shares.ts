import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { DatabasePasswords } from '../embedded/databases';
import type { KeyFiles, Secrets } from '../embedded/keys';
import { NATS_LOGINS, type NatsLogin } from '../embedded/nats-config';
import { type DatabaseName, forEachService, SERVICES, type Service } from '../embedded/services';

/** Secrets that only containers need; kept beside those of `ensureKeys`. */
export interface ContainerSecrets {
  readonly keycloakAdmin: string;
  readonly keycloakDatabase: string;
}

export const newContainerSecrets = (): ContainerSecrets => ({
  keycloakAdmin: randomBytes(24).toString('hex'),
  keycloakDatabase: randomBytes(24).toString('hex'),
});

/** What the step `databases` is told. */
export interface DatabaseOrder {
  /** Superuser, database `postgres`. */
  readonly adminUrl: string;
  readonly services: Readonly<Record<DatabaseName, DatabasePasswords>>;
  readonly keycloakPassword: string;
}

/** Who reads secrets; each has a volume of its own and sees nobody else's. */
export const READERS = ['setup', ...SERVICES, 'postgres', 'nats', 'keycloak'] as const;
export type Reader = (typeof READERS)[number];

/** Users of the images: postgres in its Debian variant is 999; node and keycloak are 1000, and nats is told to be. */
export const userOf = (reader: Reader): number => (reader === 'postgres' ? 999 : 1000);

/** File name → text. */
export type Share = Readonly<Record<string, string>>;

export const natsPasswordVariable = (login: NatsLogin): string => `TSUNAGI_NATS_PASSWORD_${login.toUpperCase()}`;

const POSTGRES = 'postgres:5432';
const NATS_URL = 'nats://nats:4222';

/** The files that each reader gets. A running service holds its app login and its own key, never an owner login. */
export function sharesOf(
  secrets: Secrets,
  more: ContainerSecrets,
  files: KeyFiles,
  postgres = POSTGRES,
): Readonly<Record<Reader, Share>> {
  return {
    setup: setupShare(secrets, more, postgres),
    ...forEachService((service) => serviceShare(service, secrets, files, postgres)),
    postgres: { 'admin-password': secrets.postgresAdmin },
    // Quoted twice: nats-server reads a bare value of digits as a number.
    nats: { env: lines(NATS_LOGINS.map((login) => [natsPasswordVariable(login), `'"${secrets.nats[login]}"'`])) },
    keycloak: {
      env: lines([
        ['KC_BOOTSTRAP_ADMIN_PASSWORD', more.keycloakAdmin],
        ['KC_DB_PASSWORD', more.keycloakDatabase],
        ['TSUNAGI_DEMO_CLIENT_SECRET', secrets.demoClients],
      ]),
    },
  };
}

function serviceShare(service: Service, secrets: Secrets, files: KeyFiles, postgres: string): Share {
  return {
    env: lines([
      ['TSUNAGI_DATABASE_URL', databaseUrl(service, 'app', secrets, postgres)],
      ['TSUNAGI_NATS_PASSWORD', secrets.nats[service]],
      ...(service === 'intake' ? [keysUrl('app', secrets, postgres)] : []),
    ]),
    'signing-key.json': readFileSync(files.signing[service], 'utf8'),
    'trusted-keys.json': readFileSync(files.trusted, 'utf8'),
    'fingerprint.key': readFileSync(files.fingerprint, 'utf8'),
    // What opens the words about people.
    ...(service === 'intake' && {
      'kek.json': readFileSync(files.kek, 'utf8'),
      'index.key': readFileSync(files.index, 'utf8'),
    }),
  };
}

function setupShare(secrets: Secrets, more: ContainerSecrets, postgres: string): Share {
  const order: DatabaseOrder = {
    adminUrl: `postgres://postgres:${secrets.postgresAdmin}@${postgres}/postgres`,
    services: secrets.databases,
    keycloakPassword: more.keycloakDatabase,
  };
  const migrate = SERVICES.map((service) => [
    `migrate-${service}.env`,
    lines([
      ['TSUNAGI_OWNER_DATABASE_URL', databaseUrl(service, 'owner', secrets, postgres)],
      // Names the app login, which the migrate step gives its rights to.
      ['TSUNAGI_DATABASE_URL', databaseUrl(service, 'app', secrets, postgres)],
      ...(service === 'intake' ? [keysUrl('owner', secrets, postgres), keysUrl('app', secrets, postgres)] : []),
    ]),
  ]);
  return {
    'databases.json': JSON.stringify(order),
    'operator.env': lines([
      ['TSUNAGI_NATS_URL', NATS_URL],
      ['TSUNAGI_NATS_USER', 'admin'],
      ['TSUNAGI_NATS_PASSWORD', secrets.nats.admin],
      ...SERVICES.map((service): [string, string] => [
        `TSUNAGI_${service.toUpperCase()}_OWNER_DATABASE_URL`,
        databaseUrl(service, 'owner', secrets, postgres),
      ]),
    ]),
    ...(Object.fromEntries(migrate) as Share),
  };
}

const databaseUrl = (service: DatabaseName, login: 'owner' | 'app', { databases }: Secrets, postgres: string): string =>
  `postgres://${service}_${login}:${databases[service][login]}@${postgres}/tsunagi_${service}`;

const keysUrl = (login: 'owner' | 'app', secrets: Secrets, postgres: string): readonly [string, string] => [
  login === 'owner' ? 'TSUNAGI_KEYS_OWNER_DATABASE_URL' : 'TSUNAGI_KEYS_DATABASE_URL',
  databaseUrl('keys', login, secrets, postgres),
];

const lines = (variables: readonly (readonly [string, string])[]): string =>
  variables.map(([name, value]) => `${name}=${value}\n`).join('');
