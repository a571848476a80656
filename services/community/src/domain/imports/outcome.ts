import { isConfidentialByDefault } from '../resource';
import { type Described, describedBy, type DescribedField } from './described';
import { type Difference, differenceOf } from './differences';
import type { Result } from './job';
import type { ImportedRecord, RowProblem } from './record';
import mends from './row-problems.json';

/** What is known of a row's place from its list. */
export interface Known {
  readonly resourceId: string;
  readonly importId: string;
  readonly rowHash: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What the register says of it today. */
export interface Today {
  readonly state: string;
  readonly today: Readonly<Record<string, unknown>>;
}

/** First look at a row: what it will be unless the register has to be asked. */
export type Sorted =
  | { readonly kind: 'quarantine'; readonly problem: RowProblem | null }
  | { readonly kind: 'population' }
  | { readonly kind: 'organization' }
  | { readonly kind: 'repeated' }
  | { readonly kind: 'same' }
  | { readonly kind: 'new' }
  | { readonly kind: 'compare' };

/** `known` may be of this very import: an earlier row of the same file. */
export function sortRow(record: ImportedRecord, known: Known | undefined, importId: string): Sorted {
  if (record.problems.some(({ severity }) => severity === 'quarantine')) return { kind: 'quarantine', problem: null };
  if (record.entity === 'population') return { kind: 'population' };
  if (record.entity === 'organization') return { kind: 'organization' };
  if (!PLACES.includes(record.entity)) return refused('row.no-place', record);
  if (record.fields.name === null) return refused('row.no-name', record);
  if (known === undefined) return { kind: 'new' };
  if (known.importId === importId) {
    return known.rowHash === record.rowHash ? { kind: 'repeated' } : refused('row.key-repeated', record);
  }
  return { kind: known.rowHash === record.rowHash ? 'same' : 'compare' };
}

/** A location or a service of HSDS that stands alone is a place, too. */
const PLACES: readonly ImportedRecord['entity'][] = ['place', 'service', 'location'];

const refused = (code: keyof typeof mends, record: ImportedRecord): Sorted => ({
  kind: 'quarantine',
  problem: problemOf(code, record.sourceKey, 'quarantine'),
});

/** `value`: what the row says, or by which key it is known. */
export const problemOf = (
  code: keyof typeof mends,
  value: string,
  severity: RowProblem['severity'],
  column = '',
): RowProblem => ({ column, value, code, mend: mends[code], severity });

export interface Compared extends Difference {
  readonly result: Result;
  readonly described: Described;
  readonly note: RowProblem | null;
}

/** A row of a list that was read before, against what the register says today. */
export function compareRow(record: ImportedRecord, known: Known, registered: Today): Compared {
  const described = describedBy(record.fields);
  if (registered.state === 'CLOSED') {
    const note = problemOf('row.closed', record.sourceKey, 'note');
    return { result: 'unchanged', described, changes: {}, questions: [], note };
  }
  const difference = differenceOf(known.fields, registered.today, described);
  const { changes, questions } = leftToPeople(difference, registered.state);
  const changed = Object.keys(changes).length > 0 || questions.length > 0;
  return { result: changed ? 'updated' : 'unchanged', described, changes, questions, note: null };
}

/** A list may hide a place. That one which residents see is hidden, or a hidden one shown, a person decides. */
function leftToPeople({ changes, questions }: Difference, state: string): Difference {
  const isPublic = state === 'ACTIVE_PUBLIC';
  const { type, addressConfidential } = changes;
  const asked: DescribedField[] = [];
  if (isPublic && isConfidentialByDefault(type ?? null)) asked.push('type');
  if (addressConfidential === null || (isPublic && addressConfidential === true)) asked.push('addressConfidential');
  const taken = Object.entries(changes).filter(([field]) => !asked.includes(field as DescribedField));
  return { changes: Object.fromEntries(taken), questions: [...questions, ...asked] };
}
