import { Injectable } from '@nestjs/common';
import type { Acted, ConcludeEmergencyReviewV1, DecideEmergencyV1 } from '#libs/contracts';
import { type CallContext, conflict } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { decided } from '../../domain/emergency';
import { changeEmergency, lockEmergency } from '../../storage/emergency.store';

/** The responsible person's word on what was done; the placement goes on whatever it is. */
@Injectable()
export class DecideEmergencyCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ matchRequestId, approved, reasonCode, noteRef }: DecideEmergencyV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const row = await lockEmergency(tx.db, matchRequestId, ctx.expectedVersion);
      const next = decided(row, approved, { actor: ctx.actor, today: tx.today });
      const word = { decisionReasonCode: reasonCode, decisionNoteRef: noteRef ?? null };
      return changeEmergency(tx.db, row, { ...next, ...word });
    });
  }

  conclude({ matchRequestId, outcome }: ConcludeEmergencyReviewV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const row = await lockEmergency(tx.db, matchRequestId, ctx.expectedVersion);
      if (row.state !== 'IN_REVIEW') throw conflict('emergency.no-review', 'There is no review to conclude.');
      return changeEmergency(tx.db, row, { state: 'REVIEWED', dueOn: null, reviewOutcome: outcome });
    });
  }
}
