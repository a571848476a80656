import { type Actor, conflict, localDay } from '#libs/kernel';

/** Who stopped a resource for safety, and who confirmed it. */
interface Suspension {
  readonly state: string;
  readonly suspendedAt: Date | null;
  readonly suspensionConfirmedAt: Date | null;
}

/** 409 `resource.not-suspended`, `resource.suspension-confirmed`, `resource.two-persons`. */
export function refuseConfirmation(resource: Suspension & { readonly suspendedBy: string | null }, actor: Actor): void {
  if (resource.state !== 'SUSPENDED') throw conflict('resource.not-suspended', 'It is not suspended.');
  if (resource.suspensionConfirmedAt !== null) {
    throw conflict('resource.suspension-confirmed', 'A second person has confirmed it.');
  }
  if (resource.suspendedBy === actor.sub) {
    throw conflict('resource.two-persons', 'Whoever suspended it does not confirm it.');
  }
}

interface Shown {
  readonly suspendedAt: string | null;
  readonly confirmed: boolean;
  readonly confirmBy: string | null;
  readonly overdue: boolean;
}

/** How a suspension stands; null where there is none. It counts at once, and is confirmed on the same local day. */
export function suspensionOf(resource: Suspension, today: string): Shown | null {
  if (resource.state !== 'SUSPENDED') return null;
  const { suspendedAt, suspensionConfirmedAt } = resource;
  const confirmed = suspensionConfirmedAt !== null;
  const confirmBy = suspendedAt === null ? null : localDay(suspendedAt);
  const overdue = !confirmed && confirmBy !== null && confirmBy < today;
  return { suspendedAt: suspendedAt?.toISOString() ?? null, confirmed, confirmBy, overdue };
}
