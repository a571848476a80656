import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Keks, Secrets } from '../embedded/keys';
import { SERVICES } from '../embedded/services';
import { rotateKek, rotateKeys, shareKeys } from './keys';
import { READERS } from './shares';

describe('the keys of containers', () => {
  const dir = mkdtempSync(join(tmpdir(), 'tsunagi-keys-spec-'));
  const owners = new Map<string, number>();
  const share = (): void => shareKeys({ dir, own: (path, user) => owners.set(path, user) });
  const read = (reader: string, name: string): string => readFileSync(join(dir, reader, name), 'utf8');
  const secrets = (): Secrets => JSON.parse(read('main', 'secrets.json')) as Secrets;
  const keks = (): Keks => JSON.parse(read('main', 'kek.json')) as Keks;
  const indexKey = (): string => read('main', 'index.key');
  const everything = (): readonly string[] =>
    READERS.flatMap((reader) => readdirSync(join(dir, reader)).map((name) => read(reader, name)));

  beforeAll(share);
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it('stay the same however often the step is run', () => {
    const before = everything();
    share();
    expect(everything()).toEqual(before);
  });

  it.each(SERVICES)('of %s are its own key and its app login, and nobody else’s', (service) => {
    const opening = service === 'intake' ? ['index.key', 'kek.json'] : [];
    expect(readdirSync(join(dir, service)).sort()).toEqual(
      [...opening, 'env', 'fingerprint.key', 'signing-key.json', 'trusted-keys.json'].sort(),
    );
    const seen = readdirSync(join(dir, service))
      .map((name) => read(service, name))
      .join('\n');
    const { databases, nats, postgresAdmin } = secrets();
    const others = SERVICES.filter((name) => name !== service);
    const foreign = [
      postgresAdmin,
      nats.admin,
      databases[service].owner,
      databases.keys.owner,
      ...(service === 'intake' ? [] : [databases.keys.app, ...Object.values(keks().keys), indexKey()]),
      ...others.flatMap((name) => [nats[name], databases[name].owner, databases[name].app]),
      ...others.map((name) => (JSON.parse(read(name, 'signing-key.json')) as { readonly d: string }).d),
    ];
    expect(foreign.filter((secret) => seen.includes(secret))).toEqual([]);
    expect(seen).toContain(`postgres://${service}_app:${databases[service].app}@postgres:5432/tsunagi_${service}`);
  });

  it('belong to the users that read them', () => {
    expect(owners.get(join(dir, 'postgres', 'admin-password'))).toBe(999);
    expect(owners.get(join(dir, 'gateway', 'env'))).toBe(1000);
    expect(owners.get(join(dir, 'nats-data'))).toBe(1000);
    expect([...owners.keys()].some((path) => path.startsWith(join(dir, 'main')))).toBe(false);
  });

  it('change when they are rotated, apart from what others have stored', () => {
    const before = secrets();
    const key = read('intake', 'signing-key.json');
    const fingerprint = read('intake', 'fingerprint.key');
    const keycloak = read('keycloak', 'env');
    rotateKeys(dir);
    share();
    const after = secrets();
    expect(after.nats.intake).not.toBe(before.nats.intake);
    expect(after.databases.intake.app).not.toBe(before.databases.intake.app);
    expect(after.postgresAdmin).toBe(before.postgresAdmin);
    expect(read('intake', 'signing-key.json')).not.toBe(key);
    expect(read('intake', 'fingerprint.key')).toBe(fingerprint);
    expect(read('keycloak', 'env')).toBe(keycloak);
  });

  it('that wrap data keys gain a version, and keep the older ones', () => {
    const before = keks();
    const index = indexKey();
    rotateKeys(dir);
    share();
    expect([keks(), indexKey()]).toEqual([before, index]);
    rotateKek(dir);
    share();
    const after = JSON.parse(read('intake', 'kek.json')) as Keks;
    expect(after).toEqual({ current: 2, keys: { ...before.keys, 2: expect.any(String) as string } });
    expect(after.keys['2']).not.toBe(after.keys['1']);
  });

  it('are not rotated where there are none', () => {
    expect(() => rotateKek(join(dir, 'nothing'))).toThrow(/start the system once/);
    expect(() => rotateKeys(join(dir, 'nothing'))).toThrow(/start the system once/);
  });
});
