import type { Request } from '../../services/matching/src/domain/engine/found';
import { eastScaleAt, gridPointOf, metresBetween } from '../../services/matching/src/domain/engine/grid';
import type { Metres } from './given';

/** Measures from the search point on the stored grid; null where either end is not known. */
export function metresFrom({ need }: Request): Metres {
  const centre = gridPointOf(need.point);
  return ({ location }) => {
    const to = gridPointOf(location);
    if (need.point === null || centre === null || to === null) return null;
    return metresBetween(centre, to, eastScaleAt(need.point));
  };
}
