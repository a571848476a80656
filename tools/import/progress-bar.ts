import { note, rewrite } from '../say';

const WIDTH = 30;
const EVERY_MS = 5_000;

/** How far something is: a bar that stays in its line on a terminal, a line now and then elsewhere. */
export class ProgressBar {
  private lastLine = 0;
  private shown = false;

  /** `part`: 0 to 1. */
  show(part: number, words: string): void {
    const share = Math.min(1, Math.max(0, part));
    const filled = Math.round(share * WIDTH);
    const line = `[${'#'.repeat(filled)}${'-'.repeat(WIDTH - filled)}] ${Math.round(share * 100)}% ${words}`;
    this.shown = rewrite(line);
    if (this.shown || Date.now() - this.lastLine < EVERY_MS) return;
    this.lastLine = Date.now();
    note(line);
  }

  end(): void {
    if (this.shown) note('');
  }
}
