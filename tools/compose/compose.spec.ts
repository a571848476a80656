import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROLES } from '#libs/kernel';
import { MFA_POLICY } from '../../services/gateway/src/domain/mfa';
import { DEMO_ACCOUNTS } from '../embedded/demo-accounts';
import { SERVICES } from '../embedded/services';
import { ROOT } from '../paths';
import { GENERATED } from './generate';
import { tsunagiRealm } from './realm';
import { READERS, userOf } from './shares';

interface Container {
  readonly image: string;
  readonly build?: object;
  readonly pull_policy?: string;
  readonly container_name?: string;
  readonly user?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly cap_add?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly networks?: readonly string[];
  readonly network_mode?: string;
  readonly restart?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
}

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const text = read('docker-compose.yml');
const compose = parse(text, { merge: true }) as {
  readonly services: Readonly<Record<string, Container>>;
  readonly volumes: Readonly<Record<string, null>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean } | null>>;
};
const containers = Object.entries(compose.services);
const container = (name: string): Container => {
  const found = compose.services[name];
  if (!found) throw new Error(`docker-compose.yml has no service ${name}.`);
  return found;
};

describe('docker-compose.yml', () => {
  it('names the five services, their parts and the steps before them', () => {
    const parts = ['postgres', 'nats', 'keycloak'];
    const steps = ['keys', 'databases', 'migrate', 'provision', 'token', 'republish'];
    expect(Object.keys(compose.services).sort()).toEqual([...SERVICES, ...parts, ...steps].sort());
  });

  it.each(SERVICES)('starts %s when its tables and streams are there, and says when it is ready', (service) => {
    const { environment, depends_on, restart, healthcheck, networks } = container(service);
    expect(environment).toMatchObject({ TSUNAGI_SERVICE: service, TSUNAGI_ENV: 'production' });
    expect(depends_on).toMatchObject({
      migrate: { condition: 'service_completed_successfully' },
      provision: { condition: 'service_completed_successfully' },
    });
    expect(restart).toBe('unless-stopped');
    expect(healthcheck?.test).toContain('dist/tools/compose/healthy.js');
    expect(networks).toEqual(service === 'gateway' ? ['inner', 'outer'] : ['inner']);
  });

  it.each(SERVICES)('can have several of %s, the gateway apart', (service) => {
    const { container_name, ports, volumes } = container(service);
    expect(container_name).toBeUndefined();
    expect(ports === undefined).toBe(service !== 'gateway');
    expect(volumes).toEqual([`secrets-${service}:/run/tsunagi:ro`]);
  });

  it('publishes the gateway and the sign-in, on the loopback address only', () => {
    const published = containers.flatMap(([name, { ports = [] }]) => ports.map((port) => ({ name, port })));
    expect(published.map(({ name }) => name).sort()).toEqual(['gateway', 'keycloak']);
    for (const { port } of published) expect(port).toMatch(/^127\.0\.0\.1:/);
    expect(compose.networks['inner']).toEqual({ internal: true });
  });

  it.each(containers.map(([name]) => name))('gives %s no rights that it does not need', (name) => {
    const { cap_drop, cap_add, security_opt, read_only, user, network_mode } = container(name);
    expect(cap_drop).toEqual(['ALL']);
    expect(security_opt).toEqual(['no-new-privileges:true']);
    expect(read_only).toBe(name !== 'keycloak');
    expect(cap_add).toEqual(name === 'keys' ? ['CHOWN'] : undefined);
    expect(user === '0:0').toBe(name === 'keys');
    expect(network_mode).toBe(name === 'keys' ? 'none' : undefined);
  });

  it('builds one image, once', () => {
    const ours = containers.filter(([, { image }]) => image.includes('tsunagi:local'));
    expect(ours.length).toBe(SERVICES.length + 6);
    expect(ours.filter(([, { build }]) => build).map(([name]) => name)).toEqual(['keys']);
    for (const [name, { pull_policy }] of ours) expect(pull_policy).toBe(name === 'keys' ? 'build' : 'never');
  });

  it('shows each reader its own secrets; only the step that makes them sees all', () => {
    for (const [name, { volumes = [] }] of containers.filter(([name]) => name !== 'keys')) {
      const secrets = volumes.filter((volume) => volume.startsWith('secrets'));
      expect(secrets).toHaveLength(1);
      expect(secrets[0]).toMatch(/^secrets-[a-z]+:\/run\/tsunagi:ro$/);
      expect(container('keys').volumes).toContain(`${secrets[0]?.split(':')[0]}:/secrets/${readerOf(name)}`);
    }
    const made = (container('keys').volumes ?? []).map((volume) => volume.split(':')[1]);
    expect(made.sort()).toEqual(['main', 'nats-data', ...READERS].map((folder) => `/secrets/${folder}`).sort());
  });

  it('runs each part as the user that its secrets belong to', () => {
    for (const part of ['postgres', 'nats'] as const) {
      expect(container(part).user).toBe(`${userOf(part)}:${userOf(part)}`);
    }
    expect(read('Dockerfile')).toMatch(/^USER 1000:1000$/m);
  });

  it('migrates all five, in the order in which they are started', () => {
    expect(container('migrate').command?.join(' ')).toContain(`for service in ${SERVICES.join(' ')};`);
  });

  it('keeps passwords out of itself, and names every variable in .env.example with the same default', () => {
    expect(text).not.toMatch(/PASSWORD: |SECRET: /);
    const used = [...text.matchAll(/\$\{(TSUNAGI_[A-Z_]+):-([^}]*)\}/g)].map(([, name, value]) => `${name}=${value}`);
    const offered = read('.env.example').match(/^TSUNAGI_[A-Z_]+=.*$/gm);
    expect([...new Set(used)].sort()).toEqual(offered?.sort());
    // Other forms would need a value from outside.
    expect([...text.matchAll(/(?<!\$)\$\{(?!TSUNAGI_[A-Z_]+:-)/g)]).toEqual([]);
  });
});

