import { wholeNumberOf } from './amounts';
import type { Cells } from './cells';
import { dateOf } from './dates';
import { municipalityCodeOf, prefectureOf } from './municipality-code';
import type { ProblemCode } from './problems';
import type { ImportedAgeBand, ImportedPopulation } from './record';

/** One area's people; null where area, day or total cannot be read (the problems say which). */
export function populationOf(cells: Cells): ImportedPopulation | null {
  const areaName = cells.words('areaName');
  const areaCode = needed(cells, 'areaName', cells.words('areaCode') ?? areaName, 'population.area-missing');
  const asOf = needed(cells, 'asOf', cells.read('asOf', dateOf), 'population.date-missing');
  const total = needed(cells, 'total', wholeNumberOf(cells.text('total')), 'population.total-missing');
  if (areaCode === null || asOf === null || total === null) return null;
  const people = {
    areaCode,
    areaName: areaName ?? areaCode,
    municipalityCode: municipalityIn(cells),
    asOf,
    total,
    male: wholeNumberOf(cells.text('male')),
    female: wholeNumberOf(cells.text('female')),
    households: wholeNumberOf(cells.text('households')),
    byAge: bandsIn(cells),
  };
  if (!addsUp(people)) cells.add('population.sum-differs', 'total');
  return people;
}

function needed<T>(cells: Cells, field: string, value: T | null, code: ProblemCode): T | null {
  if (value === null) cells.add(code, field);
  return value;
}

function municipalityIn(cells: Cells): string | null {
  if (cells.words('code') === null) return null;
  const prefecture = prefectureOf(cells.words('prefecture') ?? cells.words('publisher') ?? '');
  return cells.read('code', (text, say) => municipalityCodeOf(text, prefecture, say));
}

function bandsIn(cells: Cells): readonly ImportedAgeBand[] {
  const bands = new Map<string, ImportedAgeBand>();
  for (const field of cells.fieldsBeginningWith('age:')) {
    const [, from = '', to = '', sex] = field.split(':');
    const key = `${from}:${to}`;
    const band = bands.get(key) ?? { from: Number(from), to: to === '' ? null : Number(to), male: null, female: null };
    const count = wholeNumberOf(cells.text(field));
    bands.set(key, sex === 'male' ? { ...band, male: count } : { ...band, female: count });
  }
  return [...bands.values()].sort((a, b) => a.from - b.from);
}

/** Only where everything is there: a list may leave out small numbers. */
function addsUp({ total, male, female, byAge }: ImportedPopulation): boolean {
  if (male !== null && female !== null && male + female !== total) return false;
  const ages = byAge.flatMap((band) => [band.male, band.female]);
  if (ages.length === 0 || ages.includes(null)) return true;
  return ages.reduce<number>((sum, count) => sum + (count ?? 0), 0) === total;
}
