import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureKeys } from '../../../tools/embedded/keys';
import { type RunningOidc, startOidc } from '../../../tools/embedded/oidc';
import { runOrThrow } from '../../../tools/embedded/run';
import { fetchToken, type TokenOptions } from '../../../tools/embedded/tokens';
import { ROOT } from '../../../tools/paths';
import type { OidcSettings } from '../src/auth/token-verifier';
import { AUDIENCE, TENANT } from './issuer';
import { PUBLIC_URL } from './world';

export interface Provider {
  readonly oidc: RunningOidc;
  readonly settings: OidcSettings;
  /** An access token by client credentials. */
  token(role: string, options?: TokenOptions): Promise<string>;
  stop(): Promise<void>;
}

/** The embedded OpenID provider of `npm start`, as a process. */
export async function startProvider(): Promise<Provider> {
  await runOrThrow(process.execPath, [join(ROOT, 'tools', 'build.mjs')]);
  const folder = mkdtempSync(join(tmpdir(), 'tsunagi-sign-in-spec-'));
  const { secrets, files } = ensureKeys(join(folder, 'keys'));
  const oidc = await startOidc({
    dir: join(folder, 'oidc'),
    keysFile: files.oidc,
    secrets,
    tenants: [TENANT, '990027'],
    redirectUris: [`${PUBLIC_URL}/auth/callback`],
    logFile: join(folder, 'oidc.log'),
  });
  const { issuer } = oidc;
  return {
    oidc,
    settings: { issuer, audience: AUDIENCE, algorithm: 'RS256', maxTokenAgeS: 3_600, jwksUrl: undefined },
    token: (role, options) => fetchToken({ issuer, clientSecret: secrets.demoClients }, role, options),
    stop: async () => {
      await oidc.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
