import { ROLES } from '#libs/kernel';
import fc from 'fast-check';
import { ANYWHERE, BAD_IDS } from '../corpus';
import type { ApiDocument } from '../operations';
import type { Contract } from './contract';
import { mutantsOf } from './mutants';
import { type Ids, JSON_TYPE, type RightRequests, type Sending } from './requests';
import { BROKEN, HARD } from './texts';

interface Around {
  readonly document: ApiDocument;
  readonly contract: Contract;
  /** Ids of another municipality, by field name. */
  readonly foreign: Ids;
}

type Kind = (right: RightRequests, around: Around) => Sending | undefined;

const FORGED = 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.';
const WRONG_TYPES = ['text/plain', 'multipart/form-data; boundary=x', 'application/json; charset=shift_jis', 'a/b'];
const WRONG_KEYS = ['x', 'a'.repeat(129), 'a b c d e f', '"\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9"'];
const WRONG_VERSIONS = ['"x', '-1', '0', '*', 'W/"1"', '9999999999'];
const WRONG_NUMBERS = ['', '-1', 'x', '1e2', '0x10', '1.5', '101', '99999999999999999999', ' 1'];
/** A URL takes well-formed text only. */
const URL_TEXTS = [...BROKEN, ...HARD].filter((text) => !/\p{Cs}/u.test(text) && text.length < 150);

/** How often each kind is sent. */
const KINDS: readonly (readonly [weight: number, kind: Kind])[] = [
  [10, ({ all }) => all],
  [6, spoiltBody],
  [4, spoiltQuery],
  [2, spoiltPath],
  [1, withoutRight],
  [1, wrongHeaders],
  [1, rawBody],
  [1, wrongType],
  [1, wrongPlace],
  [1, elsewhere],
  [1, wrongMethod],
];

/** Requests to one operation, of every kind that there is for it. */
export function requestsTo(right: RightRequests, around: Around): Sending {
  return fc.oneof(
    ...KINDS.flatMap(([weight, kind]) => {
      const arbitrary = kind(right, around);
      return arbitrary === undefined ? [] : [{ weight, arbitrary }];
    }),
  );
}

function spoiltBody({ operation, all, fields }: RightRequests, { document, contract }: Around): Sending | undefined {
  const schema = operation.bodies['application/json'];
  if (!schema) return undefined;
  return fc.tuple(all, mutantsOf(document, schema, fields)).map(([right, body]) => ({
    ...right,
    ...{ kind: 'spoilt body', headers: JSON_TYPE, body: JSON.stringify(body) },
    // Rows are answered one by one: a wrong one does not stop the right ones.
    wanted: contract.takes(schema, body) || (schema['type'] === 'array' && Array.isArray(body)) ? 'any' : 'refusal',
  }));
}

function spoiltQuery(requests: RightRequests, { contract }: Around): Sending | undefined {
  if (requests.inQuery.length === 0) return undefined;
  const texts = fc.constantFrom(...WRONG_NUMBERS, ...URL_TEXTS);
  return fc.tuple(requests.all, fc.constantFrom(...requests.inQuery), texts).map(([right, parameter, text]) => ({
    ...right,
    ...{ kind: 'spoilt query', path: `${requests.at(right.ids)}?${parameter.name}=${encodeURIComponent(text)}` },
    wanted: contract.takesText(parameter, text) ? 'any' : 'refusal',
  }));
}

function spoiltPath(requests: RightRequests, { contract }: Around): Sending | undefined {
  if (requests.inPath.length === 0) return undefined;
  const texts = fc.constantFrom(...BAD_IDS.map(([, id]) => id), ...URL_TEXTS.map((text) => encodeURIComponent(text)));
  return fc.tuple(requests.all, fc.constantFrom(...requests.inPath), texts).map(([right, { name, schema }, text]) => ({
    ...right,
    ...{ kind: 'spoilt path', path: requests.at({ ...right.ids, [name]: text }, String) },
    // Escapes stand for characters that no id has; elsewhere they may stand for something that is right.
    wanted: schema['format'] === 'uuid' && !contract.takes(schema, text) ? 'refusal' : 'any',
  }));
}

