import { Injectable } from '@nestjs/common';
import type { RaiseSafetyConcernV1, SafetyConcernAnswer } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { CALL_FIRST, raiseSafetyConcern } from '../domain/engagement-steps';
import { lockEngagement, saveMove } from '../storage/engagement.store';

/** Somebody may be in danger. The numbers are part of the kept answer: a repeated request shows them again. */
@Injectable()
export class RaiseSafetyConcernCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ engagementId, noteRef }: RaiseSafetyConcernV1, ctx: CallContext): Promise<SafetyConcernAnswer> {
    return this.unit.run(ctx, async (tx) => {
      const row = await lockEngagement(tx.db, engagementId, ctx.expectedVersion);
      const move = raiseSafetyConcern(row, { noteRef: noteRef ?? null }, { today: tx.today, actor: ctx.actor });
      const { version } = await saveMove(tx.db, row, move, { by: ctx.actor.sub, at: tx.now });
      return { id: engagementId, state: move.change.state, version, callFirst: [...CALL_FIRST] };
    });
  }
}
