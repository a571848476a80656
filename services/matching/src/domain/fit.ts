import { type MenuFacts } from './menu-facts';
import { type RequestView } from './request-view';

/** The need wants a role and the place gives one. */
export function meetsPurposeOfRole({ wantsRole }: RequestView, { purposes, roles }: MenuFacts): boolean {
  return wantsRole && (purposes?.includes('role') === true || (roles != null && roles.length > 0));
}

/** The person's age lies among those who are there; one known end is enough. */
export function isPeer(age: number | null, { targets }: MenuFacts): boolean {
  const { peerAgeMin, peerAgeMax } = targets ?? {};
  if (age == null || (peerAgeMin == null && peerAgeMax == null)) return false;
  return age >= (peerAgeMin ?? 0) && (peerAgeMax == null || age <= peerAgeMax);
}
