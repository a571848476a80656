import 'reflect-metadata';
import { SERVICES } from '#libs/kernel';
import type { NatsConnection } from '@nats-io/transport-node';
import type { RunningSystem } from '../running-system';
import { startSystem } from '../system';
import {
  actorClaims,
  actorForgeries,
  offerTo,
  reusedTooLate,
  type ServiceKeys,
  serviceKeys,
} from './access/actor-door';
import { bearerForgeries, offer } from './access/bearer-door';
import { enterBus } from './access/bus-logins';
import { tryStrangers, tryTheBus } from './access/bus-matrix';
import { REQUESTS, tryDoors, unguarded } from './access/door-matrix';
import { afterContract, leaves, revoke } from './access/leaving';
import { Mint } from './access/mint';
import { PEOPLE, REVOKED, ROUTES, type Standing, tryRoles, trySensitive, undeclared } from './access/role-matrix';
import { rowsAtRest, tryTables } from './access/tables';
import { enterTown, type Ids } from './access/town';
import { tryTwins } from './access/twins';
import type { Proof, ProofOptions, ProofResult } from './proof';

const HERE = '990019';
const ELSEWHERE = '990027';
/** A revocation is in force on every replica within this time. */
const REVOKED_WITHIN_MS = 1_500;
const HAND_WRITTEN = 20;

interface Stage {
  readonly system: RunningSystem;
  readonly mint: Mint;
  readonly keys: ServiceKeys;
  readonly bus: NatsConnection;
  readonly brief: boolean;
  readonly seed: number;
}

interface Part {
  readonly wrong: readonly string[];
  readonly figures: Readonly<Record<string, number>>;
}

/** Forged tokens at all doors: none is believed, and nothing is written. */
async function tokens({ system, mint, keys, bus }: Stage): Promise<Part> {
  const late = reusedTooLate(bus, keys, HERE);
  const before = await rowsAtRest(system);
  const genuine = keys.gateway.sign(actorClaims('intake', HERE, 'OPS'));
  const bearers = bearerForgeries(mint, genuine, ELSEWHERE);
  const wrong: string[] = [];
  for (const forgery of bearers) wrong.push(...(await offer(system, forgery)));
  let actors = 0;
  for (const target of SERVICES) {
    const forgeries = actorForgeries({ keys, target, tenant: HERE, elsewhere: ELSEWHERE });
    // The gateway's own word for intake is good there, and nowhere else.
    const foreign = bearers.filter(({ token }) => token !== genuine || target !== 'intake');
    for (const forgery of [...forgeries, ...foreign]) wrong.push(...(await offerTo(bus, target, forgery)));
    actors += forgeries.length + foreign.length;
  }
  wrong.push(...(await late));
  const rowsByForged = (await rowsAtRest(system)) - before;
  if (rowsByForged !== 0) wrong.push(`forged tokens wrote ${rowsByForged} rows`);
  return { wrong, figures: { bearerTokens: bearers.length, actorTokens: actors, rowsByForged } };
}

/** Good tokens in the place of forged ones: every judge has to see that they are believed. */
async function controls({ system, mint, keys, bus }: Stage): Promise<Part> {
  const before = await rowsAtRest(system);
  const bearer = await offer(system, { name: 'a good token', token: mint.token('CSW') });
  const actor = await offerTo(bus, 'intake', {
    name: 'a good token',
    token: keys.gateway.sign(actorClaims('intake', HERE, 'OPS')),
  });
  const written = (await rowsAtRest(system)) - before;
  const open = { method: 'GET', path: '/cases', allow: ['AUDITOR'] as const };
  const own = [{ name: 'control', claims: {} }];
  const roles = await tryRoles(system, mint, { routes: [open], standings: own, closedTo: () => [] });
  const missed = [
    ...(bearer.length === 2 ? [] : ['the judge of bearer tokens']),
    ...(actor.length === 3 ? [] : ['the judge of actor tokens']),
    ...(written > 0 ? [] : ['the count of rows']),
    ...(roles.wrong.length > 1 ? [] : ['the matrix of roles']),
    ...(unguarded([{ subject: 'x', allow: [] }]).length === 1 ? [] : ['the look at requests']),
  ];
  return { wrong: missed.map((what) => `control: ${what} saw nothing`), figures: { controlRows: written } };
}

