import { chownSync, existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Client } from 'pg';
import { ensureFolder, isReachableByOthers } from '../paths';
import { Refusal } from '../say';
import { Child, type ChildEvents } from './children';
import { freePort } from './ports';
import { findPostgres, type PostgresBinary } from './postgres-binary';
import { settleLeftovers } from './postgres-leftovers';
import { lastLine, run } from './run';

/** The superuser of the embedded server. */
const ADMIN = 'postgres';

export interface PostgresOptions {
  /** The data folder; made on the first start. */
  readonly dir: string;
  /** Where root's copy of the programs goes if nobody else can enter the checkout. */
  readonly serversDir: string;
  /** Password of the superuser; must stay the same for a data folder. */
  readonly password: string;
  readonly logFile: string;
  /** Kept if it is free, else another. */
  readonly port?: number;
  /** false: a power cut may take everything; a killed process still loses nothing. For tests only. Default true. */
  readonly durable?: boolean;
  /** Memory for pages of tables, as PostgreSQL writes it. Default 128MB. */
  readonly sharedBuffers?: string;
}

export interface RunningPostgres {
  readonly port: number;
  /** Superuser, database `postgres`. */
  readonly adminUrl: string;
  readonly version: string;
  readonly child: Child;
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL on the loopback address and waits until it answers. A server that an earlier run
 * left behind on this data folder is ended first; after a crash the server repairs itself.
 */
export async function startPostgres(options: PostgresOptions, events: ChildEvents = {}): Promise<RunningPostgres> {
  const binary = await findPostgres(options.serversDir);
  const dir = realFolder(options.dir);
  await prepareFolder({ ...options, dir }, binary);
  const port = await freePort(options.port);
  const adminUrl = `postgres://${ADMIN}:${encodeURIComponent(options.password)}@127.0.0.1:${port}/postgres`;
  const child = new Child(
    {
      name: 'postgresql',
      command: join(binary.home, 'bin', 'postgres'),
      args: ['-D', dir, ...settings(port, options)],
      env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
      cwd: '/',
      ...binary.user,
      logFile: options.logFile,
      beforeStart: () => settleLeftovers(dir),
      isReady: () => answersQueries(adminUrl),
      // Fast shutdown: open transactions are rolled back, nobody is waited for.
      stopSignal: 'SIGINT',
      stopWithinMs: 2_500,
    },
    events,
  );
  await child.start();
  const version = binary.version.split('.').slice(0, 2).join('.');
  return { port, adminUrl, version, child, stop: () => child.stop() };
}

/** The path that another user and the list of processes see; the folder itself need not be there yet. */
const realFolder = (dir: string): string => join(realpathSync(ensureFolder(dirname(dir))), basename(dir));

async function prepareFolder(options: PostgresOptions, binary: PostgresBinary): Promise<void> {
  const { dir } = options;
  if (binary.user && !isReachableByOthers(dirname(dir))) {
    throw new Refusal(
      `PostgreSQL must run as another user than root and cannot reach ${dirname(dir)}: set TSUNAGI_DATA_DIR to a folder below /var/lib.`,
    );
  }
  if (!existsSync(join(dir, 'PG_VERSION'))) return initialise(options, binary);
  const kept = readFileSync(join(dir, 'PG_VERSION'), 'utf8').trim();
  const wanted = binary.version.split('.')[0];
  if (kept !== wanted) {
    throw new Refusal(
      `${dir} holds data of PostgreSQL ${kept}, this is ${wanted}: move the folder away or upgrade it with pg_upgrade.`,
    );
  }
}

/** Makes the data folder beside its place and moves it there when it is whole, so that a kill leaves nothing half. */
async function initialise({ dir, password }: PostgresOptions, binary: PostgresBinary): Promise<void> {
  const draft = `${dir}.new`;
  const passwordFile = `${dir}.password`;
  rmSync(draft, { recursive: true, force: true });
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (binary.user) for (const path of [draft, passwordFile]) chownSync(path, binary.user.uid, binary.user.gid);
  try {
    const made = await run(
      join(binary.home, 'bin', 'initdb'),
      [
        `--pgdata=${draft}`,
        `--username=${ADMIN}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        ...localeFlags(),
      ],
      { ...binary.user, cwd: '/', env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' } },
    );
    if (made.status !== 0) throw new Error(`PostgreSQL could not make its data folder: ${initdbReason(made.stderr)}`);
    await rename(draft, dir);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

const initdbReason = (said: string): string =>
  /No space left on device/.test(said)
    ? 'the disk is full. Free some space, then start again.'
    : (/^initdb: error: (.*)$/m.exec(said)?.[1] ?? lastLine(said));

/** UTF-8 by name: under LC_ALL=C the default is SQL_ASCII, where trigram search finds no Japanese. */
const localeFlags = (): readonly string[] =>
  process.platform === 'darwin'
    ? ['--encoding=UTF8', '--locale=en_US.UTF-8', '--lc-collate=C', '--lc-messages=C']
    : ['--encoding=UTF8', '--locale=C.UTF-8', '--lc-messages=C'];

function settings(port: number, { durable = true, sharedBuffers = '128MB' }: PostgresOptions): readonly string[] {
  const kept = durable ? 'on' : 'off';
  return Object.entries({
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port: String(port),
    max_connections: '200',
    shared_buffers: sharedBuffers,
    fsync: kept,
    synchronous_commit: 'on',
    full_page_writes: kept,
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] %d ',
    // Statements and details would carry what people told us into a log file.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function answersQueries(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
