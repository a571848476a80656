/** By convention the status of a process that a signal ended: 128 and the signal's number. */
const ENDED_BY = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

let listens = false;

/**
 * Where nobody else listens to signals: a process that one ends takes its servers with it (they are told at its exit),
 * instead of leaving them.
 */
export function endWithSignals(): void {
  if (listens) return;
  listens = true;
  for (const [name, status] of Object.entries(ENDED_BY)) process.once(name, () => process.exit(status));
}
