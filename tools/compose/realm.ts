import { ROLES } from '#libs/kernel';
import { DEMO_ACCOUNTS, type DemoAccount } from '../embedded/demo-accounts';
import { AUDIENCE } from '../embedded/oidc';
import { METHOD_NAMES, TWO_FACTOR_FLOW, TWO_FACTOR_FLOWS } from './realm-flow';

const REALM = 'tsunagi';
/** The name that our clients ask for as `scope`. */
const API_SCOPE = 'api';
const TOKEN_SECONDS = 300;

/** Roles that people and machines may have. SYSTEM is for services among themselves; the gateway refuses it. */
const REALM_ROLES = ROLES.filter((role) => role !== 'SYSTEM');

/**
 * What Keycloak imports on its first start. `${NAME}` is replaced by Keycloak from its environment.
 * Client scopes are listed in full: where a realm brings some, Keycloak adds none of its own.
 */
export function tsunagiRealm() {
  return {
    realm: REALM,
    displayName: 'つなぎ',
    enabled: true,
    // Plain HTTP only between private addresses: containers, and a proxy in front of them.
    sslRequired: 'external',
    registrationAllowed: false,
    resetPasswordAllowed: false,
    rememberMe: false,
    bruteForceProtected: true,
    passwordPolicy: 'length(12) and notUsername',
    defaultSignatureAlgorithm: 'RS256',
    accessTokenLifespan: TOKEN_SECONDS,
    internationalizationEnabled: true,
    supportedLocales: ['ja', 'en'],
    defaultLocale: 'ja',
    roles: { realm: REALM_ROLES.map((name) => ({ name, composite: false, clientRole: false })) },
    authenticationFlows: TWO_FACTOR_FLOWS,
    authenticatorConfig: METHOD_NAMES,
    browserFlow: TWO_FACTOR_FLOW,
    clientScopes: [BASIC_SCOPE, SERVICE_ACCOUNT_SCOPE, TSUNAGI_SCOPE],
    defaultDefaultClientScopes: ['basic', API_SCOPE],
    components: { 'org.keycloak.userprofile.UserProfileProvider': [userProfile()] },
    clients: [consoleClient(), ...DEMO_ACCOUNTS.map(demoClient)],
    users: DEMO_ACCOUNTS.map(demoUser),
  };
}

const IN_ACCESS_TOKEN = {
  'access.token.claim': 'true',
  'introspection.token.claim': 'true',
  'id.token.claim': 'false',
  'userinfo.token.claim': 'false',
};

const mapper = (name: string, protocolMapper: string, config: Readonly<Record<string, string>> = {}) => ({
  name,
  protocol: 'openid-connect',
  protocolMapper,
  consentRequired: false,
  config: { ...IN_ACCESS_TOKEN, ...config },
});

const scope = (name: string, shown: boolean, protocolMappers: readonly ReturnType<typeof mapper>[]) => ({
  name,
  protocol: 'openid-connect',
  attributes: { 'include.in.token.scope': String(shown), 'display.on.consent.screen': 'false' },
  protocolMappers,
});

const IN_ID_TOKEN = { 'id.token.claim': 'true' };

/** Keycloak writes these only where this scope tells it to: who, when they were asked, and how (RFC 8176). */
const BASIC_SCOPE = scope('basic', false, [
  mapper('sub', 'oidc-sub-mapper'),
  mapper('auth_time', 'oidc-usersessionmodel-note-mapper', {
    ...IN_ID_TOKEN,
    'user.session.note': 'AUTH_TIME',
    'claim.name': 'auth_time',
    'jsonType.label': 'long',
  }),
  mapper('amr', 'oidc-amr-mapper', IN_ID_TOKEN),
]);

