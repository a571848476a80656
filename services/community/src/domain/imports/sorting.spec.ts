import type { ImportedRecord, RowProblem } from './record';
import { sortRows } from './sorting';

const broken: RowProblem = { column: '名称', value: '', code: 'x', mend: '直す', severity: 'quarantine' };
const row = (sourceKey: string, rowHash: string, given: Partial<ImportedRecord> = {}): ImportedRecord =>
  ({
    entity: 'place',
    sourceKey,
    rowHash,
    row: 2,
    fields: { name: '家' },
    problems: [],
    ...given,
  }) as unknown as ImportedRecord;
const stored = (rowHash: string, goneOn: string | null = null) => ({
  ...{ resourceId: 'old', importId: 'before', rowHash, fields: {}, goneOn },
});

describe('rows of a batch', () => {
  const known = new Map([
    ['a', stored('1')],
    ['b', stored('1')],
    ['c', stored('1')],
    ['d', stored('1', '2026-01-01')],
  ]);
  const records = [
    row('a', '1'),
    row('b', '2'),
    row('c', '2', { problems: [broken] }),
    row('d', '1'),
    row('new', '1'),
    row('new', '1'),
    row('new', '2'),
    row('p', '1', { entity: 'population' }),
    row('o', '1', { entity: 'other' }),
    row('n', '1', { fields: { name: null } as ImportedRecord['fields'] }),
  ];
  const sorting = sortRows(records, known, 'now', () => 'fresh');

  it('each become one thing', () => {
    expect(sorting.lines.map(({ result }) => result)).toEqual([
      ...['unchanged', 'quarantined', 'quarantined', 'unchanged', 'created'],
      ...['unchanged', 'quarantined', 'quarantined', 'quarantined', 'quarantined'],
    ]);
    expect(sorting.lines.map(({ notes }) => notes.map(({ code }) => code))).toEqual([
      ...[[], [], [], [], []],
      ...[['row.repeated'], ['row.key-repeated'], [], ['row.no-place'], ['row.no-name']],
    ]);
  });

  it('are met also where they cannot be taken over: their place is not gone', () => {
    expect(sorting.met.map(({ record }) => record.sourceKey)).toEqual(['a', 'c', 'd']);
    expect(sorting.returned).toEqual([known.get('d')]);
    expect(sorting.compared.map(({ known: before }) => before)).toEqual([known.get('b')]);
    expect(sorting.fresh).toHaveLength(1);
    expect(sorting.populations).toHaveLength(1);
  });
});
