import { notFound } from '#libs/kernel';
import type { EntityManager } from 'typeorm';
import { requireArea } from '../hubs/hubs.store';

interface Named {
  readonly areaId: string | null;
  readonly developmentIds: readonly string[];
  readonly topicIds: readonly string[];
  readonly partners: readonly { readonly orgId: string }[];
}

/** 404, or 400 for an area, where something is named that is not there. */
export async function requireParts(db: EntityManager, named: Named): Promise<void> {
  await requireArea(db, named.areaId);
  await requireAll(db, 'resource_developments', named.developmentIds, 'resource-development');
  await requireAll(db, 'dialogue_topics', named.topicIds, 'dialogue-topic');
  const orgIds = named.partners.map(({ orgId }) => orgId);
  await requireAll(db, 'organizations', orgIds, 'organization');
}

async function requireAll(db: EntityManager, table: string, ids: readonly string[], thing: string): Promise<void> {
  const known = new Set(ids.map((id) => id.toLowerCase()));
  if (known.size === 0) return;
  const rows: readonly unknown[] = await db.query(`SELECT 1 FROM ${table} WHERE id = ANY($1::uuid[])`, [[...known]]);
  if (rows.length < known.size) throw notFound(thing);
}
