import settings from './feed-settings.json';

/** Where a field of a report stood in what was sent. */
export interface Place {
  /** Which of the report's rows, from 0. */
  readonly index: number;
  /** As the sender calls it. */
  readonly field: string;
  readonly value: string | null;
}

/** A report as it was given: by one row, or by one row per session. */
export interface GivenReport {
  /** Line or place in the list, from 1. */
  readonly rows: readonly number[];
  /** In the shape of a report; which of it is right has not been looked at. */
  readonly given: unknown;
  readonly whereIs: (path: string) => Place;
}

/** A value as it is shown back to whoever sent it; null for what is no single value. */
export function shown(value: unknown): string | null {
  const single = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return single && value !== '' ? String(value).slice(0, settings.shownChars) : null;
}

/** One row, one report: a JSON object. */
export function givenObject(row: number, given: unknown): GivenReport {
  const whereIs = (path: string): Place => ({ index: 0, field: path, value: shown(valueAt(given, path)) });
  return { rows: [row], given, whereIs };
}

function valueAt(given: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (at, key) =>
        typeof at === 'object' && at !== null && Object.hasOwn(at, key)
          ? (at as Record<string, unknown>)[key]
          : undefined,
      given,
    );
}
