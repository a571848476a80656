import { Injectable } from '@nestjs/common';
import { type Acted, FollowUpRecordedV1, type RecordFollowUpV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { recordResult } from '../domain/follow-up';
import { planRetry } from '../domain/follow-up-plan';
import { findFollowUp, insertPlan, lockFollowUp, lockTie, saveFollowUp, saveTie } from '../storage/follow-up.store';

/** Somebody tells how a follow-up went. */
@Injectable()
export class RecordFollowUpCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(told: RecordFollowUpV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const { placementId } = await findFollowUp(tx.db, told.followUpId);
      // The tie first: whatever ends it holds the same lock, and results of one placement get their numbers in turn.
      const tie = await lockTie(tx.db, placementId);
      const row = await lockFollowUp(tx.db, told.followUpId, ctx.expectedVersion);
      const state = recordResult(row, told, { today: tx.today, startedOn: tie.startedOn }, ctx.actor);
      const { result, recordedOn, contactMethod } = told;
      const recordedAs = tie.recordedCount + 1;
      await saveTie(tx.db, tie, { recordedCount: recordedAs });
      const version = await saveFollowUp(tx.db, row, {
        state,
        result,
        recordedOn,
        contactMethod,
        recordedAs,
        recordedBy: ctx.actor.sub,
        noteRef: told.noteRef ?? null,
      });
      if (result === 'missed') await insertPlan(tx.db, placementId, row.round, [planRetry(row, tx.today)]);
      const { id: followUpId, side } = row;
      await tx.publish(FollowUpRecordedV1, { followUpId, placementId, side, result, recordedOn, version: recordedAs });
      return { id: followUpId, state, version };
    });
  }
}
