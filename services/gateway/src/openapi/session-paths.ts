import { cookiesFor } from '../auth/cookies';
import { CALLBACK } from '../auth/relying-party';
import type { JsonSchema } from './schemas';

const PROBLEM = { $ref: '#/components/responses/Problem' };
const refusals = (...codes: readonly number[]): JsonSchema =>
  Object.fromEntries([...codes, 'default'].map((code) => [code, PROBLEM]));

const string = { type: 'string' };
const instant = { type: 'string', format: 'date-time' };
const TAG = { tags: ['gateway'] };

/** How a browser shows who it is. */
export const SESSION_SCHEME: JsonSchema = {
  type: 'apiKey',
  in: 'cookie',
  name: cookiesFor(true).session,
  description:
    'ブラウザのサインイン。変更するときは X-Tsunagi-Console: 1 と、このサイトの Origin または Sec-Fetch-Site: same-origin が必要です。アクセストークンと同時には使えません。',
};

const ME: JsonSchema = {
  type: 'object',
  properties: {
    sub: string,
    tenant: { type: 'string', pattern: '^\\d{6}$' },
    roles: { type: 'array', items: string },
    orgId: { anyOf: [string, { type: 'null' }] },
    secondFactorMissing: { type: 'boolean' },
    session: {
      anyOf: [
        {
          type: 'object',
          properties: { idleEndsAt: instant, endsAt: instant },
          required: ['idleEndsAt', 'endsAt'],
        },
        { type: 'null' },
      ],
    },
  },
  required: ['sub', 'tenant', 'roles', 'orgId', 'secondFactorMissing', 'session'],
};

/** The way in and out for people at browsers. */
export const SESSION_PATHS: Readonly<Record<string, Readonly<Record<string, JsonSchema>>>> = {
  '/auth/sign-in': {
    get: {
      ...TAG,
      operationId: 'signIn',
      summary: 'サインインを始める(OpenID プロバイダーへ移動)',
      security: [],
      parameters: [
        {
          name: 'to',
          in: 'query',
          required: false,
          description: 'サインイン後に開く、このサイトの中のパス',
          schema: { type: 'string', minLength: 1, maxLength: 512, pattern: '^/', default: '/' },
        },
      ],
      responses: {
        303: {
          description: 'OpenID プロバイダーへ',
          headers: { Location: { schema: { type: 'string', format: 'uri' } } },
        },
        ...refusals(400, 503),
      },
    },
  },
  [CALLBACK]: {
    get: {
      ...TAG,
      operationId: 'signInCallback',
      summary: 'OpenID プロバイダーから戻り、サインインを終える',
      security: [],
      parameters: ['code', 'state', 'iss', 'error'].map((name) => ({
        name,
        in: 'query',
        required: false,
        schema: string,
      })),
      responses: {
        200: { description: 'サインインしました', content: { 'text/html': {} } },
        ...refusals(400, 401, 403, 503),
      },
    },
  },
  '/auth/me': {
    get: {
      ...TAG,
      operationId: 'me',
      summary: '自分の役割・団体と、サインインがいつ終わるか',
      responses: {
        200: { description: '成功', content: { 'application/json': { schema: ME } } },
        ...refusals(400, 401, 403, 503),
      },
    },
  },
  '/auth/sign-out': {
    post: {
      ...TAG,
      operationId: 'signOut',
      summary: 'サインアウトする',
      responses: { 204: { description: 'サインアウトしました' }, ...refusals(400, 401, 403, 503) },
    },
  },
};
