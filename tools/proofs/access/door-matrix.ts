import * as contracts from '#libs/contracts';
import { type Role, ROLES, SERVICES } from '#libs/kernel';
import type { NatsConnection } from '@nats-io/transport-node';
import { actorClaims, knock, type ServiceKeys } from './actor-door';
import { serviceOf } from './bus-logins';
import { inLanes } from './http';
import type { Matrix } from './role-matrix';

const LANES = 24;
const BUSY_TRIES = 5;

interface Asked {
  readonly subject: string;
  readonly allow: readonly Role[];
}

/** Every request there is, with a route or without. */
export const REQUESTS: readonly Asked[] = [
  ...Object.values(contracts as Readonly<Record<string, unknown>>).flatMap((each) => {
    const { subject, allow } = (typeof each === 'function' ? each : {}) as Partial<Asked>;
    return typeof subject === 'string' && subject.startsWith('rpc.') ? [{ subject, allow: allow ?? [] }] : [];
  }),
  ...SERVICES.flatMap((service) =>
    Object.values({ ...contracts.hostRequestsOf(service) }).map(({ subject, allow }) => ({ subject, allow })),
  ),
];

/** Requests that say not who may ask. */
export const unguarded = (requests: readonly Asked[]): readonly string[] =>
  requests.filter(({ allow }) => allow.length === 0).map(({ subject }) => subject);

/** Every request × role at the service's own door: the gateway is not what keeps people out. */
export async function tryDoors(
  bus: NatsConnection,
  keys: ServiceKeys,
  tenant: string,
  requests: readonly Asked[],
): Promise<Matrix> {
  const matrix: Matrix = { cells: 0, wrong: [] };
  await inLanes(requests, LANES, async ({ subject, allow }) => {
    const service = serviceOf(subject);
    for (const role of ROLES) {
      const token = keys.gateway.sign(actorClaims(service, tenant, role));
      const code = await patiently(() => knock(bus, subject, token, { accessProof: true }));
      matrix.cells += 1;
      const may = allow.includes(role);
      if (['actor.refused', 'internal'].includes(code) || (code === 'role.refused') === may)
        matrix.wrong.push(`${subject} ${role}: ${code}`);
    }
  });
  return matrix;
}

async function patiently(ask: () => Promise<{ readonly code: string }>): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    const { code } = await ask();
    if ((code !== 'service.busy' && code !== 'deadline.passed') || attempt >= BUSY_TRIES) return code;
    await new Promise((resolve) => setTimeout(resolve, 200 * attempt));
  }
}
