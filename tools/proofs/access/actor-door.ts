import { randomUUID } from 'node:crypto';
import { SERVICES, type ServiceName } from '#libs/kernel';
import { headers, type NatsConnection } from '@nats-io/transport-node';
import type { JWK } from 'jose';
import { readJson } from '../../embedded/files';
import { ensureKeys } from '../../embedded/keys';
import type { RunningSystem } from '../../running-system';
import { keysFolder } from '../../state';
import { WIRE } from './bus-logins';
import { type Forgery, forgeriesOf } from './forgeries';
import { type Claims, Signer } from './signer';

const TYP = 'tsunagi-actor+jwt';
const DEADLINE_MS = 8_000;
const LIFETIME_S = 60;
const ALLOWED_SKEW_S = 5;

export type ServiceKeys = Readonly<Record<ServiceName, Signer>>;

export function serviceKeys(system: RunningSystem): ServiceKeys {
  const { files } = ensureKeys(keysFolder(system.dataDir));
  const signerOf = (service: ServiceName): [string, Signer] => [
    service,
    new Signer('EdDSA', TYP, service, readJson<JWK>(files.signing[service]) ?? {}),
  ];
  return Object.fromEntries(SERVICES.map(signerOf)) as ServiceKeys;
}

/** Claims of an actor token of the gateway that is good now. */
export function actorClaims(audience: ServiceName, tenant: string, role: string, change: Claims = {}): Claims {
  const now = Math.floor(Date.now() / 1000);
  return {
    ...{ iss: 'gateway', aud: audience, sub: role === 'SYSTEM' ? 'system:gateway' : 'access-proof' },
    ...{ iat: now, exp: now + LIFETIME_S, jti: randomUUID(), tenant, roles: [role], org: null },
    ...change,
  };
}

interface Aim {
  readonly keys: ServiceKeys;
  readonly target: ServiceName;
  readonly tenant: string;
  readonly elsewhere: string;
}

/** Who may sign for whom: the gateway for people, each service for itself. */
function wrongSpeakers({ keys, target, tenant }: Aim): readonly Forgery[] {
  const other = SERVICES.find((service) => service !== target && service !== 'gateway') ?? 'intake';
  const own = keys[other];
  const person = (change: Claims): Claims => actorClaims(target, tenant, 'OPS', change);
  const itself = (change: Claims): Claims =>
    actorClaims(target, tenant, 'SYSTEM', { iss: other, sub: `system:${other}`, ...change });
  return [
    { name: 'a service that speaks for a person', token: own.sign(person({ iss: other })) },
    { name: 'a service that calls itself the gateway', token: own.sign(person({}), { kid: 'gateway' }) },
    { name: 'a service whose issuer is the gateway', token: own.sign(person({})) },
    { name: 'a service for itself and a person', token: own.sign(itself({ roles: ['SYSTEM', 'OPS'] })) },
    { name: 'a service for itself and a role nobody knows', token: own.sign(itself({ roles: ['SYSTEM', 'ROOT'] })) },
    { name: 'a service that speaks for another service', token: own.sign(itself({ sub: 'system:gateway' })) },
    { name: 'a service for SYSTEM under a person’s id', token: own.sign(itself({ sub: 'access-proof' })) },
    { name: 'a service for SYSTEM of an organisation', token: own.sign(itself({ org: randomUUID() })) },
    ...(target === 'gateway'
      ? []
      : [{ name: 'the target’s own key for a person', token: keys[target].sign(person({ iss: target })) }]),
  ];
}

