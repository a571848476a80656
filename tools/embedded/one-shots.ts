import { join } from 'node:path';
import { cacheFolder } from '../paths';
import { Refusal } from '../say';
import type { ServiceDatabase } from './databases';
import { writeWhole } from './files';
import { run } from './run';
import type { Service } from './services';

/** What a program needs to run at all and what the user says about logs; nobody's secrets. */
export function inherited(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'HOME', 'LANG', 'NODE_OPTIONS', 'TSUNAGI_LOG_LEVEL', 'TSUNAGI_POOL_SIZE'];
  return {
    ...Object.fromEntries(kept.map((name) => [name, process.env[name]])),
    TZ: 'UTC',
    // Node 22 and newer start faster with it; older ones do not know it.
    NODE_COMPILE_CACHE: join(cacheFolder(), 'compiled'),
  };
}

interface OneShot {
  readonly environment: string;
  readonly script: string;
  readonly logDir: string;
  readonly signal?: AbortSignal;
}

export interface MigrateOptions extends OneShot {
  readonly tenants: readonly string[];
  readonly database: ServiceDatabase;
  /** The key store, where this service has it. */
  readonly keys?: ServiceDatabase;
  readonly env: NodeJS.ProcessEnv;
}

/** The migrate step of a service, with its owner login. Safe to repeat. */
export async function migrateService(service: Service, options: MigrateOptions): Promise<void> {
  await runStep(`The migrate step of ${service}`, `migrate-${service}`, ['migrate'], options, {
    TSUNAGI_DATABASE_URL: options.database.appUrl,
    TSUNAGI_OWNER_DATABASE_URL: options.database.ownerUrl,
    TSUNAGI_TENANTS: options.tenants.join(','),
    TSUNAGI_KEYS_DATABASE_URL: options.keys?.appUrl,
    TSUNAGI_KEYS_OWNER_DATABASE_URL: options.keys?.ownerUrl,
    ...options.env,
  });
}

export interface ProvisionOptions extends OneShot {
  readonly natsUrl: string;
  readonly login: { readonly user: string; readonly password: string };
  readonly monitorUrl?: string;
}

/** Creates streams and consumers with the admin login. Safe to repeat. */
export async function provisionBus(options: ProvisionOptions): Promise<void> {
  await runStep('The provision step of the bus', 'provision', [], options, {
    TSUNAGI_NATS_URL: options.natsUrl,
    TSUNAGI_NATS_USER: options.login.user,
    TSUNAGI_NATS_PASSWORD: options.login.password,
    TSUNAGI_NATS_MONITOR_URL: options.monitorUrl,
  });
}

/** Runs a Node script to its end; what it said goes to a log file, and its own words into the error. */
async function runStep(
  label: string,
  logName: string,
  args: readonly string[],
  { script, environment, logDir, signal }: OneShot,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const result = await run(process.execPath, ['--enable-source-maps', script, ...args], {
    env: { ...inherited(), TSUNAGI_ENV: environment, ...env },
    ...(signal ? { signal } : {}),
  });
  const said = `${result.stdout}${result.stderr}`.trim();
  const logFile = join(logDir, `${logName}.log`);
  writeWhole(logFile, `${said}\n`);
  if (result.status === 0) return;
  const lines = said.split('\n');
  // A stack ends with what matters least.
  const words = lines.find((line) => /\bError\b.*:/.test(line)) ?? lines.slice(-5).join('\n    ');
  throw new Refusal(`${label} failed. Its words (${logFile}):\n    ${words}`);
}
