import type { EntityManager } from 'typeorm';
import type {
  ExportedAvailability,
  ExportedMenu,
  ExportedResource,
  ExportedService,
  ExportedSource,
} from '../../domain/exports/exported';
import type { Audience } from '../../domain/exports/hsds-attributes';
import type { ExportedOrganization } from '../../domain/exports/hsds-organization';
import { contentOf } from '../../domain/menu-content';
import { detailsOf } from '../../domain/menu-details';
import { type Reader, visibleResource } from '../../domain/visible-resource';

/** A row stands for a menu, or for a resource without menus. */
interface ServiceRow {
  readonly resourceSeq: string;
  readonly menuSeq: string;
  /** The first of its place. */
  readonly first: boolean;
  readonly organization: ExportedOrganization;
  readonly resource: ExportedResource;
  readonly menu: ExportedMenu | null;
  readonly availability: ExportedAvailability | null;
}

export interface ReadService {
  readonly service: ExportedService;
  readonly first: boolean;
  readonly place: readonly string[];
}

const object = (table: string, columns: Readonly<Record<string, string>>): string =>
  `jsonb_build_object(${Object.entries(columns)
    .map(([name, column]) => `'${name}', ${table}.${column}`)
    .join(', ')})`;

const ORGANIZATION = {
  ...{ id: 'id', name: 'name', kind: 'kind', corporateNumber: 'corporate_number', contact: 'contact' },
  contactPeople: 'contact_people',
};
const RESOURCE = {
  ...{ id: 'id', orgId: 'org_id', state: 'state', name: 'name', nameKana: 'name_kana', type: 'type' },
  ...{ postalCode: 'postal_code', address: 'address', building: 'building', municipalityCode: 'municipality_code' },
  ...{ location: 'location', addressConfidential: 'address_confidential', areaIds: 'area_ids', phone: 'phone' },
  ...{ phoneExtension: 'phone_extension', fax: 'fax', email: 'email', url: 'url', hours: 'hours' },
  ...{ accessibility: 'accessibility', languages: 'languages', statutoryBasis: 'statutory_basis' },
  ...{ officeNumber: 'office_number', serviceKind: 'service_kind', capacityStated: 'capacity_stated' },
  ...{
    description: 'description',
    notes: 'notes',
    publicFields: 'public_fields',
    lastConfirmedOn: 'last_confirmed_on',
  },
};
const MENU = { id: 'id', name: 'name', content: 'content', details: 'details' };
const AVAILABILITY = { total: 'total', used: 'used', unit: 'unit', reportedAt: 'reported_at' };

/** A place that was merged into another one is said by that one, but for its menus. */
const TABLES = `FROM resources r JOIN organizations o ON o.id = r.org_id LEFT JOIN menus m ON m.resource_id = r.id
  WHERE (m.id IS NOT NULL
         OR NOT EXISTS (SELECT 1 FROM resource_merges x WHERE x.merged_id = r.id AND x.undone_on IS NULL))
    AND ($1 <> 'residents' OR (r.state = 'ACTIVE_PUBLIC' AND NOT r.address_confidential))`;

export const BEGINNING = ['0', '0'] as const;

export async function countServices(
  db: EntityManager,
  audience: Audience,
  after: readonly string[],
): Promise<{ readonly total: number; readonly before: number }> {
  const [row] = await db.query<readonly { readonly total: number; readonly before: number }[]>(
    `SELECT count(*)::int AS total,
            count(*) FILTER (WHERE (r.seq, coalesce(m.seq, 0)) <= ($2::bigint, $3::bigint))::int AS before ${TABLES}`,
    [audience, ...after],
  );
  return row ?? { total: 0, before: 0 };
}

/** The next services in the order in which places and menus were entered, as this reader may see them. `isFull`: there may be more. */
export async function readServices(
  db: EntityManager,
  audience: Audience,
  reader: Reader,
  page: { readonly after: readonly string[]; readonly take: number },
): Promise<{ readonly services: readonly ReadService[]; readonly isFull: boolean }> {
  const rows = await db.query<readonly ServiceRow[]>(
    `SELECT r.seq AS "resourceSeq", coalesce(m.seq, 0) AS "menuSeq",
            NOT EXISTS (SELECT 1 FROM menus f WHERE f.resource_id = r.id AND f.seq < m.seq) AS first,
            ${object('o', ORGANIZATION)} AS organization, ${object('r', RESOURCE)} AS resource,
            CASE WHEN m.id IS NOT NULL THEN ${object('m', MENU)} END AS menu,
            (SELECT ${object('a', AVAILABILITY)} FROM availability a WHERE a.id = m.id) AS availability
     ${TABLES} AND r.seq >= $2::bigint AND (r.seq, coalesce(m.seq, 0)) > ($2::bigint, $3::bigint)
     ORDER BY r.seq, coalesce(m.seq, 0) LIMIT $4`,
    [audience, ...page.after, page.take],
  );
  const shown = rows.flatMap((row) => {
    const resource = visibleResource(row.resource, reader);
    return resource === null ? [] : [{ ...row, resource }];
  });
  const [areas, sources] = [await areasOf(db, shown), await sourcesOf(db, shown)];
  const services = shown.map(({ resourceSeq, menuSeq, first, menu, ...row }) => ({
    first,
    place: [resourceSeq, menuSeq],
    service: {
      ...row,
      menu: menu && { ...menu, content: contentOf(menu.content), details: detailsOf(menu.details) },
      areas: row.resource.areaIds.flatMap((id) => areas.get(id) ?? []),
      ...(sources.get(row.resource.id) ?? { sources: [], extras: {} }),
    },
  }));
  return { services, isFull: rows.length === page.take };
}

type Area = ExportedService['areas'][number];
type Shown = readonly { readonly resource: ExportedResource }[];

async function areasOf(db: EntityManager, shown: Shown): Promise<ReadonlyMap<string, Area>> {
  const ids = [...new Set(shown.flatMap(({ resource }) => resource.areaIds))];
  const rows = await db.query<readonly Area[]>('SELECT id, code, name FROM areas WHERE id = ANY($1::uuid[])', [ids]);
  return new Map(rows.map((area) => [area.id, area]));
}

interface SourceRow extends ExportedSource {
  readonly resourceId: string;
  readonly extras: Readonly<Record<string, string>> | null;
}
type Stated = Pick<ExportedService, 'sources' | 'extras'>;

/** What lists say of the places today; only an HSDS list's extras are in the words of HSDS. */
async function sourcesOf(db: EntityManager, shown: Shown): Promise<ReadonlyMap<string, Stated>> {
  const rows = await db.query<readonly SourceRow[]>(
    `SELECT s.resource_id AS "resourceId", s.source_id AS id, j.publisher, j.attribution, j.licence,
            j.source_url AS url, j.fetched_on::text AS "fetchedOn",
            CASE WHEN j.plan->>'family' LIKE 'hsds%' THEN s.extras END AS extras
     FROM source_records s JOIN import_jobs j ON j.id = s.import_id
     WHERE s.resource_id = ANY($1::uuid[]) AND s.gone_on IS NULL ORDER BY j.seq, s.source_key`,
    [shown.map(({ resource }) => resource.id)],
  );
  const stated = new Map<string, Stated>();
  for (const { resourceId, extras, ...source } of rows) {
    const before = stated.get(resourceId) ?? { sources: [], extras: {} };
    const isNew = before.sources.every(({ id }) => id !== source.id);
    stated.set(resourceId, {
      sources: isNew ? [...before.sources, source] : before.sources,
      extras: { ...before.extras, ...extras },
    });
  }
  return stated;
}
