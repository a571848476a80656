import { randomUUID } from 'node:crypto';
import { type Role, ROLES } from '#libs/kernel';
import { TABLES } from '../../../services/gateway/src/for-tools';
import type { RunningSystem } from '../../running-system';
import { type Call, ask, inLanes, type Told } from './http';
import type { Mint } from './mint';
import type { Claims } from './signer';
import sensitive from './sensitive-cells.json';

const LANES = 12;
const PREFIX = '/api/v1';

export interface Cell {
  readonly method: string;
  /** As in the table of routes: `/cases/:caseRef`. */
  readonly path: string;
  readonly allow: readonly Role[];
}

export interface Matrix {
  cells: number;
  readonly wrong: string[];
}

export const PEOPLE: readonly Role[] = ROLES.filter((role) => role !== 'SYSTEM');

/** Every route and who may pass, as the request classes say. */
export const ROUTES: readonly Cell[] = TABLES.flatMap(({ routes }) =>
  routes.map(({ method, path, asks }) => ({ method, path, allow: asks.allow })),
);

/** Where somebody stands who comes with a good token. None of it may change what a role is let through to. */
export interface Standing {
  readonly name: string;
  readonly claims: Claims;
}

/** A token that is good no more, or never was: closed everywhere, for every role. */
interface Closed {
  readonly name: string;
  readonly code: string;
  readonly token: (role: Role) => string | undefined;
}

const LONG_AGO_S = 1_200;

/** The subject whose tokens have been revoked before the matrix begins. */
export const REVOKED = 'access-proof-revoked';

function closedWays(mint: Mint): readonly Closed[] {
  const iat = Math.floor(Date.now() / 1000) - LONG_AGO_S;
  return [
    { name: 'expired', code: 'token.expired', token: (role) => mint.token(role, { iat, exp: iat + 600 }) },
    { name: 'revoked', code: 'token.revoked', token: (role) => mint.token(role, { sub: REVOKED, iat }) },
  ];
}

/** Says nothing of a role that is known, so that one per route is all there is. */
const strangers = (mint: Mint): readonly Closed[] => [
  { name: 'no token', code: 'token.missing', token: () => undefined },
  { name: 'unknown role', code: 'token.invalid', token: (role) => mint.token(`${role}_X`) },
  { name: 'service', code: 'token.invalid', token: (role) => mint.token(role, { roles: [role, 'SYSTEM'] }) },
];

/** Known by nobody, so that whoever is let through changes nothing: a field that no request has. */
const harmless = ({ method, path }: Pick<Cell, 'method' | 'path'>): Call => ({
  method,
  path: `${PREFIX}${path.replaceAll(/:[^/]+/g, () => randomUUID())}${method === 'GET' ? '?accessProof=1' : ''}`,
  body: { accessProof: true },
});

/** Let through, refused for the role, or something that nobody may answer. */
function passed({ status, code }: Told): boolean | undefined {
  if (status === 403 && code === 'role.refused') return false;
  return status === 401 || status >= 500 ? undefined : true;
}

interface Wish {
  readonly routes: readonly Cell[];
  readonly standings: readonly Standing[];
  /** Which roles try a closed way at this route. */
  readonly closedTo: (index: number) => readonly Role[];
}

/** Every route × role × standing; then every route with each token that is good no more. */
export async function tryRoles(system: RunningSystem, mint: Mint, wish: Wish): Promise<Matrix> {
  const matrix: Matrix = { cells: 0, wrong: [] };
  const ways = closedWays(mint);
  const once = strangers(mint);
  await inLanes([...wish.routes.entries()], LANES, async ([index, route]) => {
    for (const { name, claims } of wish.standings) {
      for (const role of PEOPLE) {
        const told = await ask(system.baseUrl, { ...harmless(route), token: mint.token(role, claims) });
        note(matrix, `${route.method} ${route.path} ${role} (${name})`, told, route.allow.includes(role));
      }
    }
    const closed = wish.closedTo(index);
    const shut = [
      ...closed.flatMap((role) => ways.map((way) => ({ role, way }))),
      ...closed.slice(0, 1).flatMap((role) => once.map((way) => ({ role, way }))),
    ];
    for (const { role, way } of shut) {
      const told = await ask(system.baseUrl, { ...harmless(route), token: way.token(role) });
      matrix.cells += 1;
      if (told.status !== 401 || told.code !== way.code)
        matrix.wrong.push(`${route.method} ${route.path} ${role} (${way.name}): ${told.status} ${told.code}`);
    }
  });
  return matrix;
}

function note(matrix: Matrix, cell: string, told: Told, may: boolean): void {
  matrix.cells += 1;
  if (passed(told) !== may) matrix.wrong.push(`${cell}: ${told.status} ${told.code}`);
}

/** Cells written by hand from the law and the roles of the domain: they guard the request classes themselves. */
export async function trySensitive(
  system: RunningSystem,
  mint: Mint,
  every: number,
): Promise<Matrix & { readonly handWritten: number }> {
  const matrix: Matrix = { cells: 0, wrong: [] };
  await inLanes(sensitive.cells, LANES, async ({ route, may }) => {
    const [method = '', path = ''] = route.split(' ');
    if (!ROUTES.some((known) => known.method === method && known.path === path))
      matrix.wrong.push(`${route} is no route`);
    for (const role of PEOPLE) {
      const told = await ask(system.baseUrl, { ...harmless({ method, path }), token: mint.token(role) });
      note(matrix, `by hand: ${route} ${role}`, told, may.includes(role));
    }
  });
  const never = Object.entries(sensitive.never).flatMap(([role, { paths }]) =>
    ROUTES.filter(({ path }) => paths.some((start) => path.startsWith(start))).map((route) => ({ role, route })),
  );
  const some = never.filter((_, index) => index % every === 0);
  await inLanes(some, LANES, async ({ role, route }) => {
    const told = await ask(system.baseUrl, { ...harmless(route), token: mint.token(role) });
    note(matrix, `by hand: ${route.method} ${route.path} ${role}, never`, told, false);
  });
  return { ...matrix, handWritten: sensitive.cells.length };
}

/** Routes that the document tells and the tables do not, or the other way round, or with other roles. */
export function undeclared(document: {
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>;
}): readonly string[] {
  const told = new Map(
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([method]) => /^(get|post|put|delete|patch)$/.test(method) && path.startsWith(PREFIX))
        .map(([method, operation]) => [`${method.toUpperCase()} ${path}`, rolesOf(operation)]),
    ),
  );
  const known = new Map(
    ROUTES.map(({ method, path, allow }) => [`${method} ${PREFIX}${path.replaceAll(/:([^/]+)/g, '{$1}')}`, allow]),
  );
  return [
    ...[...told.keys()].filter((route) => !known.has(route)).map((route) => `${route} has no row`),
    ...[...known].flatMap(([route, allow]) => {
      const roles = told.get(route);
      const people = allow.filter((role) => role !== 'SYSTEM').sort();
      if (allow.length === 0) return [`${route} says not who may use it`];
      return roles?.join() === people.join() ? [] : [`${route}: the document names other roles`];
    }),
  ];
}

const rolesOf = (operation: object): readonly string[] =>
  [...((operation as { readonly 'x-roles'?: readonly string[] })['x-roles'] ?? [])]
    .filter((role) => role !== 'SYSTEM')
    .sort();
