import { createHash } from 'node:crypto';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runOrThrow } from './run';

/** The version the project is tried with. */
const VERSION = '2.15.1';
const RELEASE = `https://github.com/nats-io/nats-server/releases/download/v${VERSION}`;
const FETCH_MS = 120_000;
const PLATFORMS: Readonly<Record<string, string>> = {
  'linux-x64': 'linux-amd64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-amd64',
  'darwin-arm64': 'darwin-arm64',
};

/**
 * Gets the program of the official release for this machine. The archive is opened only if its
 * checksum stands in the SHA256SUMS of the same release.
 */
export async function releasedNats(target: string): Promise<void> {
  const platform = PLATFORMS[`${process.platform}-${process.arch}`];
  if (platform === undefined) throw new Error(`official release: none for ${process.platform} ${process.arch}`);
  const name = `nats-server-v${VERSION}-${platform}`;
  const sums = (await download(`${RELEASE}/SHA256SUMS`)).toString('utf8');
  const archive = await download(`${RELEASE}/${name}.tar.gz`);
  verifyChecksum(sums, `${name}.tar.gz`, archive);
  const work = await mkdtemp(join(tmpdir(), 'tsunagi-nats-'));
  try {
    await writeFile(join(work, 'release.tar.gz'), archive);
    await runOrThrow('tar', ['-xzf', 'release.tar.gz'], { cwd: work });
    await copyFile(join(work, name, 'nats-server'), target);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Throws unless `sums` (lines of `<sha-256>  <file>`) holds exactly this content for `file`. */
export function verifyChecksum(sums: string, file: string, content: Buffer): void {
  const line = sums.split('\n').find((candidate) => candidate.trim().split(/\s+\*?/)[1] === file);
  if (line === undefined) throw new Error(`official release: SHA256SUMS does not name ${file}`);
  const expected = line.trim().split(/\s+/)[0]?.toLowerCase();
  const actual = createHash('sha256').update(content).digest('hex');
  if (actual !== expected) throw new Error(`official release: the checksum of ${file} is wrong, it was not opened`);
}

async function download(url: string): Promise<Buffer> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(FETCH_MS) });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    return Buffer.from(await answer.arrayBuffer());
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new Error(`official release: ${url} cannot be fetched (${cause})`, { cause: error });
  }
}
