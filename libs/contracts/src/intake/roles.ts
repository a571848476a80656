import type { Role } from '#libs/kernel';

/** Takes calls and opens cases (domain-model 1.8). */
export const CONSULTING: readonly Role[] = ['INTAKE_WORKER', 'HOKATSU_COORDINATOR', 'CSW'];

/** Works with the person: may read what the person said. */
export const CASE_STAFF: readonly Role[] = [...CONSULTING, 'PARTICIPATION_WORKER'];

/** Watches over cases without reading their words (L07). */
export const CASE_READERS: readonly Role[] = [...CASE_STAFF, 'NO_REFUSAL_MANAGER', 'DECISION_MAKER'];

/** Whoever works for the municipality with people may say that somebody is in danger. */
export const ANY_WORKER: readonly Role[] = [...CASE_READERS, 'COMMUNITY_COORDINATOR', 'MINSEI_COMMISSIONER'];

/** May know who must be kept away from the person, and why (L09). */
export const SAFETY_STAFF: readonly Role[] = ['CSW', 'HOKATSU_COORDINATOR', 'PRIVACY_OFFICER', 'DECISION_MAKER'];
