import type { EntityManager } from 'typeorm';
import type { ResourceEntity } from '../resource.entity';

/** What a list of found resources shows, with what decides whether and how. */
export type ShownRow = Pick<
  ResourceEntity,
  | ('id' | 'orgId' | 'state' | 'name' | 'nameKana' | 'type' | 'address' | 'phone')
  | ('addressConfidential' | 'publicFields' | 'hours' | 'closures')
> & { readonly organizationName: string };

/** By id; those that are no more are left out. */
export async function shownResources(
  db: EntityManager,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ShownRow>> {
  const rows: readonly ShownRow[] = await db.query(
    `SELECT r.id, r.org_id AS "orgId", o.name AS "organizationName", r.state, r.name, r.name_kana AS "nameKana", r.type,
            r.address, r.phone, r.address_confidential AS "addressConfidential", r.public_fields AS "publicFields",
            r.hours, r.closures
       FROM resources r JOIN organizations o ON o.id = r.org_id WHERE r.id = ANY($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
