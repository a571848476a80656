import type { Role } from '#libs/kernel';
import policy from './mfa.json';

/** What the provider says of how somebody signed in. */
export interface Evidence {
  /** Class of the whole authentication; its values are the provider's. */
  readonly acr: string | null;
  /** Methods that were used (RFC 8176). */
  readonly amr: readonly string[];
}

interface Level {
  /** Classes that are enough by themselves. */
  readonly acr: readonly string[];
  /** Sets of methods; one of them must be there in full. A code by SMS is in none: it can be intercepted. */
  readonly amr: readonly (readonly string[])[];
}

export interface MfaPolicy {
  readonly levels: Readonly<Record<string, Level>>;
  /** What a role demands (4.3 d); nothing where it is missing. */
  readonly roles: Readonly<Partial<Record<Role, string>>>;
}

/** The data file beside is the source. */
export const MFA_POLICY: MfaPolicy = policy;

/** Whether one of these roles demands more than what was shown. */
export function lacksFactor(
  roles: readonly Role[],
  evidence: Evidence,
  { levels, roles: demands }: MfaPolicy,
): boolean {
  return roles.some((role) => {
    const name = demands[role];
    if (name === undefined) return false;
    const level = levels[name];
    return !level || !meets(level, evidence);
  });
}

const meets = ({ acr, amr }: Level, shown: Evidence): boolean =>
  (shown.acr !== null && acr.includes(shown.acr)) ||
  amr.some((methods) => methods.every((method) => shown.amr.includes(method)));
