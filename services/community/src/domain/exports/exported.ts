import type { MenuContent } from '../menu-content';
import type { MenuDetails } from '../menu-details';
import type { ResourceDescription, StatedCapacity } from '../resource-description';
import type { ExportedOrganization } from './hsds-organization';

/** A resource as the reader of the export may see it. */
export interface ExportedResource extends Omit<ResourceDescription, 'closures'> {
  readonly id: string;
  readonly orgId: string;
  readonly state: string;
  readonly areaIds: readonly string[];
  readonly capacityStated: StatedCapacity | null;
  /** Local day on which somebody said that it is as described. */
  readonly lastConfirmedOn: string | null;
}

export interface ExportedMenu {
  readonly id: string;
  readonly name: string;
  readonly content: MenuContent;
  readonly details: MenuDetails;
}

/** What was reported last; never anything that a list says. */
export interface ExportedAvailability {
  readonly total: number;
  readonly used: number;
  readonly unit: 'person' | 'family';
  readonly reportedAt: string;
}

/** A list that says something of the resource. */
export interface ExportedSource {
  readonly id: string;
  readonly publisher: string;
  readonly attribution: string;
  readonly licence: string;
  readonly url: string | null;
  readonly fetchedOn: string;
}

/** A menu, or a resource without menus: one service of HSDS. */
export interface ExportedService {
  readonly organization: ExportedOrganization;
  readonly resource: ExportedResource;
  readonly menu: ExportedMenu | null;
  readonly availability: ExportedAvailability | null;
  /** Areas that the place lies in. */
  readonly areas: readonly { readonly id: string; readonly code: string; readonly name: string }[];
  readonly sources: readonly ExportedSource[];
  /** What an HSDS list said that no column of ours takes: it goes out again as it came in. */
  readonly extras: Readonly<Record<string, string>>;
}
