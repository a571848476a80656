const STEP_MS = 20;

/** Waits until `look` gives something (not undefined, null or false); says what it waited for when it does not. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined | null | false> | T | undefined | null | false,
  withinMs = 10_000,
): Promise<T> {
  const until = Date.now() + withinMs;
  let problem: unknown;
  for (;;) {
    try {
      const found = await look();
      if (found !== undefined && found !== null && found !== false) return found;
      problem = undefined;
    } catch (error) {
      problem = error;
    }
    if (Date.now() > until) throw new Error(`Waited ${withinMs} ms in vain for: ${what}.`, { cause: problem });
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
}
