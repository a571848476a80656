import { familyLabel } from './families';
import labels from './field-labels.json';
import { isQuarantined } from './problems';
import type { ImportedRecord, ReadingPlan, RowProblem } from './record';

/** How many rows are shown, and how many examples of each problem. */
const SHOWN_ROWS = 5;
const SHOWN_EXAMPLES = 3;

/** What a person sees before a file is imported: how it was understood, the first rows, and what is wrong. */
export interface ImportPreview {
  readonly family: string;
  readonly familyLabel: string;
  readonly encoding: string;
  readonly bom: boolean;
  readonly form: string;
  readonly delimiter: string | null;
  readonly headerRow: number | null;
  readonly columns: readonly PreviewColumn[];
  readonly unknownColumns: readonly string[];
  readonly rows: readonly PreviewRow[];
  readonly problems: readonly PreviewProblem[];
  readonly totals: PreviewTotals;
}

interface PreviewColumn {
  readonly column: string;
  /** Japanese name of the field that takes it; null = kept as it stands. */
  readonly field: string | null;
}

interface PreviewRow {
  readonly row: number;
  readonly quarantined: boolean;
  readonly name: string | null;
  readonly resourceType: string | null;
  readonly address: string | null;
  readonly municipalityCode: string | null;
  readonly capacity: string | null;
}

interface PreviewProblem {
  readonly code: string;
  readonly severity: RowProblem['severity'];
  readonly count: number;
  readonly mend: string;
  readonly examples: readonly { readonly row: number; readonly column: string; readonly value: string }[];
}

interface PreviewTotals {
  readonly records: number;
  readonly fine: number;
  readonly noted: number;
  readonly quarantined: number;
}

/** The preview of the records given, which may be the first ones or all. */
export function previewOf(plan: ReadingPlan, records: Iterable<ImportedRecord>): ImportPreview {
  const gathering = new PreviewGathering(plan);
  for (const record of records) gathering.add(record);
  return gathering.preview();
}

type Gathered = { -readonly [K in keyof PreviewProblem]: PreviewProblem[K] };

/** Gathers a preview record by record, keeping no more than it shows. */
export class PreviewGathering {
  private readonly rows: PreviewRow[] = [];
  private readonly problems = new Map<string, Gathered>();
  private readonly totals = { records: 0, fine: 0, noted: 0, quarantined: 0 };

  constructor(private readonly plan: ReadingPlan) {}

  add(record: ImportedRecord): void {
    const quarantined = isQuarantined(record.problems);
    this.totals.records += 1;
    this.totals[quarantined ? 'quarantined' : record.problems.length > 0 ? 'noted' : 'fine'] += 1;
    if (this.rows.length < SHOWN_ROWS) this.rows.push(shown(record, quarantined));
    for (const each of record.problems) this.count(each, record.row);
  }

  preview(): ImportPreview {
    const { family, encoding, bom, form, delimiter, headerRow, columns, unknownColumns } = this.plan;
    return {
      family,
      familyLabel: familyLabel(family),
      encoding,
      bom,
      form,
      delimiter,
      headerRow,
      columns: columns.map(({ name, field }) => ({ column: name, field: field === null ? null : labelFor(field) })),
      unknownColumns,
      rows: this.rows,
      problems: [...this.problems.values()].sort(worstFirst),
      totals: this.totals,
    };
  }

  private count({ code, severity, mend, column, value }: RowProblem, row: number): void {
    const known = this.problems.get(code) ?? { code, severity, count: 0, mend, examples: [] };
    const examples =
      known.examples.length < SHOWN_EXAMPLES ? [...known.examples, { row, column, value }] : known.examples;
    this.problems.set(code, { ...known, count: known.count + 1, examples });
  }
}

function shown({ row, fields, population }: ImportedRecord, quarantined: boolean): PreviewRow {
  const { name, resourceType, address, municipalityCode, capacity } = fields;
  return {
    row,
    quarantined,
    name: name ?? population?.areaName ?? null,
    resourceType,
    address,
    municipalityCode: municipalityCode ?? population?.municipalityCode ?? null,
    capacity: capacity?.raw ?? null,
  };
}

const LABELS: Readonly<Record<string, string>> = labels;
const labelFor = (field: string): string => LABELS[field.split(':')[0] ?? field] ?? field;

const worstFirst = (a: PreviewProblem, b: PreviewProblem): number =>
  a.severity === b.severity ? b.count - a.count : a.severity === 'quarantine' ? -1 : 1;
