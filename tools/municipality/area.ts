import type { Point } from '../../services/matching/src/domain/geo';
import type { Chance } from './random';

/** Where places are: evenly over a square, or in towns with some places between them. */
export type Area =
  | { readonly kind: 'even'; readonly km2: number }
  | { readonly kind: 'towns'; readonly km2: number; readonly towns: number };

/** The middle of Honshu; every municipality of the generator lies around it. */
const MIDDLE: Point = { lat: 36, lng: 138 };
const KM_PER_DEGREE = 111;
const KM_PER_DEGREE_EAST = KM_PER_DEGREE * Math.cos((MIDDLE.lat * Math.PI) / 180);
const IN_TOWN = 0.85;
/** Standard deviation of a town, kilometres. */
const TOWN_KM = 1.5;
/** Seven decimals of a degree: a centimetre. */
const DECIMALS = 1e7;

export type Scatter = (chance: Chance) => Point;

const at = (kmEast: number, kmNorth: number): Point => ({
  lat: Math.round((MIDDLE.lat + kmNorth / KM_PER_DEGREE) * DECIMALS) / DECIMALS,
  lng: Math.round((MIDDLE.lng + kmEast / KM_PER_DEGREE_EAST) * DECIMALS) / DECIMALS,
});

export function scatterOver(area: Area, chance: Chance): Scatter {
  const side = Math.sqrt(area.km2);
  const anywhere = (from: Chance): readonly [number, number] => [
    (from.next() - 0.5) * side,
    (from.next() - 0.5) * side,
  ];
  if (area.kind === 'even') return (from) => at(...anywhere(from));
  const centres = Array.from({ length: area.towns }, () => anywhere(chance));
  return (from) => {
    if (!from.yes(IN_TOWN)) return at(...anywhere(from));
    const [east, north] = from.one(centres);
    return at(east + from.bell() * TOWN_KM, north + from.bell() * TOWN_KM);
  };
}
