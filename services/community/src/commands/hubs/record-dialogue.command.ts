import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, RecordDialogueV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { refuseNames } from '../../domain/hubs/looks-like-a-name';
import { inFuture } from '../../domain/resource';
import { insertDialogue, insertTopic } from '../../storage/hubs/dialogues.store';
import { findHub, requireArea } from '../../storage/hubs/hubs.store';

/** A meeting of residents and what it was about. */
@Injectable()
export class RecordDialogueCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ kind, heldOn, topics, ...given }: RecordDialogueV1, ctx: CallContext): Promise<Acted> {
    refuseNames(Object.fromEntries(topics.map(({ topic }, index) => [`topics.${index}.topic`, topic])));
    const { areaId = null, hubId = null, participants = null } = given;
    return this.unit.run(ctx, async ({ db, today }) => {
      if (heldOn > today) throw inFuture('dialogue.future', 'heldOn');
      await requireArea(db, areaId);
      if (hubId) await findHub(db, hubId);
      const id = randomUUID();
      await insertDialogue(db, { id, kind, heldOn, areaId, hubId, participants });
      const first = { version: 1, dialogueId: id, state: 'TOPIC' as const, issue: null, developmentId: null };
      for (const { topic } of topics) await insertTopic(db, { id: randomUUID(), topic, ...first });
      return { id, state: 'RECORDED', version: 1 };
    });
  }
}
