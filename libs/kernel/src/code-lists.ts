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
