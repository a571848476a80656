import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run, runOrThrow } from './embedded/run';
import { ROOT } from './paths';

jest.setTimeout(60_000);

describe('the build', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'tsunagi-build-spec-'));
    copyFileSync(join(ROOT, '.swcrc'), join(root, '.swcrc'));
    write('libs/kernel/src/index.ts', `export const answer: number = 42;`);
    write('libs/kernel/src/data/codes.json', '{"a":1}');
    write('services/intake/src/main.ts', `import { answer } from '../../../libs/kernel/src'; console.log(answer);`);
    write('services/intake/src/main.spec.ts', `it('stays out', () => undefined);`);
    write('services/intake/test/fixtures.ts', `export const outside = 1;`);
    write('tools/dynamic.ts', `export const load = () => import('jose');`);
    write('tools/ambient.d.ts', `declare const nothing: string;`);
  });

  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }

  const build = (...more: string[]): Promise<string> =>
    runOrThrow(process.execPath, [join(ROOT, 'tools', 'build.mjs'), '--root', root, ...more]);
  const built = (path: string): boolean => existsSync(join(root, 'dist', path));

  it('translates sources, copies data, leaves out specs, declarations and what is no source', async () => {
    expect(await build()).toContain('4 files, 3 translated, 1 copied, 0 unchanged, 0 removed');
    expect(await runOrThrow(process.execPath, [join(root, 'dist/services/intake/src/main.js')])).toBe('42\n');
    expect(built('libs/kernel/src/data/codes.json')).toBe(true);
    expect(built('services/intake/src/main.spec.js')).toBe(false);
    expect(built('services/intake/test/fixtures.js')).toBe(false);
    const map = JSON.parse(readFileSync(join(root, 'dist/libs/kernel/src/index.js.map'), 'utf8')) as {
      sources: string[];
    };
    expect(map.sources).toEqual(['../../../../libs/kernel/src/index.ts']);
  });

  it('leaves dynamic imports as they are, because ES modules need them', async () => {
    await build();
    expect(readFileSync(join(root, 'dist/tools/dynamic.js'), 'utf8')).toContain(`import('jose')`);
  });

  it('does only what changed, and nothing for a file that was merely touched', async () => {
    await build();
    expect(await build()).toContain('0 translated, 0 copied, 4 unchanged, 0 removed');
    expect(await build('--quiet')).toBe('');
    write('libs/kernel/src/index.ts', `export const answer: number = 43;`);
    write('tools/dynamic.ts', `export const load = () => import('jose');`);
    expect(await build()).toContain('1 translated, 0 copied, 3 unchanged, 0 removed');
    expect(await runOrThrow(process.execPath, [join(root, 'dist/services/intake/src/main.js')])).toBe('43\n');
  });

  it('removes what has no source any more and makes anew what was removed', async () => {
    await build();
    rmSync(join(root, 'services/intake/src/main.ts'));
    rmSync(join(root, 'dist/tools/dynamic.js'));
    write('dist/services/gateway/console/index.html', 'built by somebody else');
    expect(await build()).toContain('1 translated, 0 copied, 2 unchanged, 2 removed');
    expect(built('services/intake/src/main.js')).toBe(false);
    expect(built('tools/dynamic.js')).toBe(true);
    expect(built('services/gateway/console/index.html')).toBe(true);
  });

  it('translates everything again when its settings change', async () => {
    await build();
    write('.swcrc', readFileSync(join(root, '.swcrc'), 'utf8').replace('es2022', 'es2021'));
    expect(await build()).toContain('3 translated, 1 copied, 0 unchanged');
  });

  it('fails with the name of the file that cannot be read as TypeScript', async () => {
    write('tools/broken.ts', 'export const = ;');
    const { status, stderr } = await run(process.execPath, [join(ROOT, 'tools', 'build.mjs'), '--root', root]);
    expect(status).toBe(1);
    expect(stderr).toContain('tools/broken.ts');
  });
});
