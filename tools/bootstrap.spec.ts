import { spawn } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run, type RunResult } from './embedded/run';
import { ROOT } from './paths';

jest.setTimeout(60_000);

/** Counts its calls and makes node_modules as npm does. */
const NPM = `
const { appendFileSync, mkdirSync, writeFileSync, existsSync } = require('node:fs');
appendFileSync('npm-calls', process.argv.slice(2, 4).join(' ') + '\\n');
if (existsSync('npm-fails')) { console.error('npm error network is away'); process.exit(1); }
mkdirSync('node_modules', { recursive: true });
writeFileSync('node_modules/.package-lock.json', '{}');`;

describe('the bootstrap', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'tsunagi-bootstrap-spec-'));
    write('package-lock.json', '{"packages":1}');
    write('npm.js', NPM);
    write('tools/build.mjs', `import { appendFileSync } from 'node:fs'; appendFileSync('builds', 'x');`);
    write(
      'dist/tools/hello.js',
      `console.log(JSON.stringify([require.main === module, ...process.argv.slice(2)])); process.exitCode = 3;`,
    );
    write('dist/tools/stop.js', `console.log('stopped');`);
    write(
      'dist/tools/wait.js',
      `process.on('SIGTERM', () => { console.log('told'); process.exit(7); }); console.log('up'); setInterval(() => 0, 1000);`,
    );
    copyFileSync(join(ROOT, 'tools', 'bootstrap.mjs'), join(root, 'tools', 'bootstrap.mjs'));
  });

  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const env = (): NodeJS.ProcessEnv => ({ ...process.env, npm_execpath: join(root, 'npm.js') });
  const bootstrap = (...args: readonly string[]): Promise<RunResult> =>
    run(process.execPath, [join(root, 'tools', 'bootstrap.mjs'), ...args], { cwd: tmpdir(), env: env() });
  const lines = (path: string): readonly string[] =>
    existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8').trim().split('\n') : [];

  it('installs once, builds, and becomes the command with its arguments and exit status', async () => {
    const first = await bootstrap('hello', 'a', '--b=c d');
    expect(first).toMatchObject({ status: 3, stdout: '[true,"a","--b=c d"]\n' });
    expect(first.stderr).toMatch(/… packages: npm ci[^]*✓ packages: npm ci \(\d+ s\)/);
    await bootstrap('hello');
    expect(lines('npm-calls')).toEqual(['ci --include=dev']);
    expect(lines('builds')).toEqual(['xx']);
  });

  it('installs again when the lockfile changed', async () => {
    await bootstrap('hello');
    write('package-lock.json', '{"packages":2}');
    await bootstrap('hello');
    expect(lines('npm-calls')).toHaveLength(2);
  });

  it('believes packages that were installed by hand after the lockfile changed', async () => {
    write('node_modules/.package-lock.json', '{}');
    utimesSync(join(root, 'package-lock.json'), 1_000, 1_000);
    await bootstrap('hello');
    expect(lines('npm-calls')).toEqual([]);
    utimesSync(join(root, 'node_modules/.package-lock.json'), 500, 500);
    rmSync(join(root, 'node_modules/.tsunagi-lock'));
    await bootstrap('hello');
    expect(lines('npm-calls')).toHaveLength(1);
  });

  it('shows what npm said when it fails, and tries again the next time', async () => {
    write('npm-fails', '');
    const failed = await bootstrap('hello');
    expect(failed).toMatchObject({ status: 1, stdout: '' });
    expect(failed.stderr).toMatch(/network is away[^]*npm ci failed\..*npm ci/);
    rmSync(join(root, 'npm-fails'));
    expect((await bootstrap('hello')).status).toBe(3);
  });

  it('installs once when two commands are started together, also if an earlier one was killed meanwhile', async () => {
    write('.tsunagi/installing', '999999999');
    const both = await Promise.all([bootstrap('hello'), bootstrap('hello')]);
    expect(both.map(({ status }) => status)).toEqual([3, 3]);
    expect(lines('npm-calls')).toHaveLength(1);
    expect(existsSync(join(root, '.tsunagi', 'installing'))).toBe(false);
  });

  it('never installs through a link, because npm ci would empty what it points to', async () => {
    write('elsewhere/kept.txt', '');
    symlinkSync(join(root, 'elsewhere'), join(root, 'node_modules'));
    const refused = await bootstrap('hello');
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('node_modules is a link');
    expect(lines('npm-calls')).toEqual([]);
    expect(existsSync(join(root, 'elsewhere/kept.txt'))).toBe(true);
  });

  it('stops a system without installing or building anything', async () => {
    expect(await bootstrap('stop')).toMatchObject({ status: 0, stdout: 'stopped\n' });
    expect([...lines('npm-calls'), ...lines('builds')]).toEqual([]);
  });

  it('lets a signal reach the command', async () => {
    const child = spawn(process.execPath, [join(root, 'tools', 'bootstrap.mjs'), 'wait'], { env: env() });
    let said = '';
    const status = new Promise((resolve) => child.once('exit', resolve));
    child.stdout.on('data', (chunk) => {
      said += String(chunk);
      if (said === 'up\n') child.kill('SIGTERM');
    });
    expect(await status).toBe(7);
    expect(said).toBe('up\ntold\n');
  });

  it.each([
    [['nothing-such'], /no command "nothing-such"/],
    [[], /Usage/],
    [['../x'], /Usage/],
  ] as const)('refuses %j in one line', async (args, words) => {
    write('node_modules/.package-lock.json', '{}');
    const refused = await bootstrap(...args);
    expect(refused.status).toBe(1);
    expect(refused.stderr.trim().split('\n')).toHaveLength(1);
    expect(refused.stderr).toMatch(words);
  });
});
