/** Roles of domain-model 1.8. Whoever acts has at least one. */
export const ROLES = [
  'INTAKE_WORKER',
  'HOKATSU_COORDINATOR',
  'CSW',
  'COMMUNITY_COORDINATOR',
  'PARTICIPATION_WORKER',
  'NO_REFUSAL_MANAGER',
  'DECISION_MAKER',
  'CONFERENCE_CHAIR',
  'CONFERENCE_MEMBER',
  'PROVIDER_STAFF',
  'REGISTRY_EDITOR',
  'PRIVACY_OFFICER',
  'AUDITOR',
  'MINSEI_COMMISSIONER',
  'OPS',
  'SYSTEM',
] as const;
export type Role = (typeof ROLES)[number];

export const SERVICES = ['intake', 'matching', 'outreach', 'community', 'gateway'] as const;
export type ServiceName = (typeof SERVICES)[number];

/** On whose behalf something happens. Comes from a verified token and from nowhere else. */
export interface Actor {
  /** Opaque id of the person or machine. */
  readonly sub: string;
  readonly roles: readonly Role[];
  /** Organisation the actor acts for; null for the municipality's own staff and for SYSTEM. */
  readonly orgId: string | null;
  /** Six-digit municipality code. */
  readonly tenant: string;
}

export const isRole = (value: unknown): value is Role => ROLES.some((role) => role === value);

/** A service acting by itself: timers, event handlers, checks. */
export const systemActor = (service: ServiceName, tenant: string): Actor => ({
  sub: `system:${service}`,
  roles: ['SYSTEM'],
  orgId: null,
  tenant,
});

export const hasRole = (actor: Actor, ...roles: readonly Role[]): boolean =>
  roles.some((role) => actor.roles.includes(role));