/** What even the gateway may not say. */
function wrongSayings({ keys, target, tenant }: Aim): readonly Forgery[] {
  const { gateway } = keys;
  const now = Math.floor(Date.now() / 1000);
  const say = (role: string, change: Claims): string => gateway.sign(actorClaims(target, tenant, role, change));
  return [
    { name: 'a person under a service’s id', token: say('OPS', { sub: 'system:gateway' }) },
    { name: 'a person who is SYSTEM too', token: say('OPS', { roles: ['OPS', 'SYSTEM'] }) },
    { name: 'SYSTEM under a person’s id', token: say('SYSTEM', { sub: 'access-proof' }) },
    { name: 'no id of its own', token: say('OPS', { jti: undefined }) },
    { name: 'a life of an hour', token: say('OPS', { exp: now + 3_600 }) },
    { name: 'a minute and more ago', token: say('OPS', { iat: now - 70, exp: now + 30 }) },
    { name: 'two audiences', token: say('OPS', { aud: [target, 'everybody'] }) },
  ];
}

export function actorForgeries(aim: Aim): readonly Forgery[] {
  const audience = SERVICES.find((service) => service !== aim.target) ?? 'intake';
  const claims = actorClaims(aim.target, aim.tenant, 'OPS');
  const elsewhere = { audience, tenant: aim.elsewhere };
  return [
    ...forgeriesOf({ signer: aim.keys.gateway, claims, elsewhere }),
    ...wrongSpeakers(aim),
    ...wrongSayings(aim),
    { name: 'nothing', token: '' },
  ];
}

export interface DoorAnswer {
  /** `ok`, or the code of the refusal. */
  readonly code: string;
}

/** Asks a service as whoever holds this token. */
export async function knock(
  bus: NatsConnection,
  subject: string,
  token: string,
  body: object = {},
): Promise<DoorAnswer> {
  const told = headers();
  if (token !== '') told.set(WIRE.actor, token);
  told.set(WIRE.deadline, String(Date.now() + DEADLINE_MS));
  const answer = await bus.request(subject, JSON.stringify(body), { timeout: DEADLINE_MS, headers: told });
  if (!answer.headers?.has(WIRE.error)) return { code: 'ok' };
  return { code: answer.json<{ readonly code: string }>().code };
}

const READ = 'dead-letters.v1';
const WRITE = 'discard-dead-letter.v1';
const ONLY_SYSTEM = 'ping.v1';

/** Offers a token to a read, a write and what is for services only; says where it was believed. */
export async function offerTo(
  bus: NatsConnection,
  target: ServiceName,
  { name, token }: Forgery,
): Promise<readonly string[]> {
  const asked: readonly (readonly [string, object])[] = [
    [READ, {}],
    [WRITE, { id: randomUUID() }],
    [ONLY_SYSTEM, { from: 'gateway' }],
  ];
  const codes = await Promise.all(
    asked.map(async ([verb, body]) => (await knock(bus, `rpc.${target}.${verb}`, token, body)).code),
  );
  return codes.flatMap((code, index) =>
    code === 'actor.refused' ? [] : [`${target} and ${name}: ${asked[index]?.[0] ?? ''} ${code}`],
  );
}

/** A good token is believed as long as it lives, and not a second longer than clocks may differ. */
export async function reusedTooLate(
  bus: NatsConnection,
  keys: ServiceKeys,
  tenant: string,
): Promise<readonly string[]> {
  const now = Math.floor(Date.now() / 1000);
  const left = 2;
  const tokens = SERVICES.map((service) => {
    const claims = actorClaims(service, tenant, 'OPS', { iat: now - LIFETIME_S + left, exp: now + left });
    return [service, keys.gateway.sign(claims)] as const;
  });
  const ask = (): Promise<readonly string[]> =>
    Promise.all(tokens.map(async ([service, token]) => (await knock(bus, `rpc.${service}.${READ}`, token)).code));
  const before = await ask();
  await new Promise((resolve) => setTimeout(resolve, (left + ALLOWED_SKEW_S + 1) * 1000));
  const after = await ask();
  return [
    ...before.flatMap((code, index) =>
      code === 'ok' ? [] : [`${SERVICES[index] ?? ''} refused a good token: ${code}`],
    ),
    ...after.flatMap((code, index) =>
      code === 'actor.refused' ? [] : [`${SERVICES[index] ?? ''} believed a token after its minute: ${code}`],
    ),
  ];
}
