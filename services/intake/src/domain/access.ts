import { type Actor, forbidden, hasRole } from '#libs/kernel';

/** Who works with the person reads what was said; who only watches over cases does not (L07). */
export const mayReadWords = (actor: Actor): boolean =>
  hasRole(actor, 'INTAKE_WORKER', 'HOKATSU_COORDINATOR', 'CSW', 'PARTICIPATION_WORKER');

/** Who may know who must be kept away from the person, and why (L09). */
export const mayReadSafety = (actor: Actor): boolean =>
  hasRole(actor, 'CSW', 'HOKATSU_COORDINATOR', 'PRIVACY_OFFICER', 'DECISION_MAKER');

/** Who may know that somebody near the person is dangerous (L09). */
export const mayKnowDanger = (actor: Actor): boolean =>
  hasRole(actor, 'CSW', 'HOKATSU_COORDINATOR', 'PRIVACY_OFFICER', 'DECISION_MAKER');

/** Whoever looks after centres enters absences of others; everybody their own. */
export function refuseOthersAbsence(actor: Actor, sub: string): void {
  if (actor.sub === sub || hasRole(actor, 'HOKATSU_COORDINATOR', 'NO_REFUSAL_MANAGER', 'DECISION_MAKER')) return;
  throw forbidden('absence.not-yours', 'Absences of others are entered by who looks after the centre.');
}
