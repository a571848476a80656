/** One answer of the ledger, with the times at which it was asked and answered (milliseconds, one clock). */
export interface LedgerAnswer {
  readonly menuId: string;
  readonly kind: 'granted' | 'refused' | 'released';
  /** Version that the answer rests on: after the change for grants and releases, unchanged for a refusal. */
  readonly version: number;
  readonly asked: number;
  readonly answered: number;
}

export interface Opening {
  readonly version: number;
  readonly free: number;
}

/**
 * Checks the answers of one menu against the only order that their versions allow: changes must have
 * versions without gap or repetition and never go below zero free places; a refusal must be true at its
 * version; and what ended before another began must not stand after it. O(n log n). Gives what is wrong.
 */
export function witness(opening: Opening, answers: readonly LedgerAnswer[]): readonly string[] {
  const place = ({ kind, version }: LedgerAnswer): number => (kind === 'refused' ? version + 0.5 : version);
  const ordered = [...answers].sort((a, b) => place(a) - place(b));
  const problems: string[] = [];
  let { version, free } = opening;
  for (const answer of ordered) {
    if (answer.kind === 'refused') {
      if (answer.version === version && free > 0) problems.push(`refused at version ${version} with ${free} free`);
      continue;
    }
    if (answer.version !== version + 1) problems.push(`version ${answer.version} follows ${version}`);
    version = answer.version;
    free += answer.kind === 'granted' ? -1 : 1;
    if (free < 0) problems.push(`${-free} too many at version ${version}`);
  }
  return [...problems, ...outOfTime(ordered, place)];
}

/** Swept from the last to the first: nothing may have ended before the earliest begin of what precedes it… */
function outOfTime(ordered: readonly LedgerAnswer[], place: (answer: LedgerAnswer) => number): readonly string[] {
  let latestAsk = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < ordered.length; index += 1) {
    const answer = ordered[index];
    if (!answer) continue;
    if (answer.answered < latestAsk)
      return [`an answer at ${place(answer)} ended before one that precedes it was asked`];
    latestAsk = Math.max(latestAsk, answer.asked);
  }
  return [];
}
