import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Fingerprint, Reason } from '../../domain/imports/sameness';
import type { Position } from '../../domain/resource-description';

interface Looked {
  readonly resourceId: string;
  readonly seq: string;
  readonly version: number;
  readonly name: string;
  readonly address: string | null;
  readonly corporateNumber: string | null;
  readonly officeNumber: string | null;
  readonly serviceKind: string | null;
  readonly location: Position | null;
  /** Its fingerprint was taken since it changed last, or it is closed or merged and needs none. */
  readonly printed: boolean;
}

/** The next resources in the order of their entry. The page is cut first: what is joined to it is looked up by its key. */
export const nextToPrint = (db: EntityManager, afterSeq: string, limit: number): Promise<readonly Looked[]> =>
  db.query(
    `WITH page AS MATERIALIZED (
       SELECT id, seq, state, version, name, address, org_id, office_number, service_kind, location FROM resources
       WHERE seq > $1::bigint ORDER BY seq LIMIT $2
     )
     SELECT page.id AS "resourceId", page.seq, page.version, page.name, page.address,
            (SELECT corporate_number FROM organizations WHERE id = org_id) AS "corporateNumber",
            office_number AS "officeNumber", service_kind AS "serviceKind", location,
            state = 'CLOSED' OR EXISTS (SELECT 1 FROM resource_merges WHERE merged_id = page.id AND undone_on IS NULL)
              OR EXISTS (SELECT 1 FROM resource_fingerprints print
                    WHERE print.resource_id = page.id AND print.version = page.version) AS printed
     FROM page ORDER BY page.seq`,
    [afterSeq, limit],
  );

export interface Print extends Fingerprint {
  readonly version: number;
  readonly cell: string | null;
}

export async function keepPrints(db: EntityManager, prints: readonly Print[]): Promise<void> {
  await db.query(
    `INSERT INTO resource_fingerprints
       (resource_id, version, name_key, address_key, corporate_number, office_key, service_kind, location, cell)
     SELECT "resourceId", version, "nameKey", "addressKey", "corporateNumber", "officeNumber", "serviceKind", location,
            cell
     FROM json_to_recordset($1::json) AS given
       ("resourceId" uuid, version int, "nameKey" text, "addressKey" text, "corporateNumber" text,
        "officeNumber" text, "serviceKind" text, location jsonb, cell text)
     ON CONFLICT (resource_id) DO UPDATE
       SET version = excluded.version, name_key = excluded.name_key, address_key = excluded.address_key,
           corporate_number = excluded.corporate_number, office_key = excluded.office_key,
           service_kind = excluded.service_kind, location = excluded.location, cell = excluded.cell`,
    [JSON.stringify(prints)],
  );
}

interface Candidate {
  readonly of: string;
  readonly other: Fingerprint;
}

const PRINT = `resource_id, name_key, address_key, corporate_number, office_key, service_kind, location
               FROM resource_fingerprints`;

/**
 * For each of the resources those that share a name, an office number or a neighbourhood with it; one that shares more
 * comes more than once.
 */
export function candidatesFor(
  db: EntityManager,
  asked: readonly (Pick<Fingerprint, 'resourceId' | 'nameKey' | 'officeNumber'> & {
    readonly cells: readonly string[];
  })[],
  limit: number,
): Promise<readonly Candidate[]> {
  return db.query(
    `SELECT given."resourceId" AS of, jsonb_build_object(
              'resourceId', resource_id, 'nameKey', name_key, 'addressKey', address_key,
              'corporateNumber', corporate_number, 'officeNumber', office_key, 'serviceKind', service_kind,
              'location', location) AS other
     FROM json_to_recordset($1::json) AS given ("resourceId" uuid, "nameKey" text, "officeNumber" text, cells text[])
     CROSS JOIN LATERAL (
       (SELECT ${PRINT} WHERE name_key = given."nameKey" LIMIT $2)
       UNION ALL (SELECT ${PRINT} WHERE office_key = given."officeNumber" LIMIT $2)
       UNION ALL (SELECT ${PRINT} WHERE cell = ANY(given.cells) LIMIT $2)
     ) AS near
     WHERE resource_id <> given."resourceId"
       AND NOT EXISTS (SELECT 1 FROM resource_merges WHERE merged_id = resource_id AND undone_on IS NULL)`,
    [JSON.stringify(asked), limit],
  );
}

interface Pair {
  readonly one: string;
  readonly other: string;
  readonly reasons: readonly Reason[];
}

/** Proposes pairs once: what a person has decided stays decided. Gives how many are new. */
export async function proposePairs(db: EntityManager, pairs: readonly Pair[]): Promise<number> {
  if (pairs.length === 0) return 0;
  const rows = await db.query<readonly unknown[]>(
    `INSERT INTO duplicate_pairs (id, version, state, first_id, second_id, reasons)
     SELECT id, 1, 'PROPOSED', least(one, other), greatest(one, other), reasons
     FROM json_to_recordset($1::json) AS given (id uuid, one uuid, other uuid, reasons jsonb)
     ON CONFLICT (tenant, first_id, second_id) DO NOTHING RETURNING 1`,
    [JSON.stringify(pairs.map((pair) => ({ ...pair, id: randomUUID() })))],
  );
  return rows.length;
}
