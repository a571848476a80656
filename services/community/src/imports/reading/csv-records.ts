import { plainCell } from '../../domain/exports/cell';
import { Cells } from '../../domain/imports/cells';
import { EMPTY_FIELDS } from '../../domain/imports/empty-fields';
import { hsdsEntity } from '../../domain/imports/hsds-tables';
import { municipalityCodeOf, prefectureOf } from '../../domain/imports/municipality-code';
import { placeFieldsOf } from '../../domain/imports/place-fields';
import { populationOf } from '../../domain/imports/population';
import { isQuarantined, type ProblemCode, problem } from '../../domain/imports/problems';
import type { Entity, ImportedLinks, ImportedRecord, ReadingPlan, RowProblem } from '../../domain/imports/record';
import { type KeyParts, keyPartsOf, populationKey } from '../../domain/imports/source-key';
import type { CsvRow } from './csv-splitter';
import { fingerprintOf, fingerprintOfRaw } from './fingerprint';
import { keyFrom, KeyRegister } from './key-register';

/** Under this name stands a line that could not be split into columns. */
export const WHOLE_LINE = '行';

type Understood = Pick<ImportedRecord, 'entity' | 'fields' | 'population' | 'links'> & { readonly key: KeyParts };

/** Turns rows of one file into records. Every row becomes exactly one. */
export class CsvRecords {
  private readonly names: readonly string[];
  private readonly places: ReadonlyMap<string, readonly number[]>;
  private readonly keys = new KeyRegister();

  constructor(private readonly plan: ReadingPlan) {
    this.names = plan.columns.map(({ name }) => name);
    this.places = Cells.places(plan.columns);
  }

  recordOf(row: CsvRow): ImportedRecord {
    const code = row.broken ?? this.countProblem(row.cells);
    return code === null ? this.understood({ ...row, cells: unguarded(row.cells) }) : this.refused(row, code);
  }

  private countProblem(cells: readonly string[]): ProblemCode | null {
    const wanted = this.plan.columns.length;
    if (cells.length < wanted) return 'row.too-few-columns';
    return cells.slice(wanted).some((cell) => cell !== '') ? 'row.too-many-columns' : null;
  }

  private understood(row: CsvRow): ImportedRecord {
    const raw: Record<string, string> = {};
    this.names.forEach((name, at) => (raw[name] = row.cells[at] ?? ''));
    const values = row.cells.length === this.names.length ? row.cells : row.cells.slice(0, this.names.length);
    const rowHash = fingerprintOf(this.names, values);
    const cells = new Cells(this.plan.columns, this.places, row.cells);
    const { key, ...said } = this.read(cells);
    const problems: RowProblem[] = [...cells.problems, ...damageIn(this.names, values)];
    return { family: this.plan.family, row: row.line, raw, rowHash, ...said, ...this.keyed(key, rowHash, problems) };
  }

  private keyed(
    key: KeyParts,
    rowHash: string,
    problems: RowProblem[],
  ): Pick<ImportedRecord, 'sourceKey' | 'problems'> {
    const first = key.numbered ?? key.listed ?? key.described;
    if (isQuarantined(problems)) return { sourceKey: keyFrom(first), problems };
    const given = this.keys.give(key, rowHash);
    if (given.problem !== null) problems.push(problem(given.problem, '', key.numbered ?? ''));
    return { sourceKey: given.key, problems };
  }

  private read(cells: Cells): Understood {
    if (this.plan.family === 'population') return this.population(cells);
    if (this.plan.table !== null) return this.hsdsRow(cells, this.plan.table);
    const fields = placeFieldsOf(this.plan.family, cells);
    const key = keyPartsOf(fields, cells.text('id'), publisherIn(cells));
    return { entity: 'place', fields, population: null, links: {}, key };
  }

  private population(cells: Cells): Understood {
    const population = populationOf(cells);
    const described = population === null ? 'at:' : populationKey(population);
    const fields = { ...EMPTY_FIELDS, name: population?.areaName ?? null, extras: cells.extras() };
    const key = { numbered: null, listed: null, described };
    return { entity: 'population', fields, population, links: {}, key };
  }

  private hsdsRow(cells: Cells, table: string): Understood {
    const entity: Entity = hsdsEntity(table);
    const fields = placeFieldsOf('support_program', cells);
    const id = cells.words('id');
    const alone = entity !== 'organization' && entity !== 'service';
    if (alone) cells.problems.splice(0, cells.problems.length, problem('hsds.table-alone', '', table));
    else if (id === null) cells.add('hsds.id-missing', 'id');
    else if (entity === 'service') cells.add('address.none-in-source', 'id');
    const key = { numbered: id === null ? null : `${table}:${id}`, listed: null, described: `at:${table}:${id ?? ''}` };
    return { entity, fields, population: null, links: linksIn(cells), key };
  }

  private refused(row: CsvRow, code: ProblemCode): ImportedRecord {
    const raw = {
      [WHOLE_LINE]: row.broken === null ? row.cells.join(this.plan.delimiter ?? ',') : (row.cells[0] ?? ''),
    };
    const rowHash = fingerprintOfRaw(raw);
    return {
      family: this.plan.family,
      entity: 'other',
      sourceKey: keyFrom(`at:${rowHash}`),
      row: row.line,
      raw,
      rowHash,
      fields: EMPTY_FIELDS,
      population: null,
      links: {},
      problems: [problem(code, '', raw[WHOLE_LINE] ?? '')],
    };
  }
}

/** Cells that an export of ours guarded against being taken for formulas, as they were before. */
const unguarded = (cells: readonly string[]): readonly string[] =>
  cells.some((cell) => cell.includes("'")) ? cells.map(plainCell) : cells;

/** A list that is published again with its zeros repaired keeps its keys. */
function publisherIn(cells: Cells): string {
  const prefecture = prefectureOf(cells.words('prefecture') ?? '');
  return municipalityCodeOf(cells.text('code'), prefecture, () => undefined) ?? cells.text('code');
}

const DAMAGED = /[\ufffd\ue000-\uf8ff]/;

/** U+FFFD is what remains of bytes that the encoding does not know; the private use area holds a town's own characters. */
function damageIn(names: readonly string[], values: readonly string[]): readonly RowProblem[] {
  if (!values.some((value) => DAMAGED.test(value))) return [];
  const damaged = values.map((value, at) => ({ value, at })).filter(({ value }) => DAMAGED.test(value));
  const worst = damaged.find(({ value }) => value.includes('\ufffd')) ?? damaged[0];
  if (!worst) return [];
  const code = worst.value.includes('\ufffd') ? 'text.unreadable' : 'text.private-character';
  return [problem(code, names[worst.at] ?? '', worst.value)];
}

function linksIn(cells: Cells): ImportedLinks {
  const [organizationId, serviceId, locationId] = ['organizationId', 'serviceId', 'locationId'].map((field) =>
    cells.words(field),
  );
  return {
    ...(organizationId && { organizationId }),
    ...(serviceId && { serviceId }),
    ...(locationId && { locationId }),
  };
}
