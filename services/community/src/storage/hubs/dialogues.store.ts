import { insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { DialogueTopicEntity } from './dialogue.entity';

interface Dialogue {
  readonly id: string;
  readonly kind: string;
  /** Local day. */
  readonly heldOn: string;
  readonly areaId: string | null;
  readonly hubId: string | null;
  readonly participants: number | null;
}

export async function insertDialogue(db: EntityManager, row: Dialogue): Promise<void> {
  await db.query(
    'INSERT INTO dialogues (id, kind, held_on, area_id, hub_id, participants) VALUES ($1, $2, $3, $4, $5, $6)',
    [row.id, row.kind, row.heldOn, row.areaId, row.hubId, row.participants],
  );
}

export const insertTopic = (db: EntityManager, row: DialogueTopicEntity): Promise<void> =>
  insertRow(db, DialogueTopicEntity, row);

export const lockTopic = (db: EntityManager, id: string, expectedVersion?: number): Promise<DialogueTopicEntity> =>
  lockRow(db, DialogueTopicEntity, id, 'dialogue-topic', expectedVersion);

export const updateTopic = (
  db: EntityManager,
  row: DialogueTopicEntity,
  change: Partial<Pick<DialogueTopicEntity, 'state' | 'issue' | 'developmentId'>>,
): Promise<number> => updateRow(db, DialogueTopicEntity, row, change, 'dialogue-topic');
