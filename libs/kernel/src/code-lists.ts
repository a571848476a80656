import lists from './data/codelists.json';

type ListName = {
  [K in keyof typeof lists]: (typeof lists)[K] extends { items: unknown } ? K : never;
}[keyof typeof lists];

const LABELS: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  Object.entries(lists).flatMap(([name, list]) =>
    typeof list === 'object' ? [[name, new Map(list.items.map(({ code, ja }) => [code, ja]))] as const] : [],
  ),
);

/** Codes of a code list, in the order of the list. Municipalities may add to activities, roles and goals. */
export function codesOf(list: ListName): readonly string[] {
  return [...(LABELS.get(list)?.keys() ?? [])];
}

/** The word users read for a code; the code itself where a municipality added one without a label. */
export function labelOf(list: ListName, code: string): string {
  return LABELS.get(list)?.get(code) ?? code;
}

/** One line of a code list. `officialJa`: the wording of the national form, where the screen's differs. */
export interface CodeItem {
  readonly code: string;
  readonly ja: string;
  readonly officialJa?: string;
}

/** A list by a name that somebody gave; undefined where there is none. */
export function codeListNamed(name: string): readonly CodeItem[] | undefined {
  const list = Object.entries(lists).find(([known]) => known === name)?.[1];
  return typeof list === 'object' ? list.items : undefined;
}
