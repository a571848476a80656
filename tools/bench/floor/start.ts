import { join } from 'node:path';
import type { JSONWebKeySet, JWK } from 'jose';
import { answers, Child } from '../../embedded/children';
import { readJson, writeJson } from '../../embedded/files';
import { ensureKeys } from '../../embedded/keys';
import { AUDIENCE } from '../../embedded/oidc';
import { freePort } from '../../embedded/ports';
import { ROOT } from '../../paths';
import type { RunningSystem } from '../../running-system';
import { keysFolder } from '../../state';
import { FLOOR_SERVICE, type FloorSettings } from './settings';

export interface Floor {
  readonly baseUrl: string;
  stop(): Promise<void>;
}

/** Starts the hand-written gateway and service beside a system in which outreach is stopped. */
export async function startFloor(system: RunningSystem): Promise<Floor> {
  const { secrets, files } = ensureKeys(keysFolder(system.dataDir));
  const shared = {
    issuer: system.issuer,
    audience: AUDIENCE,
    natsUrl: system.nats.url,
    trustedKeys: readJson<JSONWebKeySet>(files.trusted) ?? { keys: [] },
    fingerprintKeyFile: files.fingerprint,
    databaseUrl: system.databases.matching.appUrl,
    headers: await headersOf(system.baseUrl),
  };
  const parts = { gateway: 'gateway', service: FLOOR_SERVICE } as const;
  const children: Child[] = [];
  let baseUrl = '';
  for (const part of ['service', 'gateway'] as const) {
    const login = parts[part];
    const port = await freePort();
    const settings: FloorSettings = {
      ...{ ...shared, part, port, natsUser: login, natsPassword: secrets.nats[login] },
      signingKey: readJson<JWK>(files.signing[login]) ?? {},
    };
    const file = join(system.dataDir, `floor-${part}.json`);
    writeJson(file, settings);
    baseUrl = `http://127.0.0.1:${port}`;
    children.push(childOf(part, file, baseUrl, system.dataDir));
    await children.at(-1)?.start();
  }
  return {
    baseUrl,
    stop: async () => {
      await Promise.all(children.map((child) => child.stop()));
    },
  };
}

const OWN = /^(?:date|connection|keep-alive|content-length|content-type|x-correlation-id|www-authenticate)$/;

/** What the gateway says with every answer, whatever it is about. */
async function headersOf(baseUrl: string): Promise<FloorSettings['headers']> {
  const { headers } = await fetch(`${baseUrl}/api/v1/match-requests`);
  return Object.fromEntries([...headers].filter(([name]) => !OWN.test(name)));
}

const childOf = (part: string, file: string, url: string, dataDir: string): Child =>
  new Child({
    name: `floor-${part}`,
    command: process.execPath,
    args: [join(ROOT, 'dist', 'tools', 'bench', 'floor', 'main.js'), file],
    logFile: join(dataDir, 'logs', `floor-${part}.log`),
    isReady: () => isUp(url),
    stopWithinMs: 1_000,
  });

/** The gateway has no route of its own for this: a refusal says as well that it is there. */
const isUp = async (url: string): Promise<boolean> =>
  (await answers(url)) ||
  fetch(url).then(
    ({ status }) => status === 401,
    () => false,
  );