/** Without a token, with a forged one, or as somebody who may not. */
function withoutRight({ operation, all }: RightRequests): Sending {
  const others = ROLES.filter((role) => role !== 'SYSTEM' && !operation.roles.includes(role));
  const tokens = fc.constantFrom('', 'Bearer x', FORGED, 'Basic YTpi');
  return fc
    .tuple(all, tokens, fc.option(fc.constantFrom(...others)))
    .map(([right, authorization, other]) =>
      other === null
        ? { ...right, kind: 'no token', headers: { ...right.headers, authorization }, wanted: 401 }
        : { ...right, kind: 'another role', role: other, wanted: 403 },
    );
}

function wrongHeaders({ operation, all }: RightRequests): Sending {
  const key = operation.parameters.find(({ name }) => name === 'Idempotency-Key');
  const wrong: readonly Readonly<Record<string, string>>[] = [
    ...(key ? WRONG_KEYS.map((value) => ({ 'idempotency-key': value })) : []),
    ...(key?.required === true ? [{ 'idempotency-key': '' }] : []),
    ...(key ? WRONG_VERSIONS.map((value) => ({ 'if-match': value })) : []),
    { 'x-tenant': '990027' },
    { 'content-encoding': 'gzip' },
  ];
  return fc.tuple(all, fc.constantFrom(...wrong)).map(([right, headers]) => ({
    ...right,
    ...{ kind: 'wrong headers', headers: { ...right.headers, ...headers }, wanted: 'refusal' },
  }));
}

function rawBody({ operation, all }: RightRequests): Sending | undefined {
  if (!operation.bodies['application/json']) return undefined;
  return fc.tuple(all, fc.constantFrom(...ANYWHERE)).map(([right, { name, body, contentType, headers }]) => ({
    ...right,
    ...{ kind: `raw: ${name}`, body, headers: { 'content-type': contentType ?? 'application/json', ...headers } },
  }));
}

function wrongType({ operation, all }: RightRequests): Sending | undefined {
  if (operation.method === 'GET') return undefined;
  return fc.tuple(all, fc.constantFrom(...WRONG_TYPES)).map(([right, type]) => ({
    ...right,
    ...{ kind: 'wrong type', body: right.body ?? '{}', headers: { 'content-type': type }, wanted: 415 },
  }));
}

/** A parameter twice or where none belongs, or a field of the path in the body. */
function wrongPlace(requests: RightRequests): Sending {
  const { operation, inQuery, inPath, all } = requests;
  const [first] = inQuery;
  const query = first ? `?${first.name}=1&${first.name}=1` : '?nobodyKnows=1';
  const field = operation.bodies['application/json'] ? inPath[0]?.name : undefined;
  return fc.tuple(all, fc.boolean()).map(([right, inBody]) => {
    if (!inBody || field === undefined)
      return { ...right, kind: 'wrong query', path: `${requests.at(right.ids)}${query}`, wanted: 'refusal' };
    const body = JSON.stringify({ [field]: right.ids[field] });
    return { ...right, kind: 'path field in the body', headers: JSON_TYPE, body, wanted: 'refusal' };
  });
}

/** What is another municipality's looks like what is not there. */
function elsewhere(requests: RightRequests, { foreign }: Around): Sending | undefined {
  const names = requests.inPath.filter(({ schema }) => schema['format'] === 'uuid').map(({ name }) => name);
  if (names.length === 0 || !names.every((name) => name in foreign)) return undefined;
  const theirs = Object.fromEntries(names.map((name) => [name, foreign[name] ?? '']));
  return requests.all.map((right) => {
    const ids = { ...right.ids, ...theirs };
    return { ...right, kind: 'elsewhere', ids, path: requests.at(ids), wanted: 'refusal' };
  });
}

function wrongMethod({ all }: RightRequests): Sending {
  return fc.tuple(all, fc.constantFrom('DELETE', 'PATCH')).map(([{ body: _, ...right }, method]) => ({
    ...right,
    ...{ kind: 'wrong method', method, headers: {}, wanted: 405 },
  }));
}
