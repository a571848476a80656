import { areaOf, foldAddress, foldPhone } from '#libs/kernel';
import settings from './duplicate-settings.json';
import { birthReason } from './birth';
import { calledReasons, type Called } from './called';

export type Reason = keyof typeof settings.reasons;
export type Level = keyof typeof settings.levels;

/** What a person is recognised by. Compared in memory; found through blind indexes only. */
export interface Identity extends Called {
  readonly birthDate: string | null;
  readonly birthYear: number | null;
  readonly gender: string | null;
  readonly phone: string | null;
  readonly address: string | null;
}

/** Why two records may be of one person. A hint for a human who decides; nothing is merged by it (L17). */
export interface Likeness {
  readonly level: Level;
  readonly points: number;
  readonly reasons: readonly Reason[];
}

export const { mostCandidates: MOST_CANDIDATES, mostShown: MOST_SHOWN } = settings;

export const reasonJa = (reason: Reason): string => settings.reasons[reason].ja;

/** Null where too little speaks for it. `namesakes`: others in the register who bear this name. */
export function likeness(one: Identity, other: Identity, namesakes: number): Likeness | null {
  const called = calledReasons(one, other);
  const named = called.some((reason) => reason === 'name_same' || reason === 'kana_same');
  const reasons: readonly Reason[] = [
    ...called,
    ...(named && namesakes <= settings.rareName ? (['rare_name'] as const) : []),
    ...birthReason(one, other),
    ...whereReasons(one, other),
    ...(differ(one.gender, other.gender) ? (['gender_differs'] as const) : []),
  ];
  const points = reasons.reduce((sum, reason) => sum + settings.reasons[reason].points, 0);
  const level = levelOf(points);
  return level === null ? null : { level, points, reasons };
}

function levelOf(points: number): Level | null {
  if (points >= settings.levels.likely) return 'likely';
  return points >= settings.levels.possible ? 'possible' : null;
}

const differ = (one: string | null, other: string | null): boolean => one !== null && other !== null && one !== other;
const same = (one: string | null, other: string | null): boolean => one !== null && one === other;

function whereReasons(one: Identity, other: Identity): readonly Reason[] {
  const phone = same(foldPhone(one.phone), foldPhone(other.phone)) ? (['phone_same'] as const) : [];
  if (same(foldAddress(one.address), foldAddress(other.address))) return [...phone, 'address_same', 'area_same'];
  return same(areaOf(one.address), areaOf(other.address)) ? [...phone, 'area_same'] : phone;
}