/** Who gets past the question for the role: over HTTP, and again at each service's own door. */
async function matrix({ system, mint, keys, bus, brief, seed }: Stage): Promise<Part> {
  const standings: readonly Standing[] = [
    { name: 'own municipality', claims: {} },
    { name: 'same organisation', claims: { org: '11111111-1111-4111-8111-111111111111' } },
    { name: 'other organisation', claims: { org: '22222222-2222-4222-8222-222222222222' } },
    { name: 'other municipality', claims: { tenant: ELSEWHERE } },
  ];
  const some = <T>(all: readonly T[], every: number): readonly T[] =>
    brief ? all.filter((_, index) => index % every === seed % every) : all;
  const rotating = (index: number): typeof PEOPLE =>
    PEOPLE.filter((_, role) => role === (index + seed) % PEOPLE.length);
  await revoke(system, mint, REVOKED);
  const roles = await tryRoles(system, mint, {
    routes: some(ROUTES, 8),
    standings: some(standings, 2),
    closedTo: brief ? rotating : () => PEOPLE,
  });
  const byHand = await trySensitive(system, mint, brief ? 4 : 1);
  const doors = await tryDoors(bus, keys, HERE, some(REQUESTS, 4));
  const document = (await (await fetch(`${system.baseUrl}/openapi.json`)).json()) as Parameters<typeof undeclared>[0];
  const few = byHand.handWritten < HAND_WRITTEN ? ['too few cells are written by hand'] : [];
  return {
    wrong: [...roles.wrong, ...byHand.wrong, ...doors.wrong, ...undeclared(document), ...unguarded(REQUESTS), ...few],
    figures: {
      routes: ROUTES.length,
      requests: REQUESTS.length,
      routeCells: roles.cells,
      handWritten: byHand.handWritten,
      handCells: byHand.cells,
      doorCells: doors.cells,
    },
  };
}

async function twins({ system, mint, brief }: Stage, ids: Ids): Promise<Part> {
  const { pairs, reached, toldApart, wrong } = await tryTwins(system, mint, ids, ELSEWHERE, brief ? 3 : 1);
  const blind = reached === 0 || toldApart === 0 ? ['control: nobody saw the things of the town'] : [];
  return { wrong: [...wrong, ...blind], figures: { pairs, pairsNotFound: reached, toldApart } };
}

async function bus({ system }: Stage): Promise<Part> {
  const { cells, subjects, wrong, refusedBehind } = await tryTheBus(system);
  const strangers = await tryStrangers(system);
  return { wrong: [...wrong, ...strangers], figures: { busCells: cells, subjects, refusedBehind } };
}

async function leaving({ system, mint }: Stage, ids: Ids, progress: (line: string) => void): Promise<Part> {
  const { lateMs, wrong } = await leaves(system, mint);
  const late = lateMs <= REVOKED_WITHIN_MS ? [] : [`a second gateway let somebody in for ${lateMs} ms`];
  const contract = await afterContract(system, mint, ids);
  for (const route of contract.open) progress(`open after the contract: ${route}`);
  return {
    wrong: [...wrong, ...late, ...contract.wrong],
    figures: { revokedAfterMs: lateMs, openAfterContract: contract.open.length },
  };
}

async function kept({ system }: Stage): Promise<Part> {
  const { tables, rows, wrong } = await tryTables(system);
  return { wrong: rows > 0 ? wrong : [...wrong, 'control: the tables are empty'], figures: { tables } };
}

async function run({ seed, brief, progress }: ProofOptions): Promise<ProofResult> {
  const system = await startSystem({
    ...{ environment: 'test', tenants: [HERE, ELSEWHERE] },
    env: { TSUNAGI_LOG_LEVEL: 'warn' },
  });
  let open: NatsConnection | undefined;
  try {
    open = await enterBus(system, 'gateway');
    const stage = { system, brief, seed, mint: await Mint.of(system), keys: serviceKeys(system), bus: open };
    const parts = [await tokens(stage), await controls(stage)];
    progress(`tokens tried, ${parts.flatMap(({ wrong }) => wrong).length} wrong`);
    const ids = await enterTown(system, stage.mint);
    for (const part of [matrix, bus, kept]) {
      parts.push(await part(stage));
      progress(`${part.name}: ${parts.at(-1)?.wrong.length ?? 0} wrong`);
    }
    parts.push(await twins(stage, ids), await leaving(stage, ids, progress));
    const wrong = parts.flatMap((part) => part.wrong);
    for (const line of wrong.slice(0, 40)) progress(line);
    const figures = Object.assign({}, ...parts.map((part) => part.figures)) as Readonly<Record<string, number>>;
    return { holds: wrong.length === 0, figures: { ...figures, wrongCells: wrong.length, seed } };
  } finally {
    await open?.close();
    await system.stop();
  }
}

export const access: Proof = {
  name: 'access',
  sentence:
    'No forged token is believed at the gateway or at any service, every route and request lets exactly the declared roles past, what is another’s looks absent, no login may do on the bus what is not declared, and who is shut out is out on every replica within a second and a half.',
  run,
};
