import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';

/** An organisation as a list names it. */
export interface NamedOrganization {
  /** Its 法人番号 or its normalised name; see `organizationOf`. */
  readonly key: string;
  readonly name: string;
  readonly kind: string;
  readonly corporateNumber: string | null;
  readonly contact: object | null;
  readonly contactPeople: readonly object[];
}

interface Owner {
  readonly sourceId: string;
  readonly importId: string;
}

/** The organisations of a batch: those the list named before, those with this 法人番号, and new ones for all others. */
export async function organizationsFor(
  db: EntityManager,
  owner: Owner,
  wanted: readonly NamedOrganization[],
): Promise<ReadonlyMap<string, string>> {
  const known = new Map<string, string>();
  for (const { key, id } of await namedBefore(db, owner.sourceId, wanted)) known.set(key, id);
  const met = await numbered(db, unknownOf(wanted, known));
  const matched = unknownOf(wanted, known).flatMap((each) => {
    const id = each.corporateNumber === null ? undefined : met.get(each.corporateNumber);
    return id === undefined ? [] : [{ ...each, id, created: false }];
  });
  for (const { key, id } of matched) known.set(key, id);
  const fresh = unknownOf(wanted, known).map((each) => ({ ...each, id: randomUUID(), created: true }));
  for (const { key, id } of fresh) known.set(key, id);
  await keep(db, owner, [...matched, ...fresh]);
  return known;
}

/** Keys of organisations that are in the register already: the list named them before, or they have this 法人番号. */
export async function knownOrganizations(
  db: EntityManager,
  sourceId: string,
  wanted: readonly NamedOrganization[],
): Promise<ReadonlySet<string>> {
  const named = (await namedBefore(db, sourceId, wanted)).map(({ key }) => key);
  const met = await numbered(db, wanted);
  const byNumber = wanted.filter(({ corporateNumber }) => corporateNumber !== null && met.has(corporateNumber));
  return new Set([...named, ...byNumber.map(({ key }) => key)]);
}

const unknownOf = (wanted: readonly NamedOrganization[], known: ReadonlyMap<string, string>) =>
  wanted.filter(({ key }) => !known.has(key));

const namedBefore = (
  db: EntityManager,
  sourceId: string,
  wanted: readonly NamedOrganization[],
): Promise<readonly { readonly key: string; readonly id: string }[]> =>
  db.query(
    'SELECT org_key AS key, org_id AS id FROM import_organizations WHERE source_id = $1 AND org_key = ANY($2::text[])',
    [sourceId, wanted.map(({ key }) => key)],
  );

async function numbered(db: EntityManager, wanted: readonly NamedOrganization[]): Promise<ReadonlyMap<string, string>> {
  const numbers = wanted.flatMap(({ corporateNumber }) => corporateNumber ?? []);
  if (numbers.length === 0) return new Map();
  const rows = await db.query<readonly { readonly number: string; readonly id: string }[]>(
    'SELECT corporate_number AS number, id FROM organizations WHERE corporate_number = ANY($1::text[])',
    [numbers],
  );
  return new Map(rows.map(({ number, id }) => [number, id]));
}

async function keep(
  db: EntityManager,
  { sourceId, importId }: Owner,
  rows: readonly (NamedOrganization & { readonly id: string; readonly created: boolean })[],
): Promise<void> {
  if (rows.length === 0) return;
  await db.query(
    `INSERT INTO organizations (id, version, name, kind, corporate_number, contact, contact_people)
     SELECT id, 1, name, kind, "corporateNumber", contact, "contactPeople" FROM json_to_recordset($1::json) AS given
       (id uuid, name text, kind text, "corporateNumber" text, contact jsonb, "contactPeople" jsonb, created boolean)
     WHERE created`,
    [JSON.stringify(rows)],
  );
  await db.query(
    `INSERT INTO import_organizations (source_id, org_key, org_id, import_id, created)
     SELECT $1, key, id, $2, created FROM json_to_recordset($3::json) AS given (key text, id uuid, created boolean)`,
    [sourceId, importId, JSON.stringify(rows)],
  );
}

/** Forgets what this import added, and deletes organisations that it made and nobody needs. Gives how many those are. */
export async function forgetOrganizations(db: EntityManager, importId: string): Promise<number> {
  const rows = await db.query<readonly [readonly { readonly id: string; readonly created: boolean }[], number]>(
    'DELETE FROM import_organizations WHERE import_id = $1 RETURNING org_id AS id, created',
    [importId],
  );
  let deleted = 0;
  for (const { id, created } of rows[0]) if (created) deleted += await deleteUnused(db, id);
  return deleted;
}

const FOREIGN_KEY = '23503';

/** Whoever points to it keeps it. */
async function deleteUnused(db: EntityManager, orgId: string): Promise<number> {
  await db.query('SAVEPOINT organization');
  try {
    const [, count] = await db.query<readonly [unknown, number]>(
      'DELETE FROM organizations WHERE id = $1 AND version = 1',
      [orgId],
    );
    await db.query('RELEASE SAVEPOINT organization');
    return count;
  } catch (error) {
    if ((error as { readonly code?: string }).code !== FOREIGN_KEY) throw error;
    await db.query('ROLLBACK TO SAVEPOINT organization');
    return 0;
  }
}
