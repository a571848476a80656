import { type CapacityView } from '../capacity-view';
import { isOpenPlace } from '../menu-facts';
import { type Span, spanOf } from '../windows';
import { type Option } from './options';

/**
 * Is there room at one menu for everybody of the household who would go there? They go to the same session; a family
 * unit takes them as one.
 */
export function hasRoomFor(going: readonly Option[]): boolean {
  const [first] = going;
  if (first === undefined || isOpenPlace(first.menu)) return true;
  const own = going.filter(({ alongWith }) => alongWith === null);
  const { capacity } = first;
  if (capacity === null || hostIsFull(own)) return false;
  const outside = own.filter(({ candidate }) => candidate?.explanation.includes('OUT_OF_SYSTEM_USE') === true);
  const wanted = { places: placesFor(own, going, capacity), outside: placesFor(outside, going, capacity) };
  if (capacity.sessions === null) {
    return wanted.places <= freeOf(capacity) && wanted.outside <= freeOutside(capacity);
  }
  return capacity.sessions.some((session) => {
    const span = spanOf(session);
    const enough = session.free >= wanted.places && (session.outOfSystemFree ?? 0) >= wanted.outside;
    return enough && span !== null && going.every(({ times }) => times === null || times.some(within(span)));
  });
}

/** Places of those who go for themselves, each with their party or with those members who come along. */
function placesFor(own: readonly Option[], going: readonly Option[], { unit }: CapacityView): number {
  if (unit === 'family') return Math.min(own.length, 1);
  return own.reduce((sum, { member }) => {
    const along = going.filter(({ alongWith }) => alongWith === member.memberId).length;
    return sum + Math.max(member.need.party ?? 1, 1 + along);
  }, 0);
}

const freeOf = ({ total, used, held }: CapacityView): number => (total ?? 0) - (used ?? 0) - held;

const freeOutside = ({ outOfSystem: places }: CapacityView): number =>
  places === null ? 0 : (places.slots ?? 0) - (places.used ?? 0) - places.held;

const within =
  (session: Span) =>
  ({ from, to }: Span): boolean =>
    from < session.to && session.from < to;

/** The host's own word on how many it can take at the same time. */
function hostIsFull(own: readonly Option[]): boolean {
  const { maxConcurrent, current } = own[0]?.menu.hostAssessment ?? { maxConcurrent: null, current: null };
  return maxConcurrent !== null && current !== null && own.length > maxConcurrent - current;
}
