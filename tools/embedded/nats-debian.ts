import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lastLine, run, runOrThrow } from './run';

/** Newest first: 2.15 in sid, 2.10 in trixie. Older suites have a server that cannot keep what it acknowledged. */
const SUITES = ['sid', 'trixie'] as const;
const DEBIAN_SUITE = /^(sid|unstable|testing|(old)*stable|buster|bullseye|bookworm|trixie|forky|duke)$/;
const KEYRINGS = [
  '/usr/share/keyrings/debian-archive-keyring.gpg',
  '/usr/share/keyrings/debian-archive-keyring.pgp',
] as const;
const FETCH_MS = 180_000;

/** One place that apt fetches from, with what says whose signature counts there. */
export interface AptSource {
  readonly uri: string;
  /** Value of Signed-By as written; a key block keeps its lines. */
  readonly signedBy?: string;
}

/**
 * Gets the program out of the Debian package of nats-server, from the mirror that this machine's own
 * apt uses. Needs no rights: apt works in private folders, nothing is installed, and apt verifies the
 * archive's signature as always.
 */
export async function debianNats(target: string): Promise<void> {
  if (!existsSync('/usr/bin/apt-get') || !existsSync('/usr/bin/dpkg')) {
    throw new Error('Debian package: this machine has no apt');
  }
  const sources = await debianSources('/etc/apt');
  if (sources.length === 0) throw new Error('Debian package: apt knows no Debian archive here');
  const reasons: string[] = [];
  for (const suite of SUITES) {
    for (const source of sources) {
      try {
        await unpackFrom(source, suite, target);
        return;
      } catch (error) {
        reasons.push(`${suite}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
  throw new Error(`Debian package: ${reasons.join('; ')}`);
}

async function unpackFrom(source: AptSource, suite: string, target: string): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), 'tsunagi-apt-'));
  try {
    for (const name of ['state/lists/partial', 'cache/archives/partial', 'sources', 'unpacked']) {
      await mkdir(join(work, name), { recursive: true });
    }
    await writeFile(join(work, 'status'), '');
    await writeFile(join(work, 'sources', 'tsunagi.sources'), renderSource(source, suite));
    const options = aptOptions(work);
    const update = await run('apt-get', [...options, 'update'], { cwd: work, timeoutMs: FETCH_MS });
    // apt-get update may end with status 0 although nothing came.
    const failure = /^[EW]: (.*(?:Failed|NO_PUBKEY|not signed|could not).*)$/m.exec(update.stderr)?.[1];
    if (update.status !== 0) throw new Error(failure ?? lastLine(update.stderr));
    const download = await run('apt-get', [...options, 'download', 'nats-server'], { cwd: work, timeoutMs: FETCH_MS });
    if (download.status !== 0) throw new Error(failure ?? lastLine(download.stderr));
    const archive = (await readdir(work)).find((name) => name.endsWith('.deb'));
    if (archive === undefined) throw new Error('apt-get download left no package');
    await runOrThrow('dpkg', ['-x', archive, 'unpacked'], { cwd: work });
    await keep(join(work, 'unpacked'), target);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function keep(unpacked: string, target: string): Promise<void> {
  for (const place of ['usr/sbin', 'usr/bin']) {
    const program = join(unpacked, place, 'nats-server');
    if (existsSync(program)) return copyFile(program, target);
  }
  throw new Error('the package holds no nats-server');
}

const aptOptions = (work: string): readonly string[] =>
  Object.entries({
    'Dir::State': join(work, 'state'),
    'Dir::State::status': join(work, 'status'),
    'Dir::Cache': join(work, 'cache'),
    'Dir::Etc::sourcelist': '/dev/null',
    'Dir::Etc::sourceparts': join(work, 'sources'),
    'Acquire::Languages': 'none',
    'Acquire::Retries': '2',
    'Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled': 'false',
    // The private folder belongs to whoever runs this; apt's own user could not enter it.
    ...(process.getuid?.() === 0 ? { 'APT::Sandbox::User': 'root' } : {}),
  }).flatMap(([name, value]) => ['-o', `${name}=${value}`]);

function renderSource({ uri, signedBy }: AptSource, suite: string): string {
  const keyring = signedBy ?? KEYRINGS.find((path) => existsSync(path));
  return [
    'Types: deb',
    `URIs: ${uri}`,
    `Suites: ${suite}`,
    'Components: main',
    ...(keyring === undefined ? [] : [`Signed-By: ${keyring}`]),
    '',
  ].join('\n');
}

/** The Debian archives that apt is configured with, in `*.sources`, `sources.list` and `*.list`. */
export async function debianSources(aptFolder: string): Promise<readonly AptSource[]> {
  const parts = join(aptFolder, 'sources.list.d');
  const names = (await readdir(parts).catch(() => [])).sort().map((name) => join(parts, name));
  const found: AptSource[] = [];
  for (const path of [...names, join(aptFolder, 'sources.list')]) {
    const text = await readFile(path, 'utf8').catch(() => '');
    if (path.endsWith('.sources')) found.push(...fromStanzas(text));
    else if (path.endsWith('.list')) found.push(...fromLines(text));
  }
  return found.filter(({ uri }, index) => found.findIndex((other) => other.uri === uri) === index);
}

function fromStanzas(text: string): readonly AptSource[] {
  const sources: AptSource[] = [];
  for (const stanza of text.replaceAll(/^#.*\n?/gm, '').split(/\n\s*\n/)) {
    const field = (name: string): string | undefined =>
      new RegExp(`^${name}:[ \\t]*((?:.*)(?:\\n[ \\t]+.*)*)`, 'im').exec(stanza)?.[1]?.trimEnd();
    const words = (name: string): readonly string[] => field(name)?.split(/\s+/).filter(Boolean) ?? [];
    if (/^(no|false|off)$/i.test(field('Enabled') ?? '')) continue;
    if (!words('Types').includes('deb') || !isDebianMain(words('Suites'), words('Components'))) continue;
    const signedBy = field('Signed-By');
    for (const uri of words('URIs')) sources.push({ uri, ...(signedBy ? { signedBy } : {}) });
  }
  return sources;
}

function fromLines(text: string): readonly AptSource[] {
  const sources: AptSource[] = [];
  for (const line of text.split('\n')) {
    const match = /^\s*deb\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)\s+([^#]*)/.exec(line);
    if (!match) continue;
    const [, options = '', uri = '', suite = '', components = ''] = match;
    if (!isDebianMain([suite], components.split(/\s+/))) continue;
    const signedBy = /signed-by=(\S+)/.exec(options)?.[1];
    sources.push({ uri, ...(signedBy ? { signedBy } : {}) });
  }
  return sources;
}

const isDebianMain = (suites: readonly string[], components: readonly string[]): boolean =>
  components.includes('main') && suites.some((suite) => DEBIAN_SUITE.test(suite));
