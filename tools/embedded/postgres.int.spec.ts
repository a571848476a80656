import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { createServiceDatabases, dropServiceDatabases } from './databases';
import { newSecrets } from './keys';
import { isAlive, markOf } from './processes';
import { startPostgres, type PostgresOptions, type RunningPostgres } from './postgres';
import { poll } from './run';

jest.setTimeout(120_000);

describe('the embedded PostgreSQL', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tsunagi-postgres-spec-'));
  chmodSync(folder, 0o755);
  const secrets = newSecrets();
  const options: PostgresOptions = {
    dir: join(folder, 'data'),
    serversDir: join(folder, 'servers'),
    password: secrets.postgresAdmin,
    logFile: join(folder, 'postgresql.log'),
  };
  let server: RunningPostgres;

  beforeAll(async () => {
    server = await startPostgres(options);
  });

  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const query = async (url: string, sql: string): Promise<readonly Record<string, unknown>[]> => {
    const client = new Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  };

  it('finds Japanese by trigrams, keeps what it commits and reports in UTC', async () => {
    const [row] = await query(
      server.adminUrl,
      `SELECT current_setting('server_encoding') AS encoding, current_setting('fsync') AS fsync,
              current_setting('synchronous_commit') AS sync, current_setting('timezone') AS zone,
              current_setting('listen_addresses') AS host, current_setting('server_version_num')::int AS version,
              (SELECT datctype FROM pg_database WHERE datname = 'postgres') AS ctype`,
    );
    expect(row).toMatchObject({
      encoding: 'UTF8',
      fsync: 'on',
      sync: 'on',
      zone: 'UTC',
      host: '127.0.0.1',
      ctype: 'C.UTF-8',
    });
    expect(row?.['version']).toBeGreaterThanOrEqual(180_000);
    const [trigrams] = await query(server.adminUrl, 'CREATE EXTENSION pg_trgm; SELECT 1 AS one').then(() =>
      query(server.adminUrl, `SELECT similarity('地域食堂つくし', '食堂つくし') AS likeness`),
    );
    expect(trigrams?.['likeness']).toBeGreaterThan(0.3);
  });

  it('gives each service a database that only its own two logins may enter', async () => {
    const databases = await createServiceDatabases(server.adminUrl, secrets.databases, { suffix: 'a1' });
    await query(databases.intake.ownerUrl, 'CREATE TABLE notes (id int); GRANT SELECT, INSERT ON notes TO intake_app');
    await query(databases.intake.appUrl, 'INSERT INTO notes VALUES (1)');
    await expect(query(databases.intake.appUrl, 'CREATE TABLE own (id int)')).rejects.toThrow(/permission denied/);
    await expect(query(databases.intake.appUrl, 'DROP TABLE notes')).rejects.toThrow(/must be owner/);
    await expect(query(databases.intake.appUrl, 'CREATE TEMP TABLE t (id int)')).rejects.toThrow(/permission denied/);
    // Community stages the rows of imports.
    await query(databases.community.appUrl, 'CREATE TEMP TABLE t (id int)');
    await expect(query(databases.community.appUrl, 'CREATE TABLE t (id int)')).rejects.toThrow(/permission denied/);
    const foreign = databases.matching.appUrl.replace('tsunagi_matching_a1', 'tsunagi_intake_a1');
    await expect(query(foreign, 'SELECT 1')).rejects.toThrow(/permission denied for database/);
    const roles = await query(
      server.adminUrl,
      `SELECT bool_or(rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole) AS strong FROM pg_roles
       WHERE rolname LIKE '%\\_app' OR rolname LIKE '%\\_owner'`,
    );
    expect(roles).toEqual([{ strong: false }]);
  });

  it('may be asked for the same databases again and side by side, and keeps what is in them', async () => {
    const make = () => createServiceDatabases(server.adminUrl, secrets.databases, { suffix: 'b2' });
    const [first] = await Promise.all([make(), make(), make()]);
    await query(first.matching.ownerUrl, 'CREATE TABLE kept (id int)');
    const again = await make();
    await query(again.matching.ownerUrl, 'SELECT * FROM kept');
    await dropServiceDatabases(server.adminUrl, 'b2');
    await expect(query(again.matching.ownerUrl, 'SELECT 1')).rejects.toThrow(/does not exist/);
  });

  it('comes back by itself after a crash with everything that was committed', async () => {
    await query(server.adminUrl, 'CREATE TABLE committed AS SELECT 42 AS answer');
    await server.child.kill();
    await server.child.untilReady();
    expect(await query(server.adminUrl, 'SELECT answer FROM committed')).toEqual([{ answer: 42 }]);
  });

  it('takes over a data folder whose server was left running by a killed launcher', async () => {
    await server.stop();
    const { command, args, env, cwd, uid, gid } = server.child.spec;
    const orphan = spawn(command, args, { stdio: 'ignore', detached: true, env, cwd, uid, gid });
    const mark = markOf(orphan.pid ?? 0);
    await poll(async () => ((await server.child.spec.isReady()) ? true : undefined), 20_000);

    server = await startPostgres(options);
    expect(mark && isAlive(mark)).toBe(false);
    expect(await query(server.adminUrl, 'SELECT answer FROM committed')).toEqual([{ answer: 42 }]);
  });

  it('starts although the number in a left pid file belongs to another process by now', async () => {
    await server.stop();
    writeFileSync(join(options.dir, 'postmaster.pid'), `${process.pid}\n${options.dir}\n`);
    server = await startPostgres(options);
    expect(await query(server.adminUrl, 'SELECT answer FROM committed')).toEqual([{ answer: 42 }]);
  });

  it('writes neither statements nor values into its log', async () => {
    await query(server.adminUrl, 'CREATE TABLE unique_notes (note text PRIMARY KEY)');
    await query(server.adminUrl, `INSERT INTO unique_notes VALUES ('ひみつの話')`);
    await expect(query(server.adminUrl, `INSERT INTO unique_notes VALUES ('ひみつの話')`)).rejects.toThrow(/duplicate/);
    const log = readFileSync(options.logFile, 'utf8');
    expect(log).toContain('duplicate key');
    expect(log).not.toContain('ひみつ');
    expect(log).not.toContain('INSERT');
  });
});
