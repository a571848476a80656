import type { ServiceName } from '#libs/kernel';
import type { EntityManager } from 'typeorm';
import type { Head } from '../domain/audit-anchors';

/** A head of a service's chain, to be kept. */
interface NewAnchor extends Head {
  readonly service: ServiceName;
  readonly at: string;
}

interface LastRow {
  readonly service: ServiceName;
  readonly position: string;
  readonly hash: string;
}

/** The furthest head of each service's chain that is kept. */
export async function lastAnchors(db: EntityManager): Promise<ReadonlyMap<ServiceName, Head>> {
  const rows = await db.query<readonly LastRow[]>(
    'SELECT DISTINCT ON (service) service, position, hash FROM audit_anchors ORDER BY service, position DESC',
  );
  return new Map(rows.map(({ service, position, hash }) => [service, { position: Number(position), hash }]));
}

/** Keeps a head. What another replica kept in the same moment is the same. */
export async function keepAnchor(db: EntityManager, anchor: NewAnchor, signed: string): Promise<void> {
  await db.query(
    `INSERT INTO audit_anchors (service, position, hash, signed, anchored_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING`,
    [anchor.service, anchor.position, anchor.hash, signed, anchor.at],
  );
}
