import { Child, type ChildEvents, type ChildSpec } from './children';
import { readJson, writeJson } from './files';
import { end, isAlive, signal, type ProcessMark } from './processes';

const NATS = 'nats-server';
const POSTGRES = 'postgresql';

interface Entry extends ProcessMark {
  readonly name: string;
  readonly stopSignal: NodeJS.Signals;
}

/**
 * All processes of one system, in one file beside its data, so that the next start can end what a
 * killed launcher left behind.
 */
export class Roster {
  readonly #children = new Map<string, Child>();
  #closed = false;

  constructor(
    private readonly file: string,
    private readonly onRestart: (name: string, why: string) => void,
  ) {
    process.once('exit', this.atExit);
  }

  /** Given to whoever makes a child; `enlist` then makes it one of ours. */
  readonly events: ChildEvents = {
    onChange: () => this.save(),
    onRestart: (name, why) => this.onRestart(name, why),
    onStart: (child) => this.enlist(child),
  };

  get(name: string): Child {
    const child = this.#children.get(name);
    if (!child) throw new Error(`There is no process "${name}" here: ${[...this.#children.keys()].join(', ')}`);
    return child;
  }

  has(name: string): boolean {
    return this.#children.has(name);
  }

  async start(spec: ChildSpec): Promise<Child> {
    const child = new Child(spec, this.events);
    await child.start();
    return child;
  }

  remove(name: string): void {
    this.#children.delete(name);
    this.save();
  }

  /** Services first, so that they can finish what they took on; then the bus, then the database. */
  async stopAll(): Promise<void> {
    this.#closed = true;
    const all = [...this.#children.values()];
    await Promise.all(all.filter(({ name }) => name !== NATS && name !== POSTGRES).map((child) => child.stop()));
    await this.#children.get(NATS)?.stop();
    await this.#children.get(POSTGRES)?.stop();
    process.removeListener('exit', this.atExit);
  }

  private enlist(child: Child): void {
    if (this.#closed) throw new Error('The system is being stopped.');
    this.#children.set(child.name, child);
  }

  private save(): void {
    const entries: Entry[] = [];
    for (const { name, mark, spec } of this.#children.values()) {
      if (mark) entries.push({ name, ...mark, stopSignal: spec.stopSignal ?? 'SIGTERM' });
    }
    try {
      writeJson(this.file, entries);
    } catch {
      // A full disk must not keep us from stopping what runs.
    }
  }

  /** The last net, when this process ends without `stopAll`. */
  private readonly atExit = (): void => {
    for (const { mark, spec } of this.#children.values()) {
      if (mark && isAlive(mark)) signal(mark.pid, spec.stopSignal ?? 'SIGTERM');
    }
  };
}

/** Ends the processes that an earlier launcher left behind. Returns their names. */
export async function endLeftovers(file: string): Promise<readonly string[]> {
  const left = (readJson<readonly Entry[]>(file) ?? []).filter(isAlive);
  const services = left.filter(({ name }) => name !== NATS && name !== POSTGRES);
  await Promise.all(services.map((entry) => end(entry, entry.stopSignal, 3_000)));
  for (const server of [NATS, POSTGRES]) {
    for (const entry of left) if (entry.name === server) await end(entry, entry.stopSignal, 3_000);
  }
  return left.map(({ name }) => name);
}
