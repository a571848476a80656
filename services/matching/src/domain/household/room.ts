import { type CapacityView } from '../capacity-view';
import { isOpenPlace } from '../menu-facts';
import { type Span, spanOf } from '../windows';
import { type Option } from './options';

/**
 * Is there room at one menu for everybody of the household who would go there? They go to the same session. Each
 * request that is for the place itself takes places of its own, as the ledger will count it: a family unit takes a
 * party as one, and two requests as two.
 */
export function hasRoomFor(going: readonly Option[]): boolean {
  const [first] = going;
  if (first === undefined || isOpenPlace(first.menu)) return true;
  const own = going.filter(({ alongWith }) => alongWith === null);
  const { capacity } = first;
  if (capacity === null || hostIsFull(own)) return false;
  const sessions = sessionsWithRoomFor(going);
  if (sessions !== null) {
    return sessions.some((span) => going.every(({ times }) => times === null || times.some(within(span))));
  }
  const wanted = wantedBy(going, capacity);
  return wanted.places <= freeOf(capacity) && wanted.outside <= freeOutside(capacity);
}

/** The sessions of one menu with places for everybody who would go there; null = it is not counted by session. */
export function sessionsWithRoomFor(going: readonly Option[]): readonly Span[] | null {
  const [first] = going;
  const capacity = first === undefined || isOpenPlace(first.menu) ? null : first.capacity;
  if (capacity === null || capacity.sessions === null) return null;
  const wanted = wantedBy(going, capacity);
  const enough = capacity.sessions.filter(
    ({ free, outOfSystemFree }) => free >= wanted.places && (outOfSystemFree ?? 0) >= wanted.outside,
  );
  return enough.map(spanOf).filter((span) => span !== null);
}

/** Places of those who go for themselves; those outside the scheme take out-of-system places besides. */
function wantedBy(
  going: readonly Option[],
  capacity: CapacityView,
): { readonly places: number; readonly outside: number } {
  const own = going.filter(({ alongWith }) => alongWith === null);
  const outside = own.filter(({ candidate }) => candidate?.explanation.includes('OUT_OF_SYSTEM_USE') === true);
  return { places: placesFor(own, going, capacity), outside: placesFor(outside, going, capacity) };
}

/** Places of those who go for themselves, each with their party or with those members who come along. */
function placesFor(own: readonly Option[], going: readonly Option[], { unit }: CapacityView): number {
  return own.reduce((sum, option) => sum + (unit === 'family' ? 1 : partyOf(option, going)), 0);
}

/** People for whom this member's request has to hold a place: the party, or those who come along; 0 = comes along. */
export function partyOf({ member, alongWith }: Option, going: readonly Option[]): number {
  if (alongWith !== null) return 0;
  const along = going.filter((other) => other.alongWith === member.memberId).length;
  return Math.max(member.need.party ?? 1, 1 + along);
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
