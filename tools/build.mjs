// One swc pass over the TypeScript sources into dist/. Types are checked apart: `npx tsc --noEmit`.
// Usage: node tools/build.mjs [--root folder] [--quiet]
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const SELF = fileURLToPath(import.meta.url);
const SOURCES = ['libs', 'services/*/src', 'tools', 'e2e'];
const COPIED = ['.json', '.html', '.sql'];
const MANIFEST = '.build.json';

const sha = (...texts) =>
  texts.reduce((hash, text) => hash.update(text).update('\0'), createHash('sha256')).digest('hex');
const exists = (path) =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Translates what changed since the last build. Returns the figures of the printed line. */
export async function build(root) {
  const swc = await import('@swc/core');
  const swcrc = await readFile(join(root, '.swcrc'), 'utf8');
  const { $schema: _, ...options } = JSON.parse(swcrc);
  const settings = sha(swcrc, swc.version ?? '', await readFile(SELF, 'utf8'));
  const before = await readManifest(root, settings);
  const after = {};
  const counts = { translated: 0, copied: 0, unchanged: 0, removed: 0 };
  const sources = await findSources(root);
  await inParallel(sources, availableParallelism() * 4, async (source) => {
    const found = await stat(join(root, source)).catch(() => undefined);
    if (!found) return;
    const { mtimeMs, size } = found;
    const outputs = outputsOf(source);
    const last = before[source];
    const present = last !== undefined && (await allExist(root, outputs));
    if (present && last.mtimeMs === mtimeMs && last.size === size) {
      after[source] = last;
      counts.unchanged += 1;
      return;
    }
    const text = await readFile(join(root, source), 'utf8');
    const hash = sha(text);
    after[source] = { mtimeMs, size, hash };
    if (present && last.hash === hash) counts.unchanged += 1;
    else if (source.endsWith('.ts')) {
      await translate(swc, options, root, source, text);
      counts.translated += 1;
    } else {
      await writeWhole(join(root, 'dist', source), text);
      counts.copied += 1;
    }
  });
  counts.removed = await removeOrphans(root, new Set(sources.flatMap(outputsOf)));
  await writeWhole(join(root, 'dist', MANIFEST), JSON.stringify({ settings, files: after }));
  return { ...counts, files: sources.length };
}

const outputsOf = (source) => {
  if (!source.endsWith('.ts')) return [source];
  const script = source.replace(/\.ts$/, '.js');
  return [script, `${script}.map`];
};

const allExist = async (root, outputs) =>
  (await Promise.all(outputs.map((output) => exists(join(root, 'dist', output))))).every(Boolean);

async function translate(swc, options, root, source, text) {
  const output = join(root, 'dist', source.replace(/\.ts$/, '.js'));
  const fromOutput = relative(dirname(output), join(root, source)).split(sep).join('/');
  const { code, map } = await swc.transform(text, {
    ...options,
    swcrc: false,
    configFile: false,
    filename: join(root, source),
    sourceFileName: fromOutput,
    sourceMaps: true,
  });
  const name = output.slice(dirname(output).length + 1);
  await writeWhole(`${output}.map`, map ?? '{}');
  await writeWhole(output, `${code}\n//# sourceMappingURL=${name}.map\n`);
}

/** A process that starts in this moment reads the old file or the new one, never half of one. */
async function writeWhole(path, text) {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.tmp`;
  await writeFile(draft, text);
  await rename(draft, path);
}

async function readManifest(root, settings) {
  try {
    const manifest = JSON.parse(await readFile(join(root, 'dist', MANIFEST), 'utf8'));
    return manifest.settings === settings ? manifest.files : {};
  } catch {
    return {};
  }
}

async function findSources(root) {
  const folders = [];
  for (const pattern of SOURCES) {
    const [base, rest] = pattern.split('/*/');
    if (rest === undefined) folders.push(base);
    else for (const child of await childFolders(join(root, base))) folders.push(`${base}/${child}/${rest}`);
  }
  const found = [];
  for (const folder of folders) await walk(root, folder, isSource, found);
  return found.sort();
}

const isSource = (name) =>
  COPIED.some((ending) => name.endsWith(ending)) ||
  (name.endsWith('.ts') && !name.endsWith('.d.ts') && !name.endsWith('.spec.ts'));

async function childFolders(folder) {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

async function walk(root, folder, wanted, found) {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory() && entry.name !== 'node_modules') await walk(root, path, wanted, found);
    else if (entry.isFile() && wanted(entry.name)) found.push(path);
  }
}

/** Removes outputs whose source is gone; static files of the console are not ours. */
async function removeOrphans(root, expected) {
  const found = [];
  for (const folder of ['libs', 'services', 'tools', 'e2e']) await walk(join(root, 'dist'), folder, () => true, found);
  const orphans = found.filter((path) => !expected.has(path) && !path.includes('/console/') && !path.endsWith('.tmp'));
  for (const path of orphans) await rm(join(root, 'dist', path), { force: true });
  return orphans.length;
}

async function inParallel(items, width, work) {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.pop(); item !== undefined; item = queue.pop()) await work(item);
  };
  await Promise.all(Array.from({ length: width }, worker));
}

async function main() {
  const given = process.argv.indexOf('--root');
  const root = given > 0 ? process.argv[given + 1] : dirname(dirname(SELF));
  const began = performance.now();
  const done = await build(root);
  const seconds = ((performance.now() - began) / 1000).toFixed(2);
  if (process.argv.includes('--quiet') && done.translated + done.copied + done.removed === 0) return;
  console.log(
    `build: ${done.files} files, ${done.translated} translated, ${done.copied} copied, ` +
      `${done.unchanged} unchanged, ${done.removed} removed, ${seconds} s`,
  );
}

if (process.argv[1] === SELF) {
  main().catch((error) => {
    console.error(`build failed: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  });
}
