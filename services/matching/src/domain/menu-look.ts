import { type MenuFacts } from './menu-facts';
import { type ScheduleVerdict } from './windows';

/** How the person may use a place: as anybody, as someone entitled, on an out-of-system place, or not. */
export type Entitlement = 'open' | 'entitled' | 'out_of_system' | 'not_accepted' | 'no_slot';

export type HostState = 'ready' | 'needs_support' | 'paused' | 'unusable';

/** One place as a request sees it, without the place's own facts: what the engine found out about the two together. */
export interface RowLook {
  /** Taking part from home is offered and wanted: distance and accessibility no longer matter. */
  readonly remote: boolean;
  /** Whole metres from the search point; null = unknown. Not for output while the address is confidential. */
  readonly distance: number | null;
  readonly schedule: ScheduleVerdict;
  readonly entitlement: Entitlement;
  readonly host: HostState;
  /** There is a report of places, complete and new enough to carry a proposal. */
  readonly reportUsable: boolean;
  /** ISO instant of the report, in whole seconds; null = never reported. */
  readonly reportedAt: string | null;
}

/** One menu as this request sees it: what several reasons and questions share. */
export interface MenuLook extends RowLook {
  readonly menu: MenuFacts;
}

export function meetsAny(wanted: readonly string[], offered: readonly string[] | null | undefined): boolean {
  return offered != null && wanted.some((code) => offered.includes(code));
}
