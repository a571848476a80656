import { randomUUID } from 'node:crypto';
import type { RunningSystem } from '../../running-system';
import { ask, type Told } from './http';
import type { Mint } from './mint';
import { ROUTES } from './role-matrix';
import type { Ids } from './town';

const READ = { method: 'GET', path: '/api/v1/cases' } as const;
const LOOK_MS = 20;
const GIVE_UP_MS = 10_000;

/** Shuts somebody out at the first gateway. */
export async function revoke(system: RunningSystem, mint: Mint, sub: string): Promise<void> {
  const told = await ask(system.baseUrl, {
    method: 'POST',
    path: '/api/v1/ops/revocations',
    token: mint.token('OPS'),
    body: { sub },
  });
  if (told.status !== 200) throw new Error(`Nobody could be shut out: ${told.status} ${told.code}`);
}

/** Milliseconds for which this gateway still lets somebody in; infinite where it does for too long. */
async function untilOut(origin: string, token: string): Promise<number> {
  const began = performance.now();
  while (performance.now() - began < GIVE_UP_MS) {
    const asked = performance.now();
    const { status, code } = await ask(origin, { ...READ, token });
    if (status === 401 && code === 'token.revoked') return asked - began;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return Number.POSITIVE_INFINITY;
}

/**
 * How long two gateways let somebody in who was shut out: whichever of them carried it out, the other hears of it
 * from the table.
 */
export async function leaves(system: RunningSystem, mint: Mint) {
  const replica = await system.startReplica('gateway');
  const second = system.healthUrl(replica);
  const sub = `access-proof-leaver-${randomUUID()}`;
  const iat = Math.floor(Date.now() / 1000) - 60;
  const token = mint.token('CSW', { sub, iat });
  const origins = [system.baseUrl, second];
  const before = await Promise.all(origins.map((origin) => ask(origin, { ...READ, token })));
  await revoke(system, mint, sub);
  const lateMs = Math.max(...(await Promise.all(origins.map((origin) => untilOut(origin, token)))));
  const elsewhere = await ask(second, { ...READ, token: mint.token('CSW', { sub: `${sub}-2`, iat }) });
  await system.stopInstance(replica);
  return {
    wrong: [
      ...before.flatMap(({ status }) => (status === 200 ? [] : [`who is not shut out yet gets ${status}`])),
      ...(elsewhere.status === 200 ? [] : [`somebody else is shut out as well: ${elsewhere.code}`]),
    ],
    lateMs: Math.round(lateMs),
  };
}

/** Lists that are the same for everybody who is signed in: nothing of an organisation's own. */
const COMMON = ['/areas', '/areas/at', '/mandatory-programs', '/concern-reports/form', '/hubs'];
const STAFF = ['PROVIDER_STAFF', 'REGISTRY_EDITOR'] as const;
const REPORT = { total: 5, used: 1, reportedAt: '2026-01-05' };

/**
 * What an organisation's own people still may on the day after its contract has ended (L14): what they say of places
 * is refused; `open` names the routes that go on answering.
 */
export async function afterContract(system: RunningSystem, mint: Mint, ids: Ids) {
  const { orgId = '', menuId = '' } = ids;
  const say = (contractUntil: string | null): Promise<Told> =>
    ask(system.baseUrl, {
      ...{ method: 'PUT', path: `/api/v1/organizations/${orgId}`, token: mint.token('COMMUNITY_COORDINATOR') },
      body: { name: '入口の会', kind: 'npo', contractFrom: '2020-04-01', contractUntil },
    });
  const report = (): Promise<Told> =>
    ask(system.baseUrl, {
      ...{ method: 'PUT', path: `/api/v1/menus/${menuId}/availability`, body: REPORT },
      token: mint.token('PROVIDER_STAFF', { org: orgId }),
    });
  await say(null);
  const before = await report();
  await say('2021-03-31');
  const after = await report();
  const open = await openRoutes(system, mint, ids);
  await say(null);
  return {
    open,
    wrong: [
      ...(before.status === 200 ? [] : [`who has a contract may not report: ${before.status} ${before.code}`]),
      ...(after.code === 'contract.ended' ? [] : [`who has none any more may report: ${after.status} ${after.code}`]),
    ],
  };
}

async function openRoutes(system: RunningSystem, mint: Mint, ids: Ids): Promise<readonly string[]> {
  const open: string[] = [];
  for (const role of STAFF) {
    for (const { method, path, allow } of ROUTES) {
      const names = [...path.matchAll(/:([^/]+)/g)].map(([, name = '']) => name);
      const asked = method === 'GET' && allow.includes(role) && names.every((name) => name in ids);
      if (!asked || COMMON.includes(path)) continue;
      const told = await ask(system.baseUrl, {
        method,
        path: `/api/v1${path.replaceAll(/:([^/]+)/g, (_, name: string) => ids[name] ?? '')}`,
        token: mint.token(role, { org: ids['orgId'] }),
      });
      if (told.status === 200) open.push(`${role} ${path}`);
    }
  }
  return open;
}
