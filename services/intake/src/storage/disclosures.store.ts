import { notFound, staleVersion } from '#libs/kernel';
import { lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { DestructionRequestEntity, type DisclosureEntity } from './disclosure.entity';

const REQUEST = 'destruction-request';

/**
 * Stores what a proposal's last word was. Events may come twice or late: an older version than the one
 * that is there changes nothing, so an inquiry that is heard after its end opens nothing.
 */
export async function storeDisclosure(db: EntityManager, disclosure: DisclosureEntity): Promise<void> {
  const { id, version, state, personRef, orgId, items } = disclosure;
  await db.query(
    `INSERT INTO disclosures (id, version, state, person_ref, org_id, items) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (id) DO UPDATE
        SET version = $2, state = $3,
            items = CASE WHEN $3 = 'OPEN' THEN $6::jsonb ELSE disclosures.items END
      WHERE disclosures.version < $2 AND disclosures.state = 'OPEN'`,
    [id, version, state, personRef, orgId, JSON.stringify(items)],
  );
}

/** Locks a request of this very organisation. */
export async function lockDestructionRequest(
  db: EntityManager,
  requestId: string,
  orgId: string,
  expectedVersion?: number,
): Promise<DestructionRequestEntity> {
  const request = await lockRow(db, DestructionRequestEntity, requestId, REQUEST);
  if (request.orgId !== orgId) throw notFound(REQUEST);
  if (expectedVersion !== undefined && request.version !== expectedVersion)
    throw staleVersion(REQUEST, request.version);
  return request;
}

export const confirmDestruction = (
  db: EntityManager,
  request: DestructionRequestEntity,
  confirmedBy: string,
): Promise<number> => updateRow(db, DestructionRequestEntity, request, { state: 'CONFIRMED', confirmedBy }, REQUEST);