const SERVICE_ACCOUNT_SCOPE = scope('service_account', false, [
  mapper('client_id', 'oidc-usersessionmodel-note-mapper', {
    'user.session.note': 'client_id',
    'claim.name': 'client_id',
    'jsonType.label': 'String',
  }),
  // Said of machines alone: a client that speaks for itself has no second factor, and is asked for none.
  mapper('machine', 'oidc-hardcoded-claim-mapper', {
    'claim.name': 'machine',
    'claim.value': 'true',
    'jsonType.label': 'boolean',
  }),
]);

const fromAttribute = (name: string) =>
  mapper(name, 'oidc-usermodel-attribute-mapper', {
    'user.attribute': name,
    'claim.name': name,
    'jsonType.label': 'String',
    multivalued: 'false',
  });

/** The claims that the gateway makes an actor of. Names are never among them. */
const TSUNAGI_SCOPE = scope(API_SCOPE, true, [
  mapper('audience', 'oidc-audience-mapper', { 'included.custom.audience': AUDIENCE }),
  mapper('roles', 'oidc-usermodel-realm-role-mapper', {
    'claim.name': 'roles',
    'jsonType.label': 'String',
    multivalued: 'true',
  }),
  fromAttribute('tenant'),
  fromAttribute('org'),
]);

const client = (clientId: string) => ({
  clientId,
  protocol: 'openid-connect',
  enabled: true,
  standardFlowEnabled: false,
  implicitFlowEnabled: false,
  directAccessGrantsEnabled: false,
  serviceAccountsEnabled: false,
  fullScopeAllowed: true,
  // `typ: at+jwt` in the header (RFC 9068): the gateway takes no other.
  attributes: { 'access.token.header.type.rfc9068': 'true' },
  defaultClientScopes: ['basic', API_SCOPE],
  optionalClientScopes: [],
});

const consoleClient = () => {
  const base = client('tsunagi-console');
  return {
    ...base,
    publicClient: true,
    standardFlowEnabled: true,
    redirectUris: ['${TSUNAGI_PUBLIC_URL}/*'],
    webOrigins: ['${TSUNAGI_PUBLIC_URL}'],
    attributes: { ...base.attributes, 'pkce.code.challenge.method': 'S256' },
  };
};

const demoClient = ({ id, label }: DemoAccount) => ({
  ...client(id),
  name: `デモ: ${label}`,
  publicClient: false,
  serviceAccountsEnabled: true,
  clientAuthenticatorType: 'client-secret',
  secret: '${TSUNAGI_DEMO_CLIENT_SECRET}',
  defaultClientScopes: ['basic', 'service_account', API_SCOPE],
});

/** The account that a client speaks as. */
const demoUser = ({ id, role }: DemoAccount) => ({
  username: `service-account-${id}`,
  enabled: true,
  serviceAccountClientId: id,
  realmRoles: [role],
  attributes: { tenant: ['${TSUNAGI_DEMO_TENANT}'] },
});

/** Municipality and organisation are set by administrators; whoever signs in can neither see nor change them. */
function userProfile() {
  const own = { view: ['admin', 'user'], edit: ['admin'] };
  const office = { view: ['admin'], edit: ['admin'] };
  const pattern = (text: string) => ({ pattern: { pattern: text, 'error-message': 'error-pattern-no-match' } });
  const profile = {
    attributes: [
      { name: 'username', permissions: own, validations: { length: { min: 3, max: 255 } } },
      { name: 'email', permissions: own, validations: { email: {} } },
      { name: 'firstName', permissions: own, validations: { length: { max: 255 } } },
      { name: 'lastName', permissions: own, validations: { length: { max: 255 } } },
      { name: 'tenant', displayName: '自治体コード', permissions: office, validations: pattern('^[0-9]{6}$') },
      { name: 'org', displayName: '所属団体ID', permissions: office, validations: pattern('^[!-~]{1,64}$') },
    ],
  };
  return {
    providerId: 'declarative-user-profile',
    subComponents: {},
    config: { 'kc.user.profile.config': [JSON.stringify(profile)] },
  };
}
