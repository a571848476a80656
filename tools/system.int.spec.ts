import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { decodeJwt } from 'jose';
import { readClock } from './clock';
import { readJson } from './embedded/files';
import { isAlive, type ProcessMark } from './embedded/processes';
import { SERVICES } from './embedded/services';
import { ROOT } from './paths';
import type { RunningSystem } from './running-system';
import { startSystem } from './system';
import type { Scripts } from './system-options';

jest.setTimeout(180_000);

const ALL = [...SERVICES, 'postgresql', 'nats-server', 'openid-provider'];

/** A service reduced to what a launcher sees of it: migrates, answers health checks, tells its environment. */
const STUB = `
const { Client } = require(${JSON.stringify(join(ROOT, 'node_modules', 'pg'))});
const { createServer } = require('node:http');
const { env } = process;
async function migrate() {
  const client = new Client({ connectionString: env.TSUNAGI_OWNER_DATABASE_URL });
  await client.connect();
  await client.query("CREATE TABLE IF NOT EXISTS tenants (tenant text PRIMARY KEY, clock_offset interval NOT NULL DEFAULT '0')");
  await client.query('INSERT INTO tenants SELECT unnest($1::text[]) ON CONFLICT DO NOTHING', [env.TSUNAGI_TENANTS.split(',')]);
  await client.end();
}
if (process.argv[2] === 'migrate') migrate();
else if (env.STUB_FAILS) { console.error('the stub has no wish to start'); process.exit(1); }
else {
  createServer((request, response) => {
    if (request.url === '/health/ready') response.end('ready');
    else response.end(JSON.stringify(Object.fromEntries(Object.entries(env).filter(([name]) => name.startsWith('TSUNAGI_') || name === 'SECRET'))));
  }).listen(Number(env.TSUNAGI_HTTP_PORT ?? env.TSUNAGI_HEALTH_PORT), '127.0.0.1');
  process.on('SIGTERM', () => process.exit(0));
}`;

const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'tsunagi-system-spec-'));
  chmodSync(folder, 0o755);
  return folder;
};

