import { join } from 'node:path';
import { ROOT } from '../paths';
import { answers, Child, type ChildEvents } from './children';
import { readJson, writeJson } from './files';
import type { Secrets } from './keys';
import type { OidcSettings } from './oidc-provider';
import { freePort } from './ports';

export const AUDIENCE = 'tsunagi-api';

export interface OidcOptions {
  /** Folder of its own: settings and the organisations of accounts. */
  readonly dir: string;
  readonly keysFile: string;
  readonly secrets: Pick<Secrets, 'demoClients' | 'oidcCookies'>;
  readonly tenants: readonly string[];
  readonly redirectUris: readonly string[];
  readonly logFile: string;
  /** Kept if it is free, else another; the issuer changes with it. */
  readonly port?: number;
}

export interface RunningOidc {
  readonly issuer: string;
  readonly port: number;
  readonly child: Child;
  /** From now on tokens of this account speak for this organisation. */
  setOrganisation(accountId: string, organisationId: string): void;
  stop(): Promise<void>;
}

/** Starts the embedded OpenID provider as a process (it is an ES module, which tests cannot load). */
export async function startOidc(options: OidcOptions, events: ChildEvents = {}): Promise<RunningOidc> {
  const port = await freePort(options.port);
  const issuer = `http://127.0.0.1:${port}`;
  const settingsFile = join(options.dir, 'settings.json');
  const organisationsFile = join(options.dir, 'organisations.json');
  const settings: OidcSettings = {
    port,
    issuer,
    audience: AUDIENCE,
    keysFile: options.keysFile,
    clientSecret: options.secrets.demoClients,
    cookieKey: options.secrets.oidcCookies,
    tenants: options.tenants,
    redirectUris: options.redirectUris,
    organisationsFile,
  };
  writeJson(settingsFile, settings);
  const child = new Child(
    {
      name: 'openid-provider',
      command: process.execPath,
      args: [join(ROOT, 'dist', 'tools', 'embedded', 'oidc-main.js'), settingsFile],
      logFile: options.logFile,
      isReady: () => answers(`${issuer}/.well-known/openid-configuration`),
      stopWithinMs: 1_500,
    },
    events,
  );
  await child.start();
  return {
    issuer,
    port,
    child,
    setOrganisation: (accountId, organisationId) =>
      writeJson(organisationsFile, {
        ...readJson<Readonly<Record<string, string>>>(organisationsFile),
        [accountId]: organisationId,
      }),
    stop: () => child.stop(),
  };
}
