import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, writeJson } from './embedded/files';
import type { Secrets } from './embedded/keys';

/** What `npm stop`, `npm run token` and the scenarios have to know about a running system. */
export interface SystemState {
  readonly baseUrl: string;
  readonly issuer: string;
  readonly tenants: readonly string[];
}

/** Ports of the last run: addresses that people noted stay as they were. */
export interface Ports {
  readonly postgres?: number;
  readonly nats?: number;
  readonly natsMonitor?: number;
  readonly oidc?: number;
}

const STATE = 'running.json';
const PORTS = 'ports.json';

export const readState = (dataDir: string): SystemState | undefined => readJson<SystemState>(join(dataDir, STATE));
export const writeState = (dataDir: string, state: SystemState): void => writeJson(join(dataDir, STATE), state, 0o644);
export const removeState = (dataDir: string): void => rmSync(join(dataDir, STATE), { force: true });

export const readPorts = (dataDir: string): Ports => readJson<Ports>(join(dataDir, PORTS)) ?? {};
export const writePorts = (dataDir: string, ports: Ports): void => writeJson(join(dataDir, PORTS), ports, 0o644);

export const keysFolder = (dataDir: string): string => join(dataDir, 'keys');
export const readSecrets = (dataDir: string): Secrets | undefined =>
  readJson<Secrets>(join(keysFolder(dataDir), 'secrets.json'));
