import { ApiProblem } from './api';

/**
 * Asks again and again until there is an answer. What travels between services by itself is waited for,
 * nobody pushes it. Rejects after `withinMs`, naming what did not come.
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined>,
  withinMs = 15_000,
  everyMs = 25,
): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > deadline) throw new Error(`Waited ${withinMs} ms in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

/** Nothing there yet: for asking again. */
export function ifMissing(error: unknown): undefined {
  if (error instanceof ApiProblem && error.status === 404) return undefined;
  throw error;
}