const readerOf = (name: string): string => {
  if (['databases', 'migrate', 'provision', 'republish'].includes(name)) return 'setup';
  return name === 'token' ? 'keycloak' : name;
};

it('tells the gateway where browsers find it, and asks the provider on the inner network', () => {
  const { environment } = container('gateway');
  expect(environment?.['TSUNAGI_PUBLIC_URL']).toBe(container('keycloak').environment?.['TSUNAGI_PUBLIC_URL']);
  expect(environment?.['TSUNAGI_OIDC_JWKS_URL']).toContain(`${environment?.['TSUNAGI_OIDC_BACKCHANNEL_URL']}/`);
});

describe('the files in deploy/', () => {
  it('are what the sources say', () => {
    const [nats = '', realm = ''] = ['deploy/nats/nats-server.conf', 'deploy/keycloak/tsunagi-realm.json'];
    expect(Object.keys(GENERATED)).toEqual([nats, realm]);
    expect(read(nats)).toBe(GENERATED[nats]?.());
    expect(JSON.parse(read(realm))).toEqual(tsunagiRealm());
  });

  it('know every role that a person or machine can have, and no other', () => {
    const names = tsunagiRealm().roles.realm.map(({ name }) => name);
    expect([...names, 'SYSTEM'].sort()).toEqual([...ROLES].sort());
  });

  it('make tokens that the gateway takes', () => {
    const { clients, users, clientScopes } = tsunagiRealm();
    for (const { attributes, defaultClientScopes, directAccessGrantsEnabled } of clients) {
      expect(attributes['access.token.header.type.rfc9068']).toBe('true');
      expect(defaultClientScopes).toEqual(expect.arrayContaining(['basic', 'api']));
      expect(directAccessGrantsEnabled).toBe(false);
    }
    const claims = clientScopes.flatMap(({ protocolMappers }) => protocolMappers.map(({ name }) => name));
    expect(claims).toEqual(expect.arrayContaining(['sub', 'audience', 'roles', 'tenant', 'org']));
    for (const { id, role } of DEMO_ACCOUNTS) {
      expect(clients.map(({ clientId }) => clientId)).toContain(id);
      expect(users.find(({ serviceAccountClientId }) => serviceAccountClientId === id)?.realmRoles).toEqual([role]);
    }
    expect(JSON.stringify({ clients, users })).not.toMatch(/"secret":"(?!\$\{)/);
  });

  it('ask people for two factors that the gateway takes, and call machines machines', () => {
    const { authenticationFlows, authenticatorConfig, browserFlow, clientScopes, clients } = tsunagiRealm();
    const [browser, forms] = authenticationFlows;
    expect([browser?.alias, browser?.topLevel]).toEqual([browserFlow, true]);
    const required = (forms?.authenticationExecutions ?? []).map((step) => [
      step.requirement,
      authenticatorConfig.find(({ alias }) => 'authenticatorConfig' in step && alias === step.authenticatorConfig),
    ]);
    expect(required.map(([requirement]) => requirement)).toEqual(['REQUIRED', 'REQUIRED']);
    const amr = authenticatorConfig.map(({ config }) => config['default.reference.value']);
    expect(required.map(([, named]) => named)).toEqual(authenticatorConfig);
    expect(MFA_POLICY.levels['two-factor']?.amr).toContainEqual(amr);
    const machine = clientScopes.filter(({ protocolMappers }) =>
      protocolMappers.some(({ name }) => name === 'machine'),
    );
    expect(machine.map(({ name }) => name)).toEqual(['service_account']);
    const people = clients.filter(({ serviceAccountsEnabled }) => !serviceAccountsEnabled);
    expect(people.length).toBeGreaterThan(0);
    for (const { defaultClientScopes } of people) expect(defaultClientScopes).not.toContain('service_account');
  });
});
