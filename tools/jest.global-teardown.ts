import { rmSync } from 'node:fs';

/** Ends what the setup started. */
export default async function teardown(): Promise<void> {
  await (globalThis as { tsunagiTestServers?: { stop(): Promise<void> } }).tsunagiTestServers?.stop();
  const dir = process.env['TSUNAGI_TEST_DIR'];
  if (dir !== undefined) rmSync(dir, { recursive: true, force: true });
}
