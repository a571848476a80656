import type { EntityManager } from 'typeorm';
import type { Audience } from '../../domain/exports/hsds-attributes';
import type { ExportedOrganization } from '../../domain/exports/hsds-organization';

export interface ReadExportedOrganization {
  readonly seq: string;
  readonly organization: ExportedOrganization;
}

/** Residents see organisations with a place that they see. */
const SHOWN = `($1 <> 'residents' OR EXISTS (
  SELECT 1 FROM resources r WHERE r.org_id = o.id AND r.state = 'ACTIVE_PUBLIC' AND NOT r.address_confidential))`;

export async function countOrganizations(
  db: EntityManager,
  audience: Audience,
  after: string,
): Promise<{ readonly total: number; readonly before: number }> {
  const [row] = await db.query<readonly { readonly total: number; readonly before: number }[]>(
    `SELECT count(*)::int AS total, count(*) FILTER (WHERE seq <= $2::bigint)::int AS before
     FROM organizations o WHERE ${SHOWN}`,
    [audience, after],
  );
  return row ?? { total: 0, before: 0 };
}

export async function readOrganizations(
  db: EntityManager,
  audience: Audience,
  page: { readonly after: string; readonly take: number },
): Promise<readonly ReadExportedOrganization[]> {
  const rows = await db.query<readonly (ExportedOrganization & { readonly seq: string })[]>(
    `SELECT seq, id, name, kind, corporate_number AS "corporateNumber", contact, contact_people AS "contactPeople"
     FROM organizations o WHERE ${SHOWN} AND seq > $2::bigint ORDER BY o.seq LIMIT $3`,
    [audience, page.after, page.take],
  );
  return rows.map(({ seq, ...organization }) => ({ seq, organization }));
}
