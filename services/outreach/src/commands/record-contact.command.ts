import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Acted, type RecordContactAttemptV1, RelationshipStageChangedV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { type ContactEvent, recordContact } from '../domain/contact';
import { insertAttempt, lockEngagement, saveMove } from '../storage/engagement.store';

/** Somebody tried to reach the person, and perhaps did. */
@Injectable()
export class RecordContactCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(event: ContactEvent, told: RecordContactAttemptV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const { engagementId, method, result, stageAfter } = told;
      const row = await lockEngagement(tx.db, engagementId, ctx.expectedVersion);
      const move = recordContact(row, event, told, { today: tx.today, actor: ctx.actor });
      const recorded = { by: ctx.actor.sub, at: tx.now };
      await insertAttempt(tx.db, {
        id: randomUUID(),
        engagementId,
        method,
        result,
        stageAfter,
        triedOn: told.on,
        place: told.place ?? null,
        noteRef: told.noteRef ?? null,
        recordedBy: recorded.by,
        recordedAt: recorded.at,
      });
      const { version, stage } = await saveMove(tx.db, row, move, recorded);
      if (stage !== undefined) {
        const { caseRef } = row;
        await tx.publish(RelationshipStageChangedV1, { engagementId, caseRef, stage, version });
      }
      return { id: engagementId, state: move.change.state, version };
    });
  }
}
