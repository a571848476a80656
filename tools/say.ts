/** The only door to the terminal. Progress goes to stderr, results to stdout, so that a result can be piped. */
const NOTE_AFTER_MS = 1_000;
const NOTE_EVERY_MS = 5_000;

/** What the user can do something about: shown as one line, without a stack. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

// A closed terminal or a finished reader is no reason to fall over.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

/** A line of the result. */
export const say = (line = ''): void => {
  process.stdout.write(`${line}\n`);
};

/** A line about the way there. */
export const note = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** A line about the way there that takes the place of the one before; false where there is no terminal to do so. */
export const rewrite = (line: string): boolean => {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${line}`);
  return process.stderr.isTTY;
};

/** Something that works but should not stay so. */
export const warn = (line: string): void => note(`  ! ${line}`);

/**
 * Runs one step and shows it: silent for a second, then visible, then every five seconds with the
 * time, then the result with what `describe` makes of it and whether it is `good`. Failures are left to the caller.
 */
export async function step<T>(
  label: string,
  work: () => Promise<T>,
  describe?: (result: T) => string,
  good: (result: T) => boolean = () => true,
): Promise<T> {
  const began = performance.now();
  const seconds = (): string => `${((performance.now() - began) / 1000).toFixed(1)} s`;
  let clock = setTimeout(function repeat() {
    note(`  … ${label} (${seconds()})`);
    clock = setTimeout(repeat, NOTE_EVERY_MS);
  }, NOTE_AFTER_MS);
  try {
    const result = await work();
    const more = describe ? `: ${describe(result)}` : '';
    note(`  ${good(result) ? '✓' : '✗'} ${label}${more} (${seconds()})`);
    return result;
  } catch (error) {
    note(`  ✗ ${label} (${seconds()})`);
    throw error;
  } finally {
    clearTimeout(clock);
  }
}

const CAUSES: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full. Free some space, then start again.',
  EACCES: 'A file or folder may not be read or written. Check its owner and rights',
  EROFS: 'The file system is read-only. Set TSUNAGI_DATA_DIR to a folder that can be written',
  EMFILE: 'Too many open files. Raise the limit: ulimit -n 4096',
};

/** One line that says what is wrong and what mends it. */
export function explain(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  if (!(error instanceof Error)) return String(error);
  const { code, path } = error as NodeJS.ErrnoException;
  const cause = code === undefined ? undefined : CAUSES[code];
  if (cause === undefined) return error.message;
  return path === undefined ? cause : `${cause} (${path})`;
}

/** Ends the process with one clear line; with TSUNAGI_DEBUG also with the stack. */
export function fail(error: unknown): void {
  note(explain(error));
  if (process.env['TSUNAGI_DEBUG'] && error instanceof Error && error.stack) note(error.stack);
  process.exitCode = 1;
}
