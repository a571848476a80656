import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findNatsServer, qualityOf } from './nats-binary';
import { debianSources } from './nats-debian';
import { verifyChecksum } from './nats-release';

describe('the version of nats-server', () => {
  it.each([
    ['2.15.1', 'good'],
    ['2.14.0', 'good'],
    ['3.0.0', 'good'],
    ['2.13.9', 'fallback'],
    ['2.10.27', 'fallback'],
    ['2.9.10', 'refused'],
    ['1.4.1', 'refused'],
  ])('%s is %s', (version, quality) => {
    expect(qualityOf(version)).toBe(quality);
  });
});

describe('looking for nats-server', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tsunagi-find-spec-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** A program that says a version and nothing else. */
  function program(path: string, version: string): void {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), `#!/bin/sh\necho "nats-server: v${version}"\n`);
    chmodSync(join(folder, path), 0o755);
  }

  it('takes the one on the PATH before the one in the cache', async () => {
    program('bin/nats-server', '2.14.2');
    program('cache/nats-server-2.15.1', '2.15.1');
    const found = await findNatsServer({ path: join(folder, 'bin'), cache: join(folder, 'cache') });
    expect(found).toEqual({ path: join(folder, 'bin/nats-server'), version: '2.14.2', source: 'PATH' });
  });

  it('takes the newest of the cache when the one on the PATH is too old, and says so', async () => {
    program('bin/nats-server', '2.9.10');
    program('cache/nats-server-2.9.99', '2.9.99');
    program('cache/nats-server-2.15.1', '2.15.1');
    program('cache/nats-server-2.10.27', '2.10.27');
    const misses: string[] = [];
    const found = await findNatsServer({
      path: join(folder, 'bin'),
      cache: join(folder, 'cache'),
      tell: (line) => misses.push(line),
    });
    expect(found).toMatchObject({ version: '2.15.1', source: 'cache' });
    expect(misses).toEqual(['PATH: nats-server 2.9.10 is too old (2.10 at least)']);
  });
});

describe('the Debian archives of this machine', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tsunagi-apt-spec-'));
    mkdirSync(join(folder, 'sources.list.d'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('are read from both kinds of files, without security, other vendors and switched-off ones', async () => {
    writeFileSync(
      join(folder, 'sources.list.d', 'debian.sources'),
      [
        'Types: deb deb-src',
        '# a remark',
        'URIs: http://mirror.example/debian http://second.example/debian',
        'Suites: trixie trixie-updates',
        'Components: main contrib',
        'Signed-By: /usr/share/keyrings/some.gpg',
        '',
        'Types: deb',
        'URIs: http://mirror.example/debian-security',
        'Suites: trixie-security',
        'Components: main',
        '',
        'Types: deb',
        'Enabled: no',
        'URIs: http://off.example/debian',
        'Suites: sid',
        'Components: main',
      ].join('\n'),
    );
    writeFileSync(
      join(folder, 'sources.list'),
      [
        '# deb http://remark.example/debian bookworm main',
        'deb [arch=amd64 signed-by=/etc/key.gpg] https://third.example/debian/ bookworm main contrib # ours',
        'deb http://vendor.example/apt nodistro main',
        'deb http://mirror.example/debian bookworm main',
      ].join('\n'),
    );
    expect(await debianSources(folder)).toEqual([
      { uri: 'http://mirror.example/debian', signedBy: '/usr/share/keyrings/some.gpg' },
      { uri: 'http://second.example/debian', signedBy: '/usr/share/keyrings/some.gpg' },
      { uri: 'https://third.example/debian/', signedBy: '/etc/key.gpg' },
    ]);
  });

  it('keep a key that is written into the file', async () => {
    writeFileSync(
      join(folder, 'sources.list.d', 'own.sources'),
      'Types: deb\nURIs: http://m.example/debian\nSuites: sid\nComponents: main\nSigned-By:\n -----BEGIN-----\n .\n abc\n -----END-----\n',
    );
    expect(await debianSources(folder)).toEqual([
      { uri: 'http://m.example/debian', signedBy: '\n -----BEGIN-----\n .\n abc\n -----END-----' },
    ]);
  });

  it('are none where there is no apt', async () => {
    rmSync(join(folder, 'sources.list.d'), { recursive: true });
    expect(await debianSources(folder)).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('the checksum of a release', () => {
  const content = Buffer.from('an archive');
  const sum = createHash('sha256').update(content).digest('hex');

  it('is accepted when SHA256SUMS names this content for this file', () => {
    expect(() => verifyChecksum(`${'0'.repeat(64)}  other.gz\n${sum}  a.tar.gz\n`, 'a.tar.gz', content)).not.toThrow();
  });

  it.each([
    ['another content', `${'0'.repeat(64)}  a.tar.gz\n`],
    ['another file', `${sum}  a.tar.gz.sig\n`],
    ['nothing', ''],
    ['an error page', '<html>not found</html>'],
  ])('is refused when it names %s', (_what, sums) => {
    expect(() => verifyChecksum(sums, 'a.tar.gz', content)).toThrow(/official release/);
  });
});
