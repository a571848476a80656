import { judgeOne, type Pair } from '../../services/matching/src/domain/judge';
import { apply } from '../../services/matching/src/domain/why-not/apply';
import { type Change, HALF_HOURS_AT_MOST } from '../../services/matching/src/domain/why-not/change';
import { changesOf, type Reason, whyNot } from '../../services/matching/src/domain/why-not/why-not';

export type Explain = typeof whyNot;

/** What was tried on one pair. */
export interface Checked {
  readonly codes: readonly string[];
  /** The changes that were shown to be needed, enough and smallest. */
  readonly verified: readonly Change[];
  readonly faults: readonly string[];
}

const applied = (pair: Pair, changes: readonly Change[]): Pair => changes.reduce(apply, pair);
const codesAfter = (pair: Pair, changes: readonly Change[]): readonly string[] =>
  judgeOne(applied(pair, changes)).codes;
const named = ({ rule, code, amount }: Change): string => `${rule} ${code} ${amount}`;

/** Every smaller change in the same unit. */
function smaller(pair: Pair, change: Change): readonly Change[] {
  if (change.code === 'widen_window') return widenings(pair.need.windows, change, change.amount - 1);
  if (change.code === 'widen_session') return widenings(pair.menu.sessions, change, change.amount - 1);
  if (change.what.length > 1) {
    return change.what.map((left) => ({ ...change, what: change.what.filter((code) => code !== left) }));
  }
  return [...new Set([change.amount - 1, Math.floor(change.amount / 2), 1])]
    .filter((amount) => amount > 0 && amount < change.amount)
    .map((amount) => ({ ...change, amount }));
}

function widenings(times: Pair['need']['windows'], change: Change, most: number): readonly Change[] {
  return (times ?? []).flatMap(({ day, from, to }) =>
    (['before', 'after'] as const).flatMap((end) =>
      Array.from({ length: most }, (_, index) => ({ ...change, amount: index + 1, at: { day, from, to, end } })),
    ),
  );
}

/** Where another time is named, no half hours may have been enough. */
function overlooked(pair: Pair, change: Change): readonly Change[] {
  if (change.rule !== 'SCHEDULE_NO_OVERLAP' || change.unit !== 'session') return [];
  return [
    ...widenings(pair.need.windows, { ...change, code: 'widen_window' }, HALF_HOURS_AT_MOST),
    ...widenings(pair.menu.sessions, { ...change, code: 'widen_session' }, HALF_HOURS_AT_MOST),
  ];
}

/** Faults of one named change among `all`, which together leave only `stuck`. */
function faultsOf(pair: Pair, change: Change, all: readonly Change[], stuck: ReadonlySet<string>): readonly string[] {
  const others = all.filter((each) => each !== change);
  const faults: string[] = [];
  if (!codesAfter(pair, others).includes(change.rule)) faults.push(`${named(change)} is not needed`);
  for (const less of [...smaller(pair, change), ...overlooked(pair, change)]) {
    if (codesAfter(pair, [...others, less]).every((code) => stuck.has(code))) {
      faults.push(`${named(change)}, but ${less.code} ${less.amount} is enough`);
    }
  }
  return faults;
}

/** Faults of the other ways that a reason names beside the first: each has to be enough in its place, and nothing less. */
function faultsOfOtherWays(pair: Pair, { changes }: Reason, all: readonly Change[], stuck: ReadonlySet<string>) {
  const [first, ...rest] = changes;
  const others = all.filter((each) => each !== first);
  const isEnough = (change: Change): boolean => codesAfter(pair, [...others, change]).every((code) => stuck.has(code));
  return rest.flatMap((other) => [
    ...(isEnough(other) ? [] : [`${named(other)} is not enough`]),
    ...smaller(pair, other)
      .filter(isEnough)
      .map((less) => `${named(other)}, but ${less.amount} is enough`),
  ]);
}

function hidden(pair: Pair, reasons: readonly Reason[]): Checked {
  const [only] = reasons;
  const says =
    reasons.length !== 1 || only?.seen !== null || only.changes.length > 0 || only.code !== 'SAFETY_CONFLICT';
  return { codes: ['SAFETY_CONFLICT'], verified: [], faults: says ? [`${pair.menu.menuId} tells of safety`] : [] };
}

/** Nobody is talked out of what they avoid, and no number tells how far a confidential address is. */
function indiscretions({ menu }: Pair, reasons: readonly Reason[]): readonly string[] {
  return reasons.flatMap(({ code, seen, changes }) => {
    const pushes = code === 'PERSON_CONSTRAINT_CONFLICT' && changes.length > 0;
    const measures = seen?.unit === 'metre' || changes.some(({ unit }) => unit === 'metre');
    const tells = menu.addressConfidential === true && (measures || code === 'DISTANCE_EXCEEDED');
    return pushes || tells ? [`${code} says too much`] : [];
  });
}

/** Tries everything that is named for one pair. A place under review is tried again as it is after the talk with its host. */
export function check(pair: Pair, explain: Explain = whyNot): Checked {
  const { codes } = judgeOne(pair);
  const reasons = explain(pair, codes);
  if (codes.includes('SAFETY_CONFLICT')) return hidden(pair, reasons);
  const all = changesOf(reasons);
  const stuck = new Set<string>(
    reasons.filter(({ changes, through }) => changes.length === 0 && through === null).map(({ code }) => code),
  );
  const faults: string[] = [...indiscretions(pair, reasons)];
  if (reasons.map(({ code }) => code).join(' ') !== codes.join(' ')) faults.push(`reasons for ${codes.join(' ')}`);
  const after = codesAfter(pair, all);
  if (codes.includes('EXCLUSION_NEEDS_REVIEW')) return afterTalk(pair, { codes, all, after, faults }, explain);
  const left = after.filter((code) => !stuck.has(code));
  if (left.length > 0) faults.push(`${all.map(named).join(', ')} leave ${left.join(' ')}`);
  faults.push(...all.flatMap((change) => faultsOf(pair, change, all, stuck)));
  faults.push(...reasons.flatMap((reason) => faultsOfOtherWays(pair, reason, all, stuck)));
  return { codes, verified: faults.length === 0 ? all : [], faults };
}

function afterTalk(
  pair: Pair,
  {
    codes,
    all,
    after,
    faults,
  }: { codes: readonly string[]; all: readonly Change[]; after: readonly string[]; faults: string[] },
  explain: Explain,
): Checked {
  const dialogue = all.find(({ code }) => code === 'dialogue_with_host');
  if (dialogue === undefined || after.includes('EXCLUSION_NEEDS_REVIEW')) faults.push('no talk with the host');
  const rest = check(applied(pair, all), explain);
  return {
    codes: [...codes, ...rest.codes],
    verified: [...(faults.length === 0 ? all : []), ...rest.verified],
    faults: [...faults, ...rest.faults],
  };
}
