import { connect } from '@nats-io/transport-node';
import { Refusal, warn } from '../say';
import type { ChildEvents } from './children';
import type { Secrets } from './keys';
import { FALLBACK_NOTICE, findNatsServer, qualityOf } from './nats-binary';
import type { NatsLogin } from './nats-config';
import { startNats } from './nats-server';

export interface NatsLoginData {
  readonly user: string;
  readonly password: string;
}

/** A bus that can be used: ours, or the one that TSUNAGI_NATS_URL names. */
export interface Bus {
  readonly url: string;
  readonly version: string;
  readonly source: string;
  readonly port?: number;
  readonly monitorUrl?: string;
  readonly monitorPort?: number;
  readonly login: (login: NatsLogin) => NatsLoginData;
}

export interface BusOptions {
  readonly dir: string;
  readonly logFile: string;
  readonly passwords: Secrets['nats'];
  readonly port?: number;
  readonly monitorPort?: number;
  /** Value of TSUNAGI_NATS_URL. */
  readonly external?: string;
  /** Hears what is missing and what is fetched. */
  readonly tell?: (line: string) => void;
}

/** Uses the named server, or finds a program and starts it. Says loudly if it is only a fallback. */
export async function openBus(options: BusOptions, events: ChildEvents): Promise<Bus> {
  const bus = options.external ? await externalBus(options.external, options) : await ownBus(options, events);
  if (qualityOf(bus.version) === 'fallback') warn(FALLBACK_NOTICE(bus.version));
  return bus;
}

async function ownBus(options: BusOptions, events: ChildEvents): Promise<Bus> {
  const binary = await findNatsServer(options.tell ? { tell: options.tell } : {});
  const { port, monitorPort } = options;
  const nats = await startNats(
    {
      dir: options.dir,
      logFile: options.logFile,
      passwords: options.passwords,
      binary,
      ...(port === undefined ? {} : { port }),
      ...(monitorPort === undefined ? {} : { monitorPort }),
    },
    events,
  );
  return {
    url: nats.url,
    version: binary.version,
    source: binary.source,
    port: nats.port,
    monitorUrl: nats.monitorUrl,
    monitorPort: nats.monitorPort,
    login: (login) => ({ user: login, password: options.passwords[login] }),
  };
}

/** A login in the URL is used for everyone; without one the server must know our own logins. */
async function externalBus(given: string, { passwords }: BusOptions): Promise<Bus> {
  const url = new URL(given.includes('://') ? given : `nats://${given}`);
  const shared = url.username
    ? { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) }
    : undefined;
  url.username = '';
  url.password = '';
  const login = (name: NatsLogin): NatsLoginData => shared ?? { user: name, password: passwords[name] };
  const servers = url.href.replace(/\/$/, '');
  const { user, password } = login('admin');
  try {
    const connection = await connect({ servers, user, pass: password, timeout: 5_000, reconnect: false });
    const version = connection.info?.version ?? '0.0.0';
    await connection.close();
    if (qualityOf(version) === 'refused') throw new Error(`it runs version ${version}`);
    return { url: servers, version, source: 'TSUNAGI_NATS_URL', login };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Refusal(`The nats-server of TSUNAGI_NATS_URL cannot be used (${why}). Mend it, or unset the variable.`);
  }
}
