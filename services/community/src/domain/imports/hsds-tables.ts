import spec from './hsds-tables.json';
import type { Entity } from './record';

interface TableRules {
  readonly table: string;
  readonly entity: Entity;
  readonly needs: readonly string[];
  readonly without: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
}

const TABLES = spec.tables as unknown as readonly TableRules[];

/** The HSDS table with these columns; null where it is none. */
export function hsdsTableOf(names: readonly string[]): string | null {
  const has = (name: string): boolean => names.includes(name);
  return TABLES.find(({ needs, without }) => needs.every(has) && !without.some(has))?.table ?? null;
}

/** Fields of the columns of a table; every other column of the specification is kept as an extra. */
export function hsdsColumns(table: string, names: readonly string[]): readonly (string | undefined)[] {
  const fields = TABLES.find((rules) => rules.table === table)?.fields ?? {};
  return names.map((name) => fields[name] ?? 'extra');
}

export function hsdsEntity(table: string): Entity {
  return TABLES.find((rules) => rules.table === table)?.entity ?? 'other';
}
