const POLL_MS = 1_000;

/**
 * Takes turns until it is stopped: one a second, at once after a nudge, and at once where a turn says that more
 * waits. The poll is the truth, the nudge only makes it fast. A turn that fails is told and tried again.
 */
export class PolledLoop {
  private running: Promise<void> | undefined;
  private stopping = false;
  private nudged = false;
  private wake: () => void = () => undefined;

  constructor(
    /** True where more waits. */
    private readonly turn: () => Promise<boolean>,
    private readonly onError: (error: unknown) => void,
  ) {}

  start(): void {
    this.running = this.run();
  }

  nudge(): void {
    this.nudged = true;
    this.wake();
  }

  /** Resolves when the turn that runs is over. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.wake();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      this.nudged = false;
      const more = await this.turn().catch((error: unknown) => {
        this.onError(error);
        return false;
      });
      if (!more && !this.nudged && !this.stopping) await this.rest();
    }
  }

  private rest(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, POLL_MS);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
