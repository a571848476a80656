import type { RunningSystem } from '../running-system';
import { pause } from './proof';

/** Lets every life of a process count its transactions from when it is ready, and counts the lives. */
export class Arming {
  private readonly armed = new Set<number>();
  private running = true;
  private readonly loop: Promise<void>;

  constructor(
    private readonly system: RunningSystem,
    private readonly instance: string,
  ) {
    this.loop = this.watch();
  }

  /** The first life is armed. */
  async once(): Promise<void> {
    while (this.armed.size === 0) await pause(20);
  }

  /** How many lives ended. */
  async stop(): Promise<number> {
    this.running = false;
    await this.loop;
    return this.armed.size - 1;
  }

  private async watch(): Promise<void> {
    while (this.running) {
      const pid = this.system.pid(this.instance);
      if (pid !== undefined && !this.armed.has(pid)) await this.arm(pid);
      await pause(50);
    }
  }

  private async arm(pid: number): Promise<void> {
    try {
      await this.system.untilReady(this.instance, 60_000);
      if (this.system.pid(this.instance) !== pid) return;
      this.system.signal(this.instance, 'SIGUSR2');
      this.armed.add(pid);
    } catch {
      // It ended meanwhile: the next life is looked at.
    }
  }
}
