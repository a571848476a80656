import { randomUUID } from 'node:crypto';
import type { GeneratedOrganization } from '../../../tools/hsds/generated-registry';
import type { ExportedService } from '../src/domain/exports/exported';
import { describedBy } from '../src/domain/imports/described';
import type { ImportedRecord } from '../src/domain/imports/record';
import { organizationOf as rowOrganizationOf } from '../src/domain/imports/organization-of';
import { contentOf } from '../src/domain/menu-content';
import { detailsOf } from '../src/domain/menu-details';
import { organizationOf } from '../src/domain/organization';
import { descriptionOf } from '../src/domain/resource-description';

/** What the register has of a generated organisation, as an export reads it. */
export function exportedFrom({ organization, places }: GeneratedOrganization): readonly ExportedService[] {
  const id = randomUUID();
  const of = { id, ...organizationOf(organization) };
  return places.flatMap(({ resource, menus }): readonly ExportedService[] => {
    const description = descriptionOf(resource);
    const place = {
      ...{ ...description, id: randomUUID(), orgId: id, state: 'ACTIVE', areaIds: [] },
      ...{ capacityStated: null, lastConfirmedOn: null },
    };
    const shared = { organization: of, resource: place, areas: [], sources: [], extras: {} };
    const services = menus.map(({ menu, places: reported }) => ({
      ...shared,
      menu: {
        ...{ id: randomUUID(), name: menu.name },
        ...{ content: contentOf(menu as Parameters<typeof contentOf>[0]), details: detailsOf(menu) },
      },
      availability: reported && { ...reported, unit: 'person' as const, reportedAt: '2026-11-01T00:00:00Z' },
    }));
    return services.length === 0 ? [{ ...shared, menu: null, availability: null }] : services;
  });
}

/** As an import enters it: what a list says, with the organisation that it names. */
export function enteredFrom({ fields }: ImportedRecord): ExportedService {
  const { key: _key, ...organization } = rowOrganizationOf(fields, '桜野市');
  const id = randomUUID();
  const described = describedBy(fields);
  const resource = {
    ...{ ...described, id: randomUUID(), orgId: id, state: 'REVIEW', areaIds: [], lastConfirmedOn: null },
    addressConfidential: fields.addressHidden,
  };
  return {
    ...{ organization: { id, ...organization }, resource, menu: null, availability: null },
    ...{ areas: [], sources: [], extras: fields.extras },
  };
}
