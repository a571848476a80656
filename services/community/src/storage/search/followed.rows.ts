import type { KnownMenu, KnownOrganization, KnownResource } from '../../domain/search/known-registry';

/** Tables that the search of a replica follows, in the order in which it reads them first, and how their rows read. */
export const ORGANIZATIONS = {
  from: { table: 'organizations', columns: 'id, name' },
  read: (row: unknown): KnownOrganization => row as KnownOrganization,
};

export const MENUS = {
  from: {
    table: 'menus',
    columns: `id, resource_id AS "resourceId", name, content->'purposes' AS purposes,
      content->'activities' AS activities, content->'roles' AS roles`,
  },
  read: (row: unknown): KnownMenu => row as KnownMenu,
};

/** What was merged into another place is in no state that anybody asks for. */
const STATE = `CASE WHEN EXISTS (SELECT 1 FROM resource_merges WHERE merged_id = resources.id AND undone_on IS NULL)
  THEN 'MERGED' ELSE state END`;

export const RESOURCES = {
  from: {
    table: 'resources',
    columns: `id, org_id AS "orgId", ${STATE} AS state, type, name, name_kana AS "nameKana", address, description,
      service_kind AS "serviceKind", location, area_ids AS "areaIds", address_confidential AS "addressConfidential",
      hours, closures`,
  },
  read: (row: unknown): KnownResource => row as KnownResource,
};
