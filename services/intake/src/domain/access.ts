import { type Actor, hasRole } from '#libs/kernel';

/** Who works with the person reads what was said; who only watches over cases does not (L07). */
export const mayReadWords = (actor: Actor): boolean =>
  hasRole(actor, 'INTAKE_WORKER', 'HOKATSU_COORDINATOR', 'CSW', 'PARTICIPATION_WORKER');
