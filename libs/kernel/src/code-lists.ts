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
export const codeListNamed = (name: string): readonly CodeItem[] | undefined => listNamed(name)?.items;

/** The law, rule or machine for which a list stays as it is; undefined where a municipality may add to it. */
export const codeListFixedBy = (name: string): string | undefined => listNamed(name)?.fixedBy;

function listNamed(name: string): { readonly items: readonly CodeItem[]; readonly fixedBy?: string } | undefined {
  const list = Object.entries(lists).find(([known]) => known === name)?.[1];
  return typeof list === 'object' ? list : undefined;
}
