interface Missed {
  readonly purpose: string | null;
  readonly type: string | null;
  readonly areaId: string | null;
  readonly searches: number;
}

/** Most often first. Fewer searches than `namedFrom` for one area are put together without it. */
export function missedLines(found: readonly Missed[], namedFrom: number): readonly Missed[] {
  const lines = new Map<string, Missed>();
  for (const one of found) {
    const areaId = one.searches < namedFrom ? null : one.areaId;
    const key = JSON.stringify([one.purpose, one.type, areaId]);
    lines.set(key, { ...one, areaId, searches: one.searches + (lines.get(key)?.searches ?? 0) });
  }
  return [...lines].sort(([a, m], [b, n]) => n.searches - m.searches || (a < b ? -1 : 1)).map(([, line]) => line);
}
