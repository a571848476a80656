import type { MarkedEntry } from './entry';

export interface EntryRow extends Omit<MarkedEntry, 'at' | 'orgId' | 'correlationId'> {
  readonly at: Date;
  readonly org_id: string | null;
  readonly correlation_id: string;
}

export const ENTRY_COLUMNS =
  'id, at, sub, roles, org_id, act, purpose, subjects, fields, decision, correlation_id, mark';

export const readEntries = (rows: readonly EntryRow[]): readonly MarkedEntry[] =>
  rows.map(({ at, org_id: orgId, correlation_id: correlationId, ...rest }) => ({
    ...rest,
    at: at.toISOString(),
    orgId,
    correlationId,
  }));
