import { jetstream, jetstreamManager, type JetStreamClient, type JetStreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';

export interface BusOptions {
  /** One address or several, separated by commas. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** Shown in the server's lists of clients. */
  readonly name: string;
}

/**
 * The connection to NATS. It waits for a server that is not there yet and comes back by itself
 * after any outage; only a server that closes it for good ends the process (`onLost`).
 */
export class BusConnection {
  private up = true;
  readonly js: JetStreamClient;

  private constructor(readonly nats: NatsConnection) {
    this.js = jetstream(nats, { timeout: 5_000 });
  }

  static async open(options: BusOptions, onLost: (reason: unknown) => void): Promise<BusConnection> {
    const nats = await connect({
      servers: options.url.split(','),
      user: options.user,
      pass: options.password,
      name: options.name,
      inboxPrefix: `_INBOX_${options.user}`,
      maxReconnectAttempts: -1,
      waitOnFirstConnect: true,
      reconnectTimeWait: 250,
      reconnectJitter: 50,
      pingInterval: 10_000,
      maxPingOut: 2,
      ignoreAuthErrorAbort: true,
    });
    const bus = new BusConnection(nats);
    void bus.watch();
    void nats.closed().then((error) => {
      bus.up = false;
      if (error) onLost(error);
    });
    return bus;
  }

  /** False while there is no server: requests fail at once instead of waiting for their deadline. */
  get isUp(): boolean {
    return this.up && !this.nats.isClosed();
  }

  /** Version of the server that is spoken to now, e.g. `2.15.1`. */
  get serverVersion(): string {
    return this.nats.info?.version ?? '0.0.0';
  }

  manager(): Promise<JetStreamManager> {
    return jetstreamManager(this.nats, { checkAPI: false });
  }

  async close(): Promise<void> {
    if (!this.nats.isClosed()) await this.nats.drain().catch(() => this.nats.close());
  }

  private async watch(): Promise<void> {
    for await (const status of this.nats.status()) {
      if (status.type === 'disconnect') this.up = false;
      if (status.type === 'reconnect') this.up = true;
    }
  }
}
