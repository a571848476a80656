import { AppError, conflict, type FieldProblem } from '#libs/kernel';
import NEVER from './never-scored.json';
import { DEFAULT_SETTINGS, type Limits, type Settings, type SettingsValues, type WeightName } from './settings';

/** What may never be scored, with the words that mean it (matching.md 3.3). */
export const NEVER_SCORED: readonly { readonly code: string; readonly ja: string; readonly source: string }[] = NEVER;

export interface SettingsChange extends Partial<Limits> {
  readonly validFrom: string;
  readonly weights?: readonly { readonly code: string; readonly points: number }[];
}

const WEIGHTS: ReadonlySet<string> = new Set(Object.keys(DEFAULT_SETTINGS.weights));
const isWeight = (code: string): code is WeightName => WEIGHTS.has(code);
const LIMITS = [
  'capacityFreshnessDaysFixed',
  'hostAssessmentMaxAgeDays',
  'guardianAge',
  'openConfirmDays',
  'accessReferenceMeters',
] as const;

/** The complete values of a new version: what is given, over what is valid on its first day. */
export function changedSettings(before: Settings, change: SettingsChange, today: string): SettingsValues {
  refuseNeverScored(change);
  refuseUnknown(change);
  if (change.validFrom < today) {
    throw conflict('matching-settings.day-passed', 'Settings hold from today or a later day: what was, stays.');
  }
  const given = Object.fromEntries((change.weights ?? []).map(({ code, points }) => [code, points]));
  const limits = Object.fromEntries(LIMITS.map((name) => [name, change[name] ?? before[name]]));
  return { ...(limits as unknown as Limits), weights: { ...before.weights, ...given } };
}

/** Latin letters, digits and Japanese letters only, so that `public_assistance` and `publicAssistance` are one word. */
const plain = (code: string): string =>
  code
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9\p{L}]/gu, '');

function refuseNeverScored({ weights = [] }: SettingsChange): void {
  const problems = weights.flatMap(({ code }, index): FieldProblem[] => {
    const word = plain(code);
    const forbidden = NEVER.find(({ names }) => names.some((name) => word.includes(name)));
    if (!forbidden) return [];
    const mend = `${forbidden.ja}は点数に使えません(${forbidden.source})。取り除いてください`;
    return [{ field: `weights.${index}.code`, rule: 'neverScored', mend }];
  });
  if (problems.length > 0) {
    throw new AppError('invalid', 'matching-settings.never-scored', 'This may never be scored.', problems, 422);
  }
}

function refuseUnknown({ weights = [] }: SettingsChange): void {
  const problems = weights.flatMap(({ code }, index): FieldProblem[] => {
    const field = `weights.${index}.code`;
    if (!isWeight(code)) return [{ field, rule: 'isWeight', mend: `使える項目: ${[...WEIGHTS].join(', ')}` }];
    const twice = weights.findIndex((other) => other.code === code) !== index;
    return twice ? [{ field, rule: 'isUnique', mend: '同じ項目は一度だけ指定してください' }] : [];
  });
  if (problems.length > 0) throw new AppError('invalid', 'fields.invalid', 'Some fields are wrong.', problems);
}
