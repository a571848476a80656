import type { ServiceName } from '#libs/kernel';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { ensureKeys } from '../../embedded/keys';
import type { NatsLogin } from '../../embedded/nats-config';
import type { RunningSystem } from '../../running-system';
import { keysFolder } from '../../state';

/** Headers of a request on the bus, as a stranger would read them off the wire. */
export const WIRE = { actor: 'Tsunagi-Actor', deadline: 'Tsunagi-Deadline', error: 'Tsunagi-Error' } as const;

/** A bare connection with somebody's login: what a thief of a password would have. */
export function enterBus(system: RunningSystem, login: NatsLogin): Promise<NatsConnection> {
  const { secrets } = ensureKeys(keysFolder(system.dataDir));
  return connect({
    servers: system.nats.url,
    user: login,
    pass: secrets.nats[login],
    name: 'access-proof',
    inboxPrefix: `_INBOX_${login}`,
    reconnect: false,
  });
}

export const serviceOf = (subject: string): ServiceName => subject.split('.')[1] as ServiceName;
