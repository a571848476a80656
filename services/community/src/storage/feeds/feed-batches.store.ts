import { AppError, conflict } from '#libs/kernel';
import { sqlState } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import type { Outcome } from '../../domain/feeds/outcome';

/** A batch as its sender names it. */
interface BatchKey {
  readonly sub: string;
  readonly key: string;
  readonly fingerprint: string;
}

interface NewBatch {
  readonly batchId: string;
  readonly orgId: string;
  readonly receivedAt: Date;
}

interface BatchRow {
  readonly id: string;
  readonly fingerprint: string;
  readonly outcomes: readonly Outcome[] | null;
}

interface EarlierBatch {
  readonly batchId: string;
  readonly outcomes: readonly Outcome[];
}

/**
 * Takes a batch for this transaction, or gives what came of it the first time. Kept are outcomes, never what was sent.
 * 409 `idempotency.in-flight` while the first is still running, 422 `idempotency.other-body`.
 */
export async function takeBatch(
  db: EntityManager,
  { batchId, orgId, receivedAt }: NewBatch,
  { sub, key, fingerprint }: BatchKey,
): Promise<EarlierBatch | null> {
  const inserted = await waiting(
    db.query<readonly unknown[]>(
      `INSERT INTO feed_batches (id, org_id, sub, key, fingerprint, received_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (tenant, sub, key) DO NOTHING RETURNING id`,
      [batchId, orgId, sub, key, fingerprint, receivedAt],
    ),
  );
  if (inserted.length > 0) return null;
  const [known] = await db.query<readonly BatchRow[]>(
    'SELECT id, fingerprint, outcomes FROM feed_batches WHERE sub = $1 AND key = $2',
    [sub, key],
  );
  if (known?.fingerprint !== fingerprint) {
    throw new AppError('invalid', 'idempotency.other-body', 'This key was used for another request.', [], 422);
  }
  return { batchId: known.id, outcomes: known.outcomes ?? [] };
}

async function waiting<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (sqlState(error) !== '55P03') throw error;
    throw conflict('idempotency.in-flight', 'The first request with this key is still running.');
  }
}

export async function keepOutcomes(db: EntityManager, batchId: string, outcomes: readonly Outcome[]): Promise<void> {
  await db.query('UPDATE feed_batches SET outcomes = $2 WHERE id = $1', [batchId, JSON.stringify(outcomes)]);
}
