import { Injectable } from '@nestjs/common';
import { type Acted, EmergencyFlagChangedV1, type RaiseEmergencyV1 } from '#libs/contracts';
import { addDays, type CallContext, startOfLocalDay } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import type { Emergency } from '../../domain/case';
import { lockCase, takeStep } from '../../storage/cases.store';

@Injectable()
export class RaiseEmergencyCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** Possible in every state: the flag is none. */
  execute(input: RaiseEmergencyV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const kase = await lockCase(tx.db, input.caseRef, ctx.expectedVersion);
      const emergency: Emergency = {
        state: 'RAISED',
        ownerSub: input.ownerSub ?? ctx.actor.sub,
        raisedAt: tx.now.toISOString(),
        dueBy: input.dueBy ?? startOfLocalDay(addDays(tx.today, 1)).toISOString(),
      };
      const taken = await takeStep(tx.db, kase, {
        event: 'raiseEmergency',
        to: kase.state,
        actor: ctx.actor,
        now: tx.now,
        detail: { reason: input.reason, ...emergency },
        change: { emergency },
      });
      await tx.publish(EmergencyFlagChangedV1, { caseRef: kase.id, state: 'RAISED', version: taken.version });
      return { ...taken, state: 'RAISED' };
    });
  }
}
