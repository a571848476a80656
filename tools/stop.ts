import { join } from 'node:path';
import { holderOf } from './embedded/lock';
import { end, isAlive, signal } from './embedded/processes';
import { endLeftovers } from './embedded/roster';
import { poll } from './embedded/run';
import { dataFolder } from './paths';
import { fail, say, step } from './say';

const PATIENCE_MS = 15_000;

/** `npm stop`: ends the system of this checkout, and what a killed one left behind. */
async function main(): Promise<void> {
  const dataDir = dataFolder();
  const children = join(dataDir, 'children.json');
  const holder = holderOf(dataDir);
  if (!holder) {
    const left = await endLeftovers(children);
    say(left.length === 0 ? 'Nothing is running.' : `Ended what was left behind: ${left.join(', ')}.`);
    return;
  }
  await step('stopping', async () => {
    signal(holder.pid, 'SIGTERM');
    const gone = await poll(() => (isAlive(holder) ? undefined : true), PATIENCE_MS, 100);
    if (!gone) await end(holder, 'SIGKILL', 2_000);
    await endLeftovers(children);
  });
  say('Stopped.');
}

main().catch(fail);
