/** Runs work of one key one after the other, of different keys side by side, `limit` at most. */
export class InOrder {
  private readonly last = new Map<string, Promise<void>>();
  private readonly waiting: (() => void)[] = [];
  private running = 0;

  constructor(private readonly limit: number) {}

  /** Resolves when the work has its place, not when it is done. `work` must not throw. */
  async start(key: string, work: () => Promise<void>): Promise<void> {
    while (this.running >= this.limit) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.running += 1;
    void this.queue(key, work).finally(() => {
      this.running -= 1;
      this.waiting.shift()?.();
    });
  }

  /** Resolves, or fails, with the work. */
  run<T>(key: string, work: () => Promise<T>): Promise<T> {
    let result: Promise<T> | undefined;
    return this.queue(key, async () => {
      result = work();
      await result.catch(() => undefined);
    }).then(() => result as Promise<T>);
  }

  async idle(): Promise<void> {
    while (this.last.size > 0) await Promise.all(this.last.values());
  }

  private queue(key: string, work: () => Promise<void>): Promise<void> {
    const mine = (this.last.get(key) ?? Promise.resolve()).then(work, work);
    this.last.set(key, mine);
    return mine.finally(() => {
      if (this.last.get(key) === mine) this.last.delete(key);
    });
  }
}
