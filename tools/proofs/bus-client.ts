import { ActorTokens, BusConnection, ServiceClient } from '#libs/messaging';
import type { JSONWebKeySet, JWK } from 'jose';
import { readJson } from '../embedded/files';
import { ensureKeys } from '../embedded/keys';
import type { RunningSystem } from '../running-system';
import { keysFolder } from '../state';

/** A caller on the bus, with the gateway's login and key: what a proof needs that no route offers. */
export interface BusClient {
  readonly client: ServiceClient;
  close(): Promise<void>;
}

export async function openBusClient(system: RunningSystem): Promise<BusClient> {
  const { secrets, files } = ensureKeys(keysFolder(system.dataDir));
  const login = { url: system.nats.url, user: 'gateway', password: secrets.nats.gateway, name: 'proof' };
  const bus = await BusConnection.open(login, () => undefined);
  const own = readJson<JWK>(files.signing.gateway) ?? {};
  const trusted = readJson<JSONWebKeySet>(files.trusted) ?? { keys: [] };
  const client = new ServiceClient(bus, await ActorTokens.create('gateway', own, trusted));
  return { client, close: () => bus.close() };
}
