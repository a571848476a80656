import data from './kinds.json';

export type Hours = 'morning' | 'day' | 'evening' | 'weekend' | 'always';
export type SchemeName = keyof typeof data.schemes;

/** What is typical of one type of place. Shares are parts of one. */
export interface Kind {
  /** Code list resourceTypes. */
  readonly type: string;
  readonly weight: number;
  readonly purposes: readonly string[];
  readonly also: readonly string[];
  readonly activities: readonly string[];
  readonly roles: readonly string[];
  readonly modes: readonly string[];
  readonly group: readonly [number, number];
  /** Open places, where nobody counts. */
  readonly open: number;
  readonly named: number;
  readonly hours: Hours;
  readonly ages: readonly [number | null, number | null];
  /** How many of them keep to these ages. */
  readonly limited: number;
  readonly peers: readonly [number, number];
  readonly companions: number;
  readonly support: readonly string[];
  readonly demands: readonly string[];
  readonly fees: readonly number[];
  readonly scheme: SchemeName | null;
  readonly schemeShare?: number;
  readonly confidential?: number;
  /** For women only, with good reason. */
  readonly women?: number;
  /** Takes families as one place. */
  readonly family?: number;
  readonly quiet?: number;
  /** Asks for readiness. */
  readonly ready?: number;
  readonly next?: readonly string[];
  /** Says school grades or 年度 where others say ages. */
  readonly school?: number;
  readonly remote?: boolean;
}

export const CATALOG: Omit<typeof data, 'kinds'> & { readonly kinds: readonly Kind[] } = {
  ...data,
  kinds: data.kinds as readonly unknown[] as readonly Kind[],
};
