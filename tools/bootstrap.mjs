// Runs one of our commands on a machine that has Node and npm and nothing else:
//   node tools/bootstrap.mjs <command> [arguments]
// Installs the packages if they are missing or package-lock.json changed, builds what changed, then
// becomes dist/tools/<command>.js in this same process, so signals and exit status need no passing on.
// Plain Node without dependencies, because nothing is installed yet when it runs.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import Module from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const OLDEST_NODE = [20, 19];
const MODULES = join(ROOT, 'node_modules');
const MARKER = join(MODULES, '.tsunagi-lock');
/** Work on what runs already: they must answer at once and must not change what is running. */
const NEEDS_NO_BUILD = ['stop', 'token'];

class Refusal extends Error {}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new Refusal(
    `Node ${process.versions.node} is too old: ${OLDEST_NODE.join('.')} or newer is needed. Install it from your system or from nodejs.org.`,
  );
}

function lockHash() {
  const lock = readFileSync(join(ROOT, 'package-lock.json'));
  return createHash('sha256').update(lock).update(`${process.platform}-${process.arch}`).digest('hex');
}

/** Installed by us for this lockfile, or by hand (npm leaves its own lockfile there) since it last changed. */
function isInstalled(hash) {
  if (!existsSync(MODULES)) return false;
  if (existsSync(MARKER)) return readFileSync(MARKER, 'utf8').trim() === hash;
  const byNpm = join(MODULES, '.package-lock.json');
  if (!existsSync(byNpm) || statSync(byNpm).mtimeMs < statSync(join(ROOT, 'package-lock.json')).mtimeMs) return false;
  writeFileSync(MARKER, `${hash}\n`);
  return true;
}

async function install() {
  const hash = lockHash();
  if (isInstalled(hash)) return;
  if (lstatSync(MODULES, { throwIfNoEntry: false })?.isSymbolicLink()) {
    throw new Refusal(
      'node_modules is a link, and npm ci would empty the folder it points to. Remove the link, then try again.',
    );
  }
  const release = await takeInstallLock();
  try {
    if (isInstalled(hash)) return;
    const flags = ['ci', '--include=dev', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error'];
    const cli = process.env.npm_execpath;
    const [command, args] = cli?.endsWith('.js') ? [process.execPath, [cli, ...flags]] : ['npm', flags];
    await step('packages: npm ci', 'npm ci', command, args);
    writeFileSync(MARKER, `${hash}\n`);
  } finally {
    release();
  }
}

/**
 * Two commands started together: the second waits for the first one's packages. Whoever finds the lock
 * free or its holder dead writes itself into it; of several that do so at once the last one has it.
 */
async function takeInstallLock() {
  const lock = join(ROOT, '.tsunagi', 'installing');
  mkdirSync(dirname(lock), { recursive: true });
  for (;;) {
    const holder = holderOf(lock);
    if (holder === process.pid) return () => rmSync(lock, { force: true });
    if (holder === undefined) {
      writeFileSync(`${lock}.${process.pid}`, String(process.pid));
      renameSync(`${lock}.${process.pid}`, lock);
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

function holderOf(lock) {
  try {
    const pid = Number(readFileSync(lock, 'utf8'));
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    return error.code === 'EPERM' ? -1 : undefined;
  }
}

/** Runs a command, showing that time passes; its words are shown only if it fails. */
function step(label, mend, command, args) {
  return new Promise((resolve, reject) => {
    const began = Date.now();
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    const words = [];
    child.stdout.on('data', (chunk) => words.push(chunk));
    child.stderr.on('data', (chunk) => words.push(chunk));
    const seconds = () => `${((Date.now() - began) / 1000).toFixed(0)} s`;
    console.error(`  … ${label}`);
    const clock = setInterval(() => console.error(`  … ${label} (${seconds()})`), 5000);
    child.on('error', (error) => finish(error.message));
    child.on('close', (code) => finish(code === 0 ? undefined : Buffer.concat(words).toString('utf8').trim()));
    function finish(failure) {
      clearInterval(clock);
      if (failure === undefined) {
        console.error(`  ✓ ${label} (${seconds()})`);
        resolve();
      } else {
        const tail = failure.split('\n').slice(-15).join('\n');
        reject(
          new Refusal(
            `${tail}\n${label} failed. Mend what it says (network? disk? rights of ${ROOT}?), then try: ${mend}`,
          ),
        );
      }
    }
  });
}

async function buildChanges() {
  const status = await new Promise((resolve, reject) => {
    const args = [join(ROOT, 'tools', 'build.mjs'), '--quiet'];
    // The figures go to stderr: a command's stdout may be piped into another program.
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 2, 2] });
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (status !== 0) throw new Refusal('The build failed: see the lines above.');
}

async function main() {
  checkNode();
  const [command, ...args] = process.argv.slice(2);
  if (!command || !/^[a-z][a-z0-9-]*$/.test(command))
    throw new Refusal('Usage: node tools/bootstrap.mjs <command> [arguments]');
  const script = join(ROOT, 'dist', 'tools', `${command}.js`);
  if (!(NEEDS_NO_BUILD.includes(command) && existsSync(script))) {
    await install();
    await buildChanges();
  }
  if (!existsSync(script)) throw new Refusal(`There is no command "${command}".`);
  process.argv = [process.argv[0], script, ...args];
  Module.runMain();
}

main().catch((error) => {
  const home = homedir();
  const text = error instanceof Error ? error.message : String(error);
  console.error(error instanceof Refusal ? text : `${text} (${ROOT.replace(home, '~')})`);
  process.exitCode = 1;
});
