import { randomUUID } from 'node:crypto';
import type { Role } from '#libs/kernel';
import type { RunningSystem } from '../../running-system';
import { type ApiDocument, bodyFor } from './bodies';
import { ask, inLanes, type Told } from './http';
import type { Mint } from './mint';
import { type Cell, PEOPLE, ROUTES } from './role-matrix';
import type { Claims } from './signer';
import type { Ids } from './town';

const LANES = 12;
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
const namesIn = (path: string): readonly string[] => [...path.matchAll(/:([^/]+)/g)].map(([, name = '']) => name);

/** Whose role counts for their own organisation only (domain-model 1.8). */
const OF_AN_ORGANISATION: readonly Role[] = ['PROVIDER_STAFF', 'REGISTRY_EDITOR'];

export interface Twins {
  pairs: number;
  /** Pairs that were answered as not found: they came as far as the thing itself. */
  reached: number;
  /** Reads of the entitled that told the thing from an absent one: the ids are really there. */
  toldApart: number;
  readonly wrong: string[];
}

interface Pair {
  readonly route: Cell;
  readonly role: Role;
  readonly from: string;
  readonly claims: Claims;
  /** Where the two must differ: the control. */
  readonly entitled?: true;
}

/** Routes of which every id is one of the town's. */
const named = (ids: Ids): readonly Cell[] =>
  ROUTES.filter(({ path }) => {
    const names = namesIn(path);
    return names.length > 0 && names.every((name) => name in ids);
  });

function pairsOf(ids: Ids, elsewhere: string): readonly Pair[] {
  return named(ids).flatMap((route) =>
    PEOPLE.filter((role) => route.allow.includes(role)).flatMap((role): readonly Pair[] => {
      const bound = OF_AN_ORGANISATION.includes(role);
      const away = {
        route,
        role,
        from: 'another municipality',
        claims: { tenant: elsewhere, org: ids['orgId'] ?? null },
      };
      const own = { route, role, from: 'its own organisation', claims: { org: ids['orgId'] }, entitled: true as const };
      return [
        away,
        ...(bound ? [{ route, role, from: 'another organisation', claims: { org: randomUUID() } }] : []),
        ...(bound ? [{ route, role, from: 'no organisation', claims: { org: null } }] : []),
        ...(route.method === 'GET' ? [own] : []),
      ];
    }),
  );
}

/** What somebody else has looks like what nobody has: the same status, code and words, but for ids. */
export async function tryTwins(
  system: RunningSystem,
  mint: Mint,
  ids: Ids,
  elsewhere: string,
  every = 1,
): Promise<Twins> {
  const document = (await (await fetch(`${system.baseUrl}/openapi.json`)).json()) as ApiDocument;
  const twins: Twins = { pairs: 0, reached: 0, toldApart: 0, wrong: [] };
  const pairs = pairsOf(ids, elsewhere).filter((_, index) => index % every === 0);
  await inLanes(pairs, LANES, async ({ route, role, from, claims, entitled }) => {
    const body = bodyFor(document, route.method, `/api/v1${route.path.replaceAll(/:([^/]+)/g, '{$1}')}`);
    // Who claims to be of the organisation in question claims it of the absent one as well.
    const at = (these: Ids): Promise<Told> =>
      ask(system.baseUrl, {
        method: route.method,
        path: `/api/v1${route.path.replaceAll(/:([^/]+)/g, (_, name: string) => these[name] ?? '')}`,
        token: mint.token(role, claims['org'] === ids['orgId'] ? { ...claims, org: these['orgId'] } : claims),
        body,
      });
    const there = await at(ids);
    const absent = await at(Object.fromEntries(Object.keys(ids).map((name) => [name, randomUUID()])));
    if (entitled) {
      if (there.status === 200 && faceOf(there) !== faceOf(absent)) twins.toldApart += 1;
      return;
    }
    twins.pairs += 1;
    if (there.status === 404) twins.reached += 1;
    const done = route.method !== 'GET' && there.status < 400;
    if (done || faceOf(there) !== faceOf(absent))
      twins.wrong.push(
        `${route.method} ${route.path} ${role} of ${from}: ${there.status} ${there.code}, absent ${absent.status} ${absent.code}`,
      );
  });
  return twins;
}

/** Ids differ by nature, and every answer has a correlation id of its own. */
const faceOf = ({ status, code, type, text }: Told): string =>
  `${status} ${code} ${type} ${text.replaceAll(UUID, '#').replace(/"correlationId":"[^"]*"/, '')}`;
