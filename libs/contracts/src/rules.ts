import { codesOf, containsMyNumber, isCalendarDay } from '#libs/kernel';
import { IsIn, IsUUID, ValidateBy, ValidateIf, type ValidationOptions } from 'class-validator';

type ListName = Parameters<typeof codesOf>[0];

const rule = (name: string, mend: string, test: (value: unknown) => boolean, options?: ValidationOptions) =>
  ValidateBy({ name, validator: { validate: test, defaultMessage: () => mend } }, options);

/** An id that this system gave out. */
export const IsId = (options?: ValidationOptions): PropertyDecorator =>
  IsUUID(undefined, { message: 'UUID で指定してください', ...options });

/** A code of one of the code lists (libs/kernel). */
export const IsCodeOf = (list: ListName, options?: ValidationOptions): PropertyDecorator =>
  IsIn([...codesOf(list)], { message: `コード表 ${list} のコードで指定してください`, ...options });

/** A code that a municipality may add: lower-case letters, digits and `_`, at most 40. */
export const IsFreeCode = (options?: ValidationOptions): PropertyDecorator =>
  rule(
    'isFreeCode',
    '半角英小文字・数字・_ で 40 字以内で指定してください',
    (value) => typeof value === 'string' && /^[a-z][a-z0-9_-]{0,39}$/.test(value),
    options,
  );

/** A day that exists, `YYYY-MM-DD`. */
export const IsDay = (options?: ValidationOptions): PropertyDecorator =>
  rule(
    'isDay',
    '実在する日付を YYYY-MM-DD で指定してください',
    (value) => typeof value === 'string' && isCalendarDay(value),
    options,
  );

/** An instant with a zone, ISO 8601, on a day that exists, between the years 1900 and 2199. */
export const IsInstant = (options?: ValidationOptions): PropertyDecorator =>
  rule('isInstant', '時差付きの日時 (例 2026-11-20T09:00:00+09:00) で指定してください', isInstant, options);

/** A day or an instant; a day means its first moment in the municipality's zone. */
export const IsDayOrInstant = (options?: ValidationOptions): PropertyDecorator =>
  rule(
    'isDayOrInstant',
    '日付 YYYY-MM-DD または時差付きの日時で指定してください',
    (value) => (typeof value === 'string' && isCalendarDay(value)) || isInstant(value),
    options,
  );

/** A local clock time, `HH:MM`, `24:00` allowed. */
export const IsClockTime = (options?: ValidationOptions): PropertyDecorator =>
  rule(
    'isClockTime',
    '時刻を HH:MM (24:00 まで) で指定してください',
    (value) => typeof value === 'string' && /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/.test(value),
    options,
  );

/**
 * Text that a person wrote, 1 to `max` characters, without control characters.
 * Refused where it contains a 12-digit personal number (L19).
 */
export function IsText(max: number, options?: ValidationOptions): PropertyDecorator {
  const length = rule(
    `isText${max}`,
    `1〜${max} 字で入力してください(制御文字は使えません)`,
    (value) => typeof value === 'string' && value.trim() !== '' && value.length <= max && !hasControl(value),
    options,
  );
  const number = rule(
    'hasNoMyNumber',
    '12 桁の個人番号は登録できません。消して保存してください',
    (value) => typeof value !== 'string' || !containsMyNumber(value),
    options,
  );
  return (target, key) => {
    length(target, key);
    number(target, key);
  };
}

/** May be left out; where it is given, `null` means «known to be unknown». */
export const OrUnknown = (): PropertyDecorator => ValidateIf((_, value) => value !== null && value !== undefined);

/** May be left out. `null` is refused. */
export const MayBeLeftOut = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

function isInstant(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const match = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:\d{2})$/.exec(value);
  const year = Number(value.slice(0, 4));
  return (
    match !== null && isCalendarDay(match[1] ?? '') && year >= 1900 && year < 2200 && Number.isFinite(Date.parse(value))
  );
}

function hasControl(value: string): boolean {
  return [...value].some((char) => char < ' ' && char !== '\n' && char !== '\t' && char !== '\r');
}