describe('a system of five processes', () => {
  const folder = temporaryFolder();
  const dataDir = join(folder, 'data');
  const stub = join(folder, 'stub.js');
  const provision = join(folder, 'provision.js');
  const scripts: Scripts = { service: () => stub, provision };
  let system: RunningSystem;

  beforeAll(async () => {
    writeFileSync(stub, STUB);
    writeFileSync(provision, `if (!process.env.TSUNAGI_NATS_MONITOR_URL) process.exit(1);`);
    process.env['SECRET'] = 'of whoever starts it';
    system = await startSystem({ dataDir, scripts, tenants: ['990019', '990027'] });
  });

  afterAll(async () => {
    await system.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const environmentOf = async (instance: string): Promise<Record<string, string>> =>
    (await (await fetch(`${system.healthUrl(instance)}/env`)).json()) as Record<string, string>;

  it('tells each service what it needs and nothing of the others', async () => {
    const common = [
      'DATABASE_URL',
      'ENV',
      'FINGERPRINT_KEY_FILE',
      'INSTANCE',
      'NATS_PASSWORD',
      'NATS_URL',
      'NATS_USER',
    ];
    const files = ['SIGNING_KEY_FILE', 'TRUSTED_KEYS_FILE'];
    const names = (more: readonly string[]): readonly string[] =>
      [...common, ...files, ...more].map((name) => `TSUNAGI_${name}`).sort();
    const matching = await environmentOf('matching');
    expect(Object.keys(matching).sort()).toEqual(names(['HEALTH_PORT']));
    expect(Object.keys(await environmentOf('gateway')).sort()).toEqual(
      names(['AUDIT_ANCHORS_FILE', 'HTTP_PORT', 'OIDC_AUDIENCE', 'OIDC_ISSUER', 'PUBLIC_URL']),
    );
    expect(matching).toMatchObject({
      TSUNAGI_ENV: 'test',
      TSUNAGI_NATS_USER: 'matching',
      TSUNAGI_INSTANCE: 'matching',
    });
    expect(readJson(matching['TSUNAGI_SIGNING_KEY_FILE'] ?? '')).toMatchObject({
      kty: 'OKP',
      crv: 'Ed25519',
      kid: 'matching',
    });
    const trusted = readJson<{ readonly keys: readonly object[] }>(matching['TSUNAGI_TRUSTED_KEYS_FILE'] ?? '');
    expect(trusted?.keys).toHaveLength(5);
    expect(JSON.stringify(trusted)).not.toContain('"d"');
  });

  it('gives tokens, also for an organisation that became known later', async () => {
    system.setOrganisation('PROVIDER_STAFF', 'o-9');
    expect(decodeJwt(await system.token('PROVIDER_STAFF'))).toMatchObject({ org: 'o-9', aud: 'tsunagi-api' });
  });

  it('moves the domain clock of one municipality in all services', async () => {
    const hour = 3_600_000;
    await system.moveClock(24 * hour, '990027');
    for (const service of ['intake', 'outreach'] as const) {
      const ahead = (await readClock(system.databases, '990027', service)).getTime() - Date.now();
      expect(Math.round(ahead / hour)).toBe(24);
    }
    expect(Math.abs((await readClock(system.databases, '990019')).getTime() - Date.now())).toBeLessThan(60_000);
  });

  it.each(['matching', 'gateway', 'nats-server', 'postgresql', 'openid-provider'])(
    'starts %s again when it was killed',
    async (name) => {
      const pids = () => ALL.map((instance) => system.pid(instance));
      const before = pids();
      await system.kill(name);
      await system.untilReady(name);
      const index = ALL.indexOf(name);
      expect(pids()[index]).not.toBe(before[index]);
      expect(pids().toSpliced(index, 1)).toEqual(before.toSpliced(index, 1));
    },
  );

  it('keeps away what was stopped on purpose, until it is started again', async () => {
    await system.stopInstance('outreach');
    await expect(system.untilReady('outreach', 700)).rejects.toThrow(/not ready again/);
    await system.startAgain('outreach');
    await system.untilReady('outreach');
  });

  it('runs one more process of a service beside the first', async () => {
    expect(await system.startReplica('matching', { TSUNAGI_POOL_SIZE: '3' })).toBe('matching-2');
    expect(await environmentOf('matching-2')).toMatchObject({ TSUNAGI_INSTANCE: 'matching-2', TSUNAGI_POOL_SIZE: '3' });
    expect(system.healthUrl('matching-2')).not.toBe(system.healthUrl('matching'));
  });

  it('refuses a second start on the same data and says how to stop the first', async () => {
    await expect(startSystem({ dataDir, scripts })).rejects.toThrow(
      new RegExp(`runs here already \\(process ${process.pid}, ${system.baseUrl}\\).*npm stop`),
    );
    await system.untilReady('gateway');
  });

  it('ends everything within eight seconds and is the same system after the next start', async () => {
    await system.moveClock(60_000);
    const marks = readJson<readonly ProcessMark[]>(join(dataDir, 'children.json')) ?? [];
    expect(marks.length).toBeGreaterThanOrEqual(8);
    const token = await system.token('CSW');
    const { issuer, adminDatabaseUrl } = system;
    const began = performance.now();
    await system.stop();
    expect(performance.now() - began).toBeLessThan(8_000);
    expect(marks.filter(isAlive)).toEqual([]);
    system = await startSystem({ dataDir, scripts });
    expect({ issuer: system.issuer, adminDatabaseUrl: system.adminDatabaseUrl }).toEqual({ issuer, adminDatabaseUrl });
    expect(decodeJwt(token).iss).toBe(system.issuer);
    expect((await readClock(system.databases, '990019')).getTime() - Date.now()).toBeGreaterThan(50_000);
  });
});

describe('a start that goes wrong', () => {
  const folder = temporaryFolder();
  const stub = join(folder, 'stub.js');
  const provision = join(folder, 'provision.js');
  const scripts: Scripts = { service: () => stub, provision };

  beforeAll(() => {
    writeFileSync(stub, STUB);
    writeFileSync(provision, '');
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('names a taken port and how to choose another', async () => {
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve));
    const { port } = squatter.address() as AddressInfo;
    await expect(startSystem({ scripts, httpPort: port })).rejects.toThrow(
      `Port ${port} is taken by another program. Choose another: TSUNAGI_HTTP_PORT=${port + 1} npm start`,
    );
    squatter.close();
  });

  it('shows the last words of a service that does not start, and leaves nothing running', async () => {
    const dataDir = join(folder, 'failing');
    const serviceEnv = { community: { STUB_FAILS: 'yes' } };
    await expect(startSystem({ dataDir, scripts, serviceEnv })).rejects.toThrow(
      /community ended while starting[^]*the stub has no wish to start/,
    );
    expect(readdirSync(dataDir)).not.toContain('lock.json');
    expect((readJson<readonly ProcessMark[]>(join(dataDir, 'children.json')) ?? []).filter(isAlive)).toEqual([]);
  });

  it('can be broken off', async () => {
    const dataDir = join(folder, 'broken-off');
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 400);
    await expect(startSystem({ dataDir, scripts, signal: stop.signal })).rejects.toThrow(/Stopped before/);
    expect((readJson<readonly ProcessMark[]>(join(dataDir, 'children.json')) ?? []).filter(isAlive)).toEqual([]);
  });

  /** A process that started a system and waits, and what it started. */
  async function launched(
    dataDir: string,
  ): Promise<{ readonly first: ChildProcess; readonly left: readonly ProcessMark[] }> {
    const launcher = join(folder, 'launcher.js');
    writeFileSync(
      launcher,
      `const { startSystem } = require(${JSON.stringify(join(ROOT, 'dist', 'tools', 'system.js'))});
       const scripts = { service: () => ${JSON.stringify(stub)}, provision: ${JSON.stringify(provision)} };
       startSystem({ dataDir: process.argv[2], scripts }).then(async (system) => {
         await system.moveClock(3600000);
         console.log('ready');
       }, (error) => { console.log(error); process.exit(1); });`,
    );
    const first = spawn(process.execPath, [launcher, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
    const said = await new Promise<string>((resolve) => first.stdout.once('data', (chunk) => resolve(String(chunk))));
    expect(said).toContain('ready');
    return { first, left: readJson<readonly ProcessMark[]>(join(dataDir, 'children.json')) ?? [] };
  }

  it.each(['launcher', 'everything'] as const)('recovers after kill -9 of the %s', async (whom) => {
    const dataDir = join(folder, `killed-${whom}`);
    const { first, left } = await launched(dataDir);
    const gone = new Promise((resolve) => first.once('exit', resolve));
    first.kill('SIGKILL');
    await gone;
    if (whom === 'everything') for (const { pid } of left) process.kill(pid, 'SIGKILL');
    else expect(left.filter(isAlive)).toHaveLength(left.length);

    const system = await startSystem({ dataDir, scripts });
    const ahead = (await readClock(system.databases, '990019')).getTime() - Date.now();
    await system.stop();
    expect(left.filter(isAlive)).toEqual([]);
    expect(ahead).toBeGreaterThan(3_000_000);
  });

  it('leaves nothing running when a signal ends who started it', async () => {
    const { first, left } = await launched(join(folder, 'signalled'));
    const gone = new Promise((resolve) => first.once('exit', resolve));
    first.kill('SIGTERM');
    expect(await gone).toBe(143);
    expect(left.length).toBeGreaterThan(0);
    for (let tries = 0; left.some(isAlive) && tries < 100; tries += 1) await sleep(100);
    expect(left.filter(isAlive)).toEqual([]);
  });
});
