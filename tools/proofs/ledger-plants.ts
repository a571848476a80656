import type { LedgerAnswer } from './ledger-witness';

type History = readonly LedgerAnswer[];
/** A history with one fault in it; null where there is nothing to plant it in. */
type Plant = (history: History) => History | null;

const isWrite = ({ kind }: LedgerAnswer): boolean => kind !== 'refused';
const middle = <T>(list: readonly T[]): T | undefined => list[Math.floor(list.length / 2)];
const writesOf = (history: History): History => history.filter(isWrite).sort((a, b) => a.version - b.version);
const except = (history: History, ...gone: readonly LedgerAnswer[]): History =>
  history.filter((answer) => !gone.includes(answer));

/** Everything that rests on `version` or a later one rests on one later. */
const later = (history: History, version: number): History =>
  history.map((answer) => (answer.version >= version ? { ...answer, version: answer.version + 1 } : answer));

/** A grant that nobody wrote, as the last word: only the table contradicts it. */
const inventedGrant: Plant = (history) => {
  const last = writesOf(history).at(-1);
  if (last === undefined) return null;
  const at = Math.max(...history.map(({ answered }) => answered)) + 1;
  const times = { asked: at, answered: at + 1 };
  return [...history, { ...last, ...times, kind: 'granted', holdId: 'invented', places: 1, version: last.version + 1 }];
};

const droppedWrite: Plant = (history) => {
  const one = middle(writesOf(history));
  return one === undefined ? null : except(history, one);
};

/** Two grants of the same size, of which one ended before the other began, have each other's versions. */
const swappedVersions: Plant = (history) => {
  const grants = writesOf(history).filter(({ kind }) => kind === 'granted');
  for (const a of grants) {
    const like = (b: LedgerAnswer): boolean => b.places === a.places && b.outOfSystem === a.outOfSystem;
    const b = grants.find((other) => like(other) && a.answered < other.asked);
    if (b === undefined) continue;
    return [...except(history, a, b), { ...a, version: b.version }, { ...b, version: a.version }];
  }
  return null;
};

/** A release that took effect twice, with a version for each. */
const duplicateEffect: Plant = (history) => {
  const one = middle(writesOf(history).filter(({ kind }) => kind === 'released'));
  if (one === undefined) return null;
  return [...later(history, one.version + 1), { ...one, version: one.version + 1 }];
};

/** Refused where there was room: just before the middle grant. */
const wrongRefusal: Plant = (history) => {
  const one = middle(writesOf(history).filter(({ kind }) => kind === 'granted'));
  if (one === undefined) return null;
  return [...history, { ...one, kind: 'refused', holdId: null, version: one.version - 1 }];
};

/** A refusal that was right once, given again when the ledger was long past it. */
const staleRead: Plant = (history) => {
  const refusal = history.find(({ kind, version }) => {
    return kind === 'refused' && history.some((answer) => isWrite(answer) && answer.version > version);
  });
  if (refusal === undefined) return null;
  const at = Math.max(...history.map(({ answered }) => answered)) + 1;
  return [...history, { ...refusal, asked: at, answered: at + 1 }];
};

/** Faults that a checker of histories must find, by name. */
export const PLANTS: Readonly<Record<string, Plant>> = {
  inventedGrant,
  droppedWrite,
  swappedVersions,
  duplicateEffect,
  wrongRefusal,
  staleRead,
};
