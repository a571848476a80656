import table from './families.json';
import type { Family } from './record';
import { plain } from './text';

interface FamilyRules {
  readonly family: Family;
  readonly ja: string;
  readonly marks: readonly string[];
  readonly types: readonly (readonly [RegExp, string])[];
  readonly otherwise: string | null;
}

interface Written extends Omit<FamilyRules, 'types'> {
  readonly types: readonly (readonly [string, string])[];
}

export const FAMILIES: readonly FamilyRules[] = (table.families as unknown as readonly Written[]).map((rules) => ({
  ...rules,
  types: rules.types.map(([words, code]) => [new RegExp(words, 'i'), code] as const),
}));

const HSDS = { hsds_json: 'HSDS 3.0（JSON）', hsds_csv: 'HSDS 3.0（CSV）' };
const BY_FAMILY = new Map(FAMILIES.map((rules) => [rules.family, rules]));

export function familyLabel(family: Family): string {
  return family === 'hsds_json' || family === 'hsds_csv' ? HSDS[family] : (BY_FAMILY.get(family)?.ja ?? family);
}

/** What kind of place it is, by the words of the list: the kind of service first, then the name. */
export function resourceTypeOf(family: Family, serviceKind: string | null, name: string | null): string | null {
  const rules = BY_FAMILY.get(family);
  if (!rules) return null;
  for (const words of [serviceKind, name]) {
    const found = words === null ? undefined : rules.types.find(([pattern]) => pattern.test(plain(words)));
    if (found) return found[1];
  }
  return rules.otherwise;
}
