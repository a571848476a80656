import { eastScaleAt, gridPointOf, metresBetween } from '../engine/grid';
import { type Pair } from '../judge';

/** Metres as ranking measures them; null = not known. */
export function metresOf({ need, menu }: Pair): number | null {
  const [here, there] = [gridPointOf(need.point), gridPointOf(menu.location)];
  if (need.point === null || here === null || there === null) return null;
  return metresBetween(here, there, eastScaleAt(need.point));
}
