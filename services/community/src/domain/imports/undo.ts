import { takenBack } from './differences';

type Values = Readonly<Record<string, unknown>>;

interface Changed {
  readonly before: Values;
  readonly after: Values;
}

interface Today {
  readonly state: string;
  readonly version: number;
  readonly today: Values;
}

/** What taking one change back does. */
export interface Undoing {
  readonly changes: Values;
  /** Fields that somebody changed since: theirs stays. */
  readonly kept: readonly string[];
  /** Where the resource was asked about because the list had fallen silent, and nobody has touched it since. */
  readonly event: 'takeBackGone' | 'takeBackGonePublic' | null;
}

/** An import changed fields, or moved the state; never both. */
export function undoingOf({ before, after }: Changed, { state, version, today }: Today): Undoing {
  if (!('state' in after)) return { ...takenBack(before, after, today), event: null };
  const untouched = state === after['state'] && version === after['version'];
  const event = before['state'] === 'ACTIVE_PUBLIC' ? 'takeBackGonePublic' : 'takeBackGone';
  return { changes: {}, kept: untouched ? [] : ['state'], event: untouched ? event : null };
}
