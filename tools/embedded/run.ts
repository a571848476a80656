import { type ChildProcess, spawn } from 'node:child_process';

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly uid?: number;
  readonly gid?: number;
  /** Milliseconds after which the command is ended by force. Default 120 000. */
  readonly timeoutMs?: number;
  /** Ends the command when it fires. */
  readonly signal?: AbortSignal;
}

export interface RunResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Commands under way: none of them outlives this process. */
const underWay = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of underWay) child.kill('SIGKILL');
});

/** Runs a command to its end. Never throws for a bad exit status; a missing command has status null. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const { timeoutMs = 120_000, ...rest } = options;
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...rest, stdio: ['ignore', 'pipe', 'pipe'] });
    underWay.add(child);
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    const clock = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    const finish = (status: number | null, more = ''): void => {
      clearTimeout(clock);
      underWay.delete(child);
      resolve({ status, stdout: text(out), stderr: text(err) + more });
    };
    child.on('error', (error) => finish(null, error.message));
    child.on('close', (status) => finish(status));
  });
}

const text = (chunks: readonly Buffer[]): string => Buffer.concat(chunks).toString('utf8');

/** As `run`, but a bad status is an error that carries the last line the command said. */
export async function runOrThrow(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const result = await run(command, args, options);
  if (result.status !== 0) {
    throw new Error(`${command} failed: ${lastLine(result.stderr) || lastLine(result.stdout) || 'no message'}`);
  }
  return result.stdout;
}

export const lastLine = (said: string): string => said.trim().split('\n').at(-1)?.trim() ?? '';

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks again until the answer is not undefined; after `timeoutMs` it gives undefined. */
export async function poll<T>(
  ask: () => T | undefined | Promise<T | undefined>,
  timeoutMs: number,
  everyMs = 50,
): Promise<T | undefined> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() >= deadline) return undefined;
    await sleep(everyMs);
  }
}
