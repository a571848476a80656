import { Injectable } from '@nestjs/common';
import { type Acted, RelationshipStageChangedV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import type { At, Engagement, Move } from '../domain/engagement';
import { lockEngagement, saveMove } from '../storage/engagement.store';

/** Takes one step of the machine OutreachEngagement; `decide` holds the rules of the step. */
@Injectable()
export class MoveEngagementCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(engagementId: string, decide: (engagement: Engagement, at: At) => Move, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const row = await lockEngagement(tx.db, engagementId, ctx.expectedVersion);
      const move = decide(row, { today: tx.today, actor: ctx.actor });
      const { version, stage } = await saveMove(tx.db, row, move, { by: ctx.actor.sub, at: tx.now });
      if (stage !== undefined) {
        const { caseRef } = row;
        await tx.publish(RelationshipStageChangedV1, { engagementId, caseRef, stage, version });
      }
      return { id: engagementId, state: move.change.state, version };
    });
  }
}
