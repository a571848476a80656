import { type CapacityView, type SessionCapacity } from '../capacity-view';
import { type Pair } from '../judge';
import { suits } from './weekly-times';

export type Column = 'free' | 'outOfSystemFree';

/** Places that the person and those who come along need. */
export function placesNeeded({ need, capacity }: Pair): number {
  return capacity?.unit === 'family' ? 1 : (need.party ?? 1);
}

/** Null where a number is open. */
export function freeOf(capacity: CapacityView | null): number | null {
  if (capacity?.total == null || capacity.used == null) return null;
  return capacity.total - capacity.used - (capacity.held ?? 0);
}

/** Free places outside the scheme; null = none reported, or not fully. */
export function outOfSystemFreeOf(capacity: CapacityView | null): number | null {
  const places = capacity?.outOfSystem;
  if (places?.slots == null || places.used == null) return null;
  return places.slots - places.used - (places.held ?? 0);
}

/** Of a menu that counts session by session: the suiting session with most room, the first of equals. */
export function roomiest({ need, capacity }: Pair, column: Column): SessionCapacity | null {
  let best: SessionCapacity | null = null;
  for (const session of capacity?.sessions ?? []) {
    if (!suits(session, need.windows)) continue;
    if (best === null || (session[column] ?? 0) > (best[column] ?? 0)) best = session;
  }
  return best;
}

/** Places that are missing; null where no session suits. Unknown counts as none. */
export function placesMissing(pair: Pair, column: Column): number | null {
  const { capacity } = pair;
  if (capacity?.sessions != null) {
    const best = roomiest(pair, column);
    return best === null ? null : placesNeeded(pair) - (best[column] ?? 0);
  }
  const free = column === 'free' ? freeOf(capacity) : outOfSystemFreeOf(capacity);
  return placesNeeded(pair) - (free ?? 0);
}
