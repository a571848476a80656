import { AUDIT_ROUTES } from './audit.routes';
import { COMMUNITY_ROUTES } from './community.routes';
import { INTAKE_ROUTES } from './intake.routes';
import { MATCHING_ROUTES } from './matching.routes';
import { OPS_ROUTES } from './ops.routes';
import { OUTREACH_ROUTES } from './outreach.routes';
import type { Route } from './route';

/** One table of routes, made into one controller. */
export interface Table {
  readonly name: string;
  readonly routes: readonly Route[];
}

/** The whole public API. */
export const TABLES: readonly Table[] = [
  { name: 'IntakeRoutes', routes: INTAKE_ROUTES },
  { name: 'CommunityRoutes', routes: COMMUNITY_ROUTES },
  { name: 'MatchingRoutes', routes: MATCHING_ROUTES },
  { name: 'OutreachRoutes', routes: OUTREACH_ROUTES },
  { name: 'OpsRoutes', routes: OPS_ROUTES },
  { name: 'AuditRoutes', routes: AUDIT_ROUTES },
];
