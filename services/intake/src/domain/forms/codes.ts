import { codeListFixedBy, type CodeItem, codeListNamed, type FieldProblem, invalid } from '#libs/kernel';

/** What a municipality says about a code: its word on the screen, and whether it is still offered. */
export interface CodeEntry extends CodeItem {
  /** False: not to be chosen any more. What was recorded with it stays as it is. */
  readonly offered: boolean;
}

/** A municipality's words and codes of a list, from a day on. */
export interface CodeEdition {
  /** Order of entering. */
  readonly number: string;
  readonly validFrom: string;
  readonly entries: readonly CodeEntry[];
}

/** Editions that count on a day, in the order in which they count: a later day, or later entered, comes last. */
export function inForceOn<E extends { readonly number: string; readonly validFrom: string }>(
  editions: readonly E[],
  day: string,
): readonly E[] {
  return editions
    .filter(({ validFrom }) => validFrom <= day)
    .toSorted((a, b) => a.validFrom.localeCompare(b.validFrom) || Number(a.number) - Number(b.number));
}

/**
 * A list as it reads on a day: the product's codes with the municipality's words, then the codes it added.
 * Undefined where neither the product nor the municipality has such a list by then.
 */
export function codesOn(list: string, editions: readonly CodeEdition[], day: string): readonly CodeEntry[] | undefined {
  const base = codeListNamed(list);
  const counting = inForceOn(editions, day);
  if (base === undefined && counting.length === 0) return undefined;
  const codes = new Map<string, CodeEntry>((base ?? []).map((item) => [item.code, entryOf(item)]));
  for (const { entries } of counting)
    for (const entry of entries) codes.set(entry.code, { ...codes.get(entry.code), ...entry });
  return [...codes.values()];
}

const entryOf = ({ code, ja, officialJa }: CodeItem): CodeEntry => ({
  ...{ code, ja, offered: true },
  ...(officialJa !== undefined && { officialJa }),
});

/** What counted on a day that is over never changes: an edition begins tomorrow at the earliest. */
export function refuseBeginningInPast(validFrom: string, today: string): void {
  if (validFrom > today) return;
  throw invalid('edition.valid-from-past', 'What has counted already cannot be changed.', [
    { field: 'validFrom', rule: 'inFuture', mend: '明日以降の日付を指定してください' },
  ]);
}

/** Lists by their names; undefined for a name that is none's. */
export type CodeLists = ReadonlyMap<string, readonly CodeEntry[] | undefined>;

/**
 * What is chosen now is offered now: 400 `fields.invalid`, as where a field is wrong in any other way. What was
 * recorded before stays as it is.
 */
export function refuseUnoffered(
  named: readonly { readonly field: string; readonly list: string; readonly code: string }[],
  lists: CodeLists,
): void {
  const problems = named.flatMap(({ field, list, code }): FieldProblem[] => {
    const entry = lists.get(list)?.find((one) => one.code === code);
    if (entry?.offered === true) return [];
    if (entry === undefined) return [{ field, rule: 'isIn', mend: `コード表 ${list} のコードで指定してください` }];
    const mend = `「${entry.ja}」は今は選べません。コード表 ${list} から選び直してください`;
    return [{ field, rule: 'offered', mend }];
  });
  if (problems.length > 0) throw invalid('fields.invalid', 'Some codes cannot be chosen.', problems);
}

/**
 * A list on which a law, a rule or a machine rests gets other words, and no code more or less.
 * 400 `code-list.fixed`.
 */
export function refuseChangeOfFixed(list: string, entries: readonly CodeEntry[]): void {
  const why = codeListFixedBy(list);
  if (why === undefined) return;
  const base = new Set((codeListNamed(list) ?? []).map(({ code }) => code));
  const problems = entries.flatMap(({ code, offered }, index): FieldProblem[] => [
    ...(base.has(code)
      ? []
      : [
          { field: `entries.${index}.code`, rule: 'fixed', mend: `コードは追加できません(${why})。言葉は変えられます` },
        ]),
    ...(offered
      ? []
      : [{ field: `entries.${index}.offered`, rule: 'fixed', mend: `使わないことにはできません(${why})` }]),
  ]);
  if (problems.length > 0) throw invalid('code-list.fixed', `Nobody changes the codes of ${list}.`, problems);
}

export function refuseTwice(entries: readonly CodeItem[]): void {
  if (new Set(entries.map(({ code }) => code)).size === entries.length) return;
  throw invalid('code-list.code-twice', 'A code is named twice.', [
    { field: 'entries', rule: 'unique', mend: '同じコードを二度指定しないでください' },
  ]);
}
