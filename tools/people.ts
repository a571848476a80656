import type { Role } from '#libs/kernel';
import { Api, kept } from './api';
import type { RunningSystem } from './running-system';

/** Everybody who works with a running system, each with a token of their own role. */
export class People {
  private readonly known = new Map<string, Api>();

  constructor(
    private readonly system: Pick<RunningSystem, 'baseUrl' | 'token'>,
    /** Six digits; the system's first municipality where left out. */
    private readonly tenant?: string,
  ) {}

  /** Somebody of this role; of one organisation where `org` is given. */
  as(role: Role, org?: string): Api {
    const who = `${role} ${org ?? ''}`;
    const known = this.known.get(who);
    if (known) return known;
    const options = {
      ...(org === undefined ? {} : { org }),
      ...(this.tenant === undefined ? {} : { tenant: this.tenant }),
    };
    const api = new Api(
      this.system.baseUrl,
      kept(() => this.system.token(role, options)),
    );
    this.known.set(who, api);
    return api;
  }

  /** Staff of the place where somebody takes part. */
  host(orgId: string): Api {
    return this.as('PROVIDER_STAFF', orgId);
  }

  /** Who keeps an organisation's own entries in the registry. */
  editor(orgId: string): Api {
    return this.as('REGISTRY_EDITOR', orgId);
  }
}
