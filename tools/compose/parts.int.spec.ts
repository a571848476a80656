import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@nats-io/transport-node';
import { Client } from 'pg';
import { answers, Child } from '../embedded/children';
import { readJson, writeJson } from '../embedded/files';
import type { Secrets } from '../embedded/keys';
import { findNatsServer } from '../embedded/nats-binary';
import { NATS_LOGINS } from '../embedded/nats-config';
import { freePort } from '../embedded/ports';
import { startPostgres, type RunningPostgres } from '../embedded/postgres';
import { ROOT } from '../paths';
import { createDatabases } from './databases';
import { rotateKeys, shareKeys } from './keys';
import type { DatabaseOrder } from './shares';

jest.setTimeout(120_000);

describe('the parts, told by the files that containers get', () => {
  const dir = mkdtempSync(join(tmpdir(), 'tsunagi-parts-spec-'));
  let postgres: RunningPostgres;
  let bus: Child;
  let natsUrl: string;

  const share = (): void => shareKeys({ dir, own: () => undefined, postgres: `127.0.0.1:${postgres.port}` });
  const secrets = (): Secrets => readJson<Secrets>(join(dir, 'main', 'secrets.json')) as Secrets;
  const order = (): DatabaseOrder => JSON.parse(readFileSync(join(dir, 'setup', 'databases.json'), 'utf8')) as never;
  const variable = (reader: string, file: string, name: string): string =>
    new RegExp(`^${name}=(.*)$`, 'm').exec(readFileSync(join(dir, reader, file), 'utf8'))?.[1] ?? '';

  beforeAll(async () => {
    chmodSync(dir, 0o755);
    shareKeys({ dir, own: () => undefined });
    // nats-server reads a bare value of digits as a number.
    const made = secrets();
    writeJson(join(dir, 'main', 'secrets.json'), { ...made, nats: { ...made.nats, outreach: '1234567890'.repeat(4) } });
    postgres = await startPostgres({
      dir: join(dir, 'data'),
      serversDir: join(dir, 'servers'),
      password: readFileSync(join(dir, 'postgres', 'admin-password'), 'utf8'),
      logFile: join(dir, 'postgresql.log'),
      durable: false,
    });
    share();
    const [port, monitor] = [await freePort(), await freePort()];
    natsUrl = `nats://127.0.0.1:${port}`;
    // The file of the containers, apart from the addresses and the folder.
    const config = join(dir, 'nats-server.conf');
    const told = readFileSync(join(ROOT, 'deploy', 'nats', 'nats-server.conf'), 'utf8')
      .replace('host: "0.0.0.0"\nport: 4222', `host: "127.0.0.1"\nport: ${port}`)
      .replace('127.0.0.1:8222', `127.0.0.1:${monitor}`)
      .replace('"/data"', JSON.stringify(join(dir, 'nats-data')));
    writeFileSync(config, told);
    const { path } = await findNatsServer();
    bus = new Child({
      name: 'nats-server',
      command: '/bin/sh',
      args: ['-ec', `set -a; . ${join(dir, 'nats', 'env')}; exec ${path} --config ${config}`],
      logFile: join(dir, 'nats.log'),
      isReady: () => answers(`http://127.0.0.1:${monitor}/healthz?js-enabled-only=true`),
    });
    await bus.start();
  });

  afterAll(async () => {
    await bus.stop();
    await postgres.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  const whoAmI = async (url: string): Promise<unknown> => {
    const client = new Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query<{ who: string }>(`SELECT current_user || ' in ' || current_database() AS who`);
    await client.end();
    return rows[0]?.who;
  };

  it('let each service and its migrate step in, however often the step is run', async () => {
    await createDatabases(order());
    await createDatabases(order());
    expect(await whoAmI(variable('intake', 'env', 'TSUNAGI_DATABASE_URL'))).toBe('intake_app in tsunagi_intake');
    const owner = variable('setup', 'migrate-intake.env', 'TSUNAGI_OWNER_DATABASE_URL');
    expect(await whoAmI(owner)).toBe('intake_owner in tsunagi_intake');
    const keycloak = `postgres://keycloak:${order().keycloakPassword}@127.0.0.1:${postgres.port}/keycloak`;
    expect(await whoAmI(keycloak)).toBe('keycloak in keycloak');
    await expect(whoAmI(keycloak.replace(/keycloak$/, 'tsunagi_intake'))).rejects.toThrow(/permission denied/);
  });

  it('let each login onto the bus with its own password', async () => {
    for (const user of NATS_LOGINS) {
      const connection = await connect({ servers: natsUrl, user, pass: secrets().nats[user], reconnect: false });
      expect(connection.info?.jetstream).toBe(true);
      await connection.close();
    }
    const stranger = connect({ servers: natsUrl, user: 'intake', pass: secrets().nats.matching, reconnect: false });
    await expect(stranger).rejects.toThrow(/authorization/i);
  });

  it('take new passwords after a rotation and forget the old ones', async () => {
    const old = variable('intake', 'env', 'TSUNAGI_DATABASE_URL');
    rotateKeys(dir);
    share();
    await createDatabases(order());
    await expect(whoAmI(old)).rejects.toThrow(/password authentication failed/);
    expect(await whoAmI(variable('intake', 'env', 'TSUNAGI_DATABASE_URL'))).toBe('intake_app in tsunagi_intake');
    expect(secrets().postgresAdmin).toBe(readFileSync(join(dir, 'postgres', 'admin-password'), 'utf8'));
  });
});
