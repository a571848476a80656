import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Refusal } from '../say';
import { end, isAlive, markOf, signal, type ProcessMark } from './processes';
import { poll, sleep } from './run';

const READY_MS = 60_000;
const STOP_MS = 4_000;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;
/** Having lived this long, a process has not been failing at its start. */
const STEADY_MS = 30_000;
const LOG_BYTES = 10_000_000;

export interface ChildSpec {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly uid?: number;
  readonly gid?: number;
  /** Written by the child itself, so that it outlives us: a pipe would break with our end. */
  readonly logFile: string;
  readonly isReady: () => Promise<boolean>;
  readonly readyWithinMs?: number;
  readonly stopSignal?: 'SIGTERM' | 'SIGINT';
  /** Time to end by itself before SIGKILL, in milliseconds. */
  readonly stopWithinMs?: number;
  /** Cleans up what an earlier process of this kind left; runs before every start. */
  readonly beforeStart?: () => Promise<void>;
}

/** What has been started and what happened to it. */
export interface ChildEvents {
  /** Before the first process; may refuse by throwing. */
  readonly onStart?: (child: Child) => void;
  readonly onChange?: () => void;
  readonly onRestart?: (name: string, why: string) => void;
}

/**
 * One process of the system, in a process group of its own, so that a Ctrl-C in the terminal reaches
 * only us and we decide the order of ending. Ended by anyone else, it is started again after a pause
 * that doubles with every failure.
 */
export class Child {
  #mark: ProcessMark | undefined;
  #wanted = false;
  #pauseMs = FIRST_PAUSE_MS;

  constructor(
    readonly spec: ChildSpec,
    private readonly events: ChildEvents = {},
  ) {}

  get name(): string {
    return this.spec.name;
  }

  /** The process that runs now; undefined between two. */
  get mark(): ProcessMark | undefined {
    return this.#mark;
  }

  /** Starts it and waits until it is ready. Throws with the last lines of its log if it ends before. */
  async start(): Promise<void> {
    this.events.onStart?.(this);
    this.#wanted = true;
    try {
      await this.launch();
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Ends it for good: its signal, its time, then force. */
  async stop(): Promise<void> {
    this.#wanted = false;
    const mark = this.#mark;
    if (mark) await end(mark, this.spec.stopSignal ?? 'SIGTERM', this.spec.stopWithinMs ?? STOP_MS);
    this.#mark = undefined;
    this.events.onChange?.();
  }

  /** Orderly end and new start. */
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** As a crash: SIGKILL to the whole group. Resolves when it is dead; it comes back by itself. */
  async kill(): Promise<void> {
    const mark = this.#mark;
    if (mark) await end(mark, 'SIGKILL', 2_000);
  }

  /** SIGSTOP and SIGCONT make a pause of it. */
  signal(name: NodeJS.Signals): void {
    const mark = this.#mark;
    if (mark) signal(mark.pid, name);
  }

  /** Waits until it runs and is ready; throws after `withinMs`. */
  async untilReady(withinMs = READY_MS): Promise<void> {
    const ready = await poll(async () => {
      const mark = this.#mark;
      return mark && isAlive(mark) && (await this.spec.isReady()) ? true : undefined;
    }, withinMs);
    if (!ready) throw new Error(`${this.name} was not ready again within ${withinMs} ms.${this.lastWords()}`);
  }

  private async launch(): Promise<void> {
    await this.spec.beforeStart?.();
    // Stopped meanwhile: what is started after this line, `stop` can see.
    if (!this.#wanted) return;
    const began = performance.now();
    const exit = this.spawn();
    const mine = this.#mark;
    let gone = false;
    void exit.then(() => (gone = true));
    const first = await poll(async () => {
      if (gone) return 'gone';
      return (await this.spec.isReady()) ? 'ready' : undefined;
    }, this.spec.readyWithinMs ?? READY_MS);
    if (first === 'gone') throw new Refusal(`${this.name} ended while starting.${this.lastWords()}`);
    if (first === undefined) throw new Refusal(`${this.name} did not become ready.${this.lastWords()}`);
    void exit.then((why) => this.whenGone(mine, why, performance.now() - began));
  }

  /** Resolves with the reason when the process has ended. */
  private spawn(): Promise<string> {
    const { command, args, env, cwd, uid, gid, logFile } = this.spec;
    const log = openLog(logFile);
    const child = spawn(command, args, {
      detached: true,
      stdio: ['ignore', log, log],
      ...(env ? { env } : {}),
      ...(cwd ? { cwd } : {}),
      ...(uid === undefined ? {} : { uid }),
      ...(gid === undefined ? {} : { gid }),
    });
    closeSync(log);
    this.#mark = child.pid === undefined ? undefined : markOf(child.pid);
    this.events.onChange?.();
    return new Promise((resolve) => {
      child.on('error', (error) => resolve(error.message));
      child.on('exit', (status, name) => resolve(name ?? `status ${status ?? 'unknown'}`));
    });
  }

  /** The end of a process that was stopped, and perhaps followed by another since, is no crash. */
  private whenGone(mark: ProcessMark | undefined, why: string, livedMs: number): void {
    if (!this.#wanted || this.#mark !== mark) return;
    this.events.onRestart?.(this.name, why);
    if (livedMs > STEADY_MS) this.#pauseMs = FIRST_PAUSE_MS;
    void this.startAgain();
  }

  private async startAgain(): Promise<void> {
    while (this.#wanted) {
      await sleep(this.#pauseMs);
      this.#pauseMs = Math.min(this.#pauseMs * 2, LONGEST_PAUSE_MS);
      if (!this.#wanted) return;
      try {
        await this.launch();
        return;
      } catch (error) {
        this.events.onRestart?.(
          this.name,
          error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error),
        );
        const mark = this.#mark;
        if (mark) await end(mark, 'SIGKILL', 0);
      }
    }
  }

  /** The end of its log, for the one who has to mend it. */
  private lastWords(): string {
    const { logFile } = this.spec;
    const lines = tail(logFile, 5);
    return lines.length === 0 ? ` Its log: ${logFile}` : ` Its last words (${logFile}):\n    ${lines.join('\n    ')}`;
  }
}

function openLog(path: string): number {
  mkdirSync(dirname(path), { recursive: true });
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_BYTES) renameSync(path, `${path}.1`);
  return openSync(path, 'a', 0o640);
}

function tail(path: string, lines: number): readonly string[] {
  try {
    return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-lines).filter(Boolean);
  } catch {
    return [];
  }
}

/** True if the address answers with a good status within a second. */
export async function answers(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(1_000) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}
