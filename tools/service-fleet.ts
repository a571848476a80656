import { freePort } from './embedded/ports';
import type { Roster } from './embedded/roster';
import { serviceSpec, type Surroundings } from './embedded/service-processes';
import type { Service } from './embedded/services';
import type { SystemOptions } from './system-options';

/** The processes of the services. */
export class ServiceFleet {
  readonly #ports = new Map<string, number>();

  constructor(
    private readonly roster: Roster,
    private readonly around: Surroundings,
    private readonly options: Pick<SystemOptions, 'replicas' | 'serviceEnv'>,
  ) {}

  /** Starts all at once and resolves with the instance names when every one is ready. */
  async start(services: readonly Service[], httpPort: number): Promise<readonly string[]> {
    const starts = services.flatMap((service) =>
      Array.from({ length: this.options.replicas?.[service] ?? 1 }, (_, index) =>
        this.startOne(service, index + 1, index === 0 && service === 'gateway' ? httpPort : 0),
      ),
    );
    return Promise.all(starts);
  }

  /** One more process of a service, under the first free number. */
  startReplica(service: Service, env: NodeJS.ProcessEnv = {}): Promise<string> {
    let number = 1;
    while (this.#ports.has(instanceName(service, number))) number += 1;
    return this.startOne(service, number, 0, env);
  }

  port(instance: string): number | undefined {
    return this.#ports.get(instance);
  }

  private async startOne(service: Service, number: number, wish: number, env: NodeJS.ProcessEnv = {}): Promise<string> {
    const name = instanceName(service, number);
    // Reserved before the first await, so that two starts at once get two names.
    this.#ports.set(name, wish);
    const port = wish === 0 ? await freePort() : wish;
    this.#ports.set(name, port);
    await this.roster.start(
      serviceSpec(this.around, { service, name, port, env: { ...this.options.serviceEnv?.[service], ...env } }),
    );
    return name;
  }
}

const instanceName = (service: Service, number: number): string => (number === 1 ? service : `${service}-${number}`);
