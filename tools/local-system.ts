import { forEachService, type Service } from './embedded/services';
import { fetchToken } from './embedded/tokens';
import { dataFolder } from './paths';
import { Refusal } from './say';
import { readPorts, readSecrets, readState } from './state';

/** What an operator's command needs of the system that runs from this checkout. */
export interface LocalSystem {
  readonly baseUrl: string;
  readonly databases: Readonly<Record<Service, { readonly ownerUrl: string }>>;
  readonly bus: { readonly url: string; readonly user: string; readonly password: string };
  token(role: string): Promise<string>;
}

/** The running system, or one clear line that there is none. */
export function localSystem(): LocalSystem {
  const dataDir = dataFolder();
  const state = readState(dataDir);
  const secrets = readSecrets(dataDir);
  const { postgres, nats } = readPorts(dataDir);
  if (!state || !secrets || postgres === undefined)
    throw new Refusal('Tsunagi does not run here. Start it with: npm start');
  return {
    baseUrl: state.baseUrl,
    databases: forEachService((service) => ({
      ownerUrl: `postgres://${service}_owner:${secrets.databases[service].owner}@127.0.0.1:${postgres}/tsunagi_${service}`,
    })),
    bus: {
      url: process.env['TSUNAGI_NATS_URL'] ?? `nats://127.0.0.1:${nats ?? 4222}`,
      user: 'admin',
      password: secrets.nats.admin,
    },
    token: (role) => fetchToken({ issuer: state.issuer, clientSecret: secrets.demoClients }, role),
  };
}
