import type { ExportedAvailability, ExportedMenu, ExportedResource, ExportedService, ExportedSource } from './exported';
import type { FeeWaiver } from '../menu-details';
import { attributesOf, type Audience } from './hsds-attributes';
import { feeIn, ownNotes, restoredExtras, withoutWhereabouts } from './hsds-extras';
import { hsdsLocation, languagesOf } from './hsds-location';
import { hsdsOrganization } from './hsds-organization';
import { datedSchedules, weeklySchedules } from './hsds-schedules';
import { type HsdsObject, type IdOf, mailOf, said, uriOf } from './hsds-values';
import words from './hsds-words.json';

const STATUS: Readonly<Record<string, string>> = words.statusOfState;

/** One service of HSDS 3.0 with its organisation and its location; of 3.1-dev it has `service_capacity`. */
export function hsdsService(exported: ExportedService, audience: Audience, idOf: IdOf): HsdsObject {
  const { organization, resource, menu, sources } = exported;
  const extras = resource.addressConfidential ? withoutWhereabouts(exported.extras) : exported.extras;
  const id = menu?.id ?? idOf('service', resource.id);
  return said({
    ...restoredExtras(extras, id, (list, at) => idOf(list, id, at)),
    ...ofResource(exported, audience),
    ...(menu === null ? { cost_options: costsOf(feeIn(extras), [], id, idOf) } : ofMenu(menu, id, idOf)),
    id,
    organization_id: organization.id,
    ...(exported.areas.length > 0 && { service_areas: areasOf(exported, id, idOf) }),
    service_capacity: audience === 'residents' ? [] : capacitiesOf(exported, id, idOf),
    service_at_locations: [
      {
        id: idOf('at', id, resource.id),
        service_id: id,
        location_id: resource.id,
        location: hsdsLocation(placeOf(exported), audience, idOf),
      },
    ],
    organization: hsdsOrganization(organization, audience, idOf),
    attributes: attributesOf('service', id, { ...keptFacts(extras), ...menuFacts(menu) }, audience, idOf),
    metadata: sources.map((source) => metadataOf(source, id, idOf)),
  });
}

/** A menu has a name of its own; what it is like stands with its place. */
function ofResource({ resource, menu, extras }: ExportedService, audience: Audience): HsdsObject {
  return {
    name: menu?.name ?? resource.name,
    description: menu === null ? resource.description : null,
    url: uriOf(resource.url),
    email: mailOf(resource.email),
    status: STATUS[resource.state] ?? 'inactive',
    ...(resource.lastConfirmedOn !== null && { assured_date: resource.lastConfirmedOn }),
    alert: audience === 'residents' ? null : ownNotes(resource.notes, extras),
  };
}

function ofMenu(menu: ExportedMenu, id: string, idOf: IdOf): HsdsObject {
  const { content, details } = menu;
  return {
    minimum_age: content.targets.ageMin,
    maximum_age: content.targets.ageMax,
    cost_options: costsOf(content.feeYen, details.feeWaivers ?? [], id, idOf),
    schedules: schedulesOf(menu, id, idOf),
    languages: languagesOf(content.languages, 'service_id', id, idOf),
  };
}

/** A place that came in with a service of another name keeps its own. */
const placeOf = ({ resource, menu, extras }: ExportedService): ExportedResource =>
  menu === null ? { ...resource, name: extras['location.name'] ?? resource.name } : resource;

/** Facts of a menu that came in with an HSDS list: a list has no menus, so they wait among its extras. */
function keptFacts(extras: Readonly<Record<string, string>>): HsdsObject {
  const kept = Object.entries(extras).filter(([path]) => path.startsWith(words.taxonomyPrefix));
  return Object.fromEntries(
    kept.map(([path, text]) => [path.slice(words.taxonomyPrefix.length), JSON.parse(text) as unknown]),
  );
}

