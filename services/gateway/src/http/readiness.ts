import { hostRequestsOf } from '#libs/contracts';
import type { Platform } from '#libs/host';
import { SERVICES, type ServiceName, systemActor } from '#libs/kernel';
import { randomUUID } from 'node:crypto';
import type { TokenVerifier } from '../auth/token-verifier';

const PING_MS = 1_000;
/** However often somebody asks, the others are asked this often. */
const REMEMBERED_MS = 500;

/**
 * Makes `/health/ready` speak for the whole: the provider's keys were read once, and each service answers.
 * A service that is away costs its own routes only: whoever balances load looks at `/health/live`.
 */
export function watchWhole(platform: Platform, tokens: TokenVerifier): void {
  platform.readiness.add('sign-in', () => tokens.reach());
  for (const service of SERVICES.filter((name) => name !== 'gateway')) {
    platform.readiness.add(
      service,
      remembered(() => ping(platform, service)),
    );
  }
}

async function ping({ client }: Platform, service: ServiceName): Promise<boolean> {
  const { ready } = await client.ask(
    hostRequestsOf(service).ping,
    { from: 'gateway' },
    // Of no municipality: nothing is read.
    { actor: systemActor('gateway', '000000'), correlationId: randomUUID() },
    { deadlineMs: PING_MS },
  );
  return ready;
}

function remembered(check: () => Promise<boolean>): () => Promise<boolean> {
  let last: Promise<boolean> | undefined;
  let until = 0;
  return () => {
    if (!last || until < Date.now()) {
      last = check().catch(() => false);
      until = Date.now() + REMEMBERED_MS;
    }
    return last;
  };
}
