import { labelOf } from '#libs/kernel';
import words from '../match-words.json';
import { type ExclusionCode } from '../eligibility';
import table from './change-table.json';

export type ChangeCode = keyof typeof table.changes;

/** Whose word the change needs. */
export type ChangeSide = 'person' | 'host' | 'consent' | 'municipality';

/** A weekly time that a change is about; `end`: the end that moves, null = the time as a whole. */
export interface Spot {
  readonly day: string;
  readonly from: string;
  readonly to: string;
  readonly end: 'before' | 'after' | null;
}

/** The smallest thing that would end one exclusion. Data only: people decide whether to ask for it. */
export interface Change {
  /** The broken rule. */
  readonly rule: ExclusionCode;
  readonly code: ChangeCode;
  readonly unit: string;
  /** In the change's unit. */
  readonly amount: number;
  readonly side: ChangeSide;
  /** Codes that are asked for: kinds of support or access, a purpose, a way of taking part, a language. */
  readonly what: readonly string[];
  readonly at: Spot | null;
  readonly ja: string;
}

interface Details {
  readonly amount?: number;
  readonly what?: readonly string[];
  readonly at?: Spot | null;
}

export const HALF_HOURS_AT_MOST = table.halfHoursAtMost;
const MINUTES_PER_STEP = 30;

const LISTS: Partial<Record<ChangeCode, Parameters<typeof labelOf>[0]>> = {
  add_purpose: 'purposes',
  ask_accessibility: 'accessibility',
  ask_support: 'supportCapabilities',
};

function labelsOf(code: ChangeCode, what: readonly string[]): string {
  const list = LISTS[code];
  const modes: Readonly<Record<string, string>> = words.modes;
  return what.map((each) => (list === undefined ? (modes[each] ?? each) : labelOf(list, each))).join('、');
}

function spotJa(at: Spot | null): string {
  if (at === null) return '';
  const days: Readonly<Record<string, string>> = words.days;
  return `${days[at.day] ?? at.day} ${at.from}〜${at.to}`;
}

export function change(rule: ExclusionCode, code: ChangeCode, { amount = 1, what = [], at = null }: Details): Change {
  const { unit, side } = table.changes[code];
  const ja = words.changes[code]
    .replace('{amount}', String(amount))
    .replace('{minutes}', String(amount * MINUTES_PER_STEP))
    .replace('{list}', labelsOf(code, what))
    .replace('{at}', spotJa(at));
  return { rule, code, unit, amount, side: side as ChangeSide, what, at, ja };
}