function menuFacts(menu: ExportedMenu | null): HsdsObject {
  if (menu === null) return {};
  const { targets, eligibility, accessibility, ...content } = menu.content;
  const { ageMin: _min, ageMax: _max, ...others } = targets;
  return {
    ...content,
    menuAccessibility: accessibility,
    targets: others,
    eligibility,
    targetGroups: menu.details.targetGroups,
    feeWaivers: menu.details.feeWaivers?.map((waiver) => ({ ...waiver })),
  };
}

function costsOf(
  fee: number | null,
  waivers: readonly FeeWaiver[],
  serviceId: string,
  idOf: IdOf,
): readonly HsdsObject[] {
  const cost = (at: number, option: string, amount: number, note: string | null): HsdsObject =>
    said({
      id: idOf('cost', serviceId, String(at)),
      service_id: serviceId,
      option,
      currency: 'JPY',
      amount,
      amount_description: note,
    });
  return [
    ...(fee === null ? [] : [cost(0, words.feeOption, fee, null)]),
    ...waivers.map(({ whom, feeYen, note }, at) => cost(at + 1, `${words.taxonomyPrefix}${whom}`, feeYen, note)),
  ];
}

function schedulesOf(menu: ExportedMenu, serviceId: string, idOf: IdOf): readonly HsdsObject[] {
  const owner = { column: 'service_id', id: serviceId } as const;
  const weekly = weeklySchedules(menu.content.sessions ?? [], owner, idOf);
  return [...weekly, ...datedSchedules(menu.details.datedSessions ?? [], owner, idOf)];
}

const areasOf = ({ areas }: ExportedService, serviceId: string, idOf: IdOf): readonly HsdsObject[] =>
  areas.map(({ id, code, name }) => ({
    id: idOf('service_area', serviceId, id),
    service_id: serviceId,
    name,
    extent: code,
    extent_type: 'text',
  }));

/** Reported places have `available`; what a list states has none, because no list knows it. */
function capacitiesOf(
  { menu, availability, resource }: ExportedService,
  serviceId: string,
  idOf: IdOf,
): readonly HsdsObject[] {
  const stated = menu === null ? resource.capacityStated : null;
  return [
    ...(availability === null ? [] : [reported(availability, serviceId, idOf)]),
    ...(stated?.parts ?? []).map((maximum, at) => ({
      id: idOf('capacity', serviceId, 'stated', String(at)),
      service_id: serviceId,
      ...unitOf('stated', idOf),
      maximum,
      description: stated?.raw,
    })),
  ];
}

function reported({ total, used, unit, reportedAt }: ExportedAvailability, serviceId: string, idOf: IdOf): HsdsObject {
  return {
    id: idOf('capacity', serviceId, 'reported'),
    service_id: serviceId,
    ...unitOf(unit, idOf),
    available: Math.max(total - used, 0),
    maximum: total,
    updated: reportedAt,
  };
}

type Unit = keyof typeof words.units;

const unitNamed = (unit: Unit, idOf: IdOf): HsdsObject & { readonly id: string } => ({
  id: idOf('unit', unit),
  name: words.units[unit],
  scheme: `${words.taxonomyPrefix}units`,
  identifier: unit,
});

export const allUnits = (idOf: IdOf): readonly HsdsObject[] =>
  (Object.keys(words.units) as Unit[]).map((unit) => unitNamed(unit, idOf));

function unitOf(name: Unit, idOf: IdOf): HsdsObject {
  const unit = unitNamed(name, idOf);
  return { unit_id: unit.id, unit };
}

/** Where what is said comes from: one entry per list. */
function metadataOf({ id, ...source }: ExportedSource, serviceId: string, idOf: IdOf): HsdsObject {
  const { publisher, attribution, licence, url, fetchedOn } = source;
  return {
    id: idOf('metadata', serviceId, id),
    resource_id: serviceId,
    resource_type: 'service',
    last_action_date: fetchedOn,
    last_action_type: words.importedFrom,
    field_name: '*',
    previous_value: '',
    replacement_value: [attribution, licence, url].filter((part) => part !== null).join(' / '),
    updated_by: publisher,
  };
}
