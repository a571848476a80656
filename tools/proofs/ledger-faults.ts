import type { RunningSystem } from '../running-system';
import { pause } from './proof';

/** Kills and pauses instances in turn until it is told to stop; the others go on meanwhile. */
export class InstanceFaults {
  kills = 0;
  pauses = 0;
  private running = true;
  private readonly loop: Promise<void>;

  constructor(
    private readonly system: RunningSystem,
    private readonly instances: readonly string[],
    private readonly random: () => number,
    private readonly everyMs: number,
  ) {
    this.loop = this.run();
  }

  /** Resolves when all instances run again. */
  async stop(): Promise<void> {
    this.running = false;
    await this.loop;
    await Promise.all(this.instances.map((name) => this.system.untilReady(name)));
  }

  private async run(): Promise<void> {
    while (this.running) {
      await pause(this.everyMs);
      const name = this.instances[Math.floor(this.random() * this.instances.length)];
      if (!this.running || name === undefined) return;
      if (this.random() < 0.5) await this.kill(name);
      else await this.standStill(name);
    }
  }

  /** As a crash, with whatever it was about to write. It is started again. */
  private async kill(name: string): Promise<void> {
    this.kills += 1;
    await this.system.kill(name);
    await this.system.untilReady(name);
  }

  /** Longer than a database lock is waited for: others meet locks of somebody who does not move. */
  private async standStill(name: string): Promise<void> {
    this.pauses += 1;
    this.system.signal(name, 'SIGSTOP');
    await pause(300 + this.random() * 2_500);
    this.system.signal(name, 'SIGCONT');
  }
}
