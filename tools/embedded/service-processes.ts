import { join } from 'node:path';
import { answers, type ChildSpec } from './children';
import type { ServiceDatabase } from './databases';
import type { KeyFiles } from './keys';
import { AUDIENCE } from './oidc';
import { inherited } from './one-shots';
import type { DatabaseName, Service } from './services';

/** Everything that services are told through their environment. */
export interface Surroundings {
  readonly environment: string;
  readonly databases: Readonly<Record<DatabaseName, ServiceDatabase>>;
  readonly natsUrl: string;
  readonly natsLogin: (login: Service | 'admin') => { readonly user: string; readonly password: string };
  readonly files: KeyFiles;
  readonly issuer: string;
  readonly logDir: string;
  readonly script: (service: Service) => string;
  readonly env: NodeJS.ProcessEnv;
}

/** The environment contract of a running service. */
function environmentOf(around: Surroundings, service: Service): NodeJS.ProcessEnv {
  const { user, password } = around.natsLogin(service);
  return {
    ...inherited(),
    TSUNAGI_ENV: around.environment,
    TSUNAGI_DATABASE_URL: around.databases[service].appUrl,
    TSUNAGI_NATS_URL: around.natsUrl,
    TSUNAGI_NATS_USER: user,
    TSUNAGI_NATS_PASSWORD: password,
    TSUNAGI_SIGNING_KEY_FILE: around.files.signing[service],
    TSUNAGI_TRUSTED_KEYS_FILE: around.files.trusted,
    TSUNAGI_FINGERPRINT_KEY_FILE: around.files.fingerprint,
    TSUNAGI_OIDC_ISSUER: service === 'gateway' ? around.issuer : undefined,
    TSUNAGI_OIDC_AUDIENCE: service === 'gateway' ? AUDIENCE : undefined,
    TSUNAGI_AUDIT_ANCHORS_FILE: service === 'gateway' ? join(around.logDir, '..', 'audit-anchors.jws') : undefined,
    ...(service === 'intake' && sealingOf(around)),
    ...around.env,
  };
}

/** What opens the words about people: intake alone has it. */
const sealingOf = ({ databases, files }: Surroundings): NodeJS.ProcessEnv => ({
  TSUNAGI_KEYS_DATABASE_URL: databases.keys.appUrl,
  TSUNAGI_KEK_FILE: files.kek,
  TSUNAGI_INDEX_KEY_FILE: files.index,
});

export interface Instance {
  readonly service: Service;
  /** `matching`, or `matching-2` for one more. */
  readonly name: string;
  /** Public port of the gateway, port of health and metrics of the others. */
  readonly port: number;
  readonly env?: NodeJS.ProcessEnv;
}

export function serviceSpec(around: Surroundings, { service, name, port, env }: Instance): ChildSpec {
  return {
    name,
    command: process.execPath,
    args: ['--enable-source-maps', around.script(service)],
    env: {
      ...environmentOf(around, service),
      ...(service === 'gateway' ? gatewayPort(port) : { TSUNAGI_HEALTH_PORT: String(port) }),
      TSUNAGI_INSTANCE: name,
      ...env,
    },
    logFile: join(around.logDir, `${name}.log`),
    isReady: () => answers(`http://127.0.0.1:${port}/health/ready`),
    stopWithinMs: 4_000,
  };
}

const gatewayPort = (port: number): NodeJS.ProcessEnv => ({
  TSUNAGI_HTTP_PORT: String(port),
  TSUNAGI_PUBLIC_URL: `http://localhost:${port}`,
});
