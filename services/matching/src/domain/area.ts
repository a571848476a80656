import { invalid } from '#libs/kernel';
import { type Point } from './geo';

/** People of an age band who live in an area; `to` included, null = and older. */
export interface PopulationBand {
  readonly from: number;
  readonly to: number | null;
  readonly people: number;
}

/** Japan from south to north and from west to east, degrees. */
const BOUNDS = { south: 20, north: 46, west: 122, east: 154 };

/**
 * The area of a point: the second-level mesh of JIS X 0410, about 10 km wide, for which the census publishes
 * people by age. Six digits that say roughly where and never who. Null outside Japan.
 */
export function areaOf(point: Point | null): string | null {
  if (point === null || !isInJapan(point)) return null;
  const { lat, lng } = point;
  const rows = Math.floor(lat * 12);
  const columns = Math.floor((lng - 100) * 8);
  const first = `${Math.floor(rows / 8)}${String(Math.floor(columns / 8)).padStart(2, '0')}`;
  return `${first}${rows % 8}${columns % 8}`;
}

const isInJapan = ({ lat, lng }: Point): boolean =>
  lat >= BOUNDS.south && lat < BOUNDS.north && lng >= BOUNDS.west && lng < BOUNDS.east;

/** Nobody is counted twice: bands stand in order and do not overlap. */
export function requireSeparateBands(bands: readonly PopulationBand[]): void {
  const wrong = bands.findIndex(({ from, to }, index) => {
    const before = bands[index - 1];
    const follows = before === undefined || (before.to !== null && before.to < from);
    return !follows || (to !== null && to < from);
  });
  if (wrong < 0) return;
  throw invalid('area-population.bands-overlap', 'Age bands have to stand in order and apart.', [
    { field: `bands.${wrong}`, rule: 'apart', mend: '年齢の区分は若い順に、重ならないように指定してください' },
  ]);
}
