import { Injectable } from '@nestjs/common';
import { type EmergencyActed, EmergencyFlagChangedV1, type RaiseEmergencyV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { dueBy, type Emergency } from '../../domain/emergency';
import { EMERGENCY_NOTICE } from '../../domain/emergency-notice';
import { lockCase, takeStep } from '../../storage/cases.store';

@Injectable()
export class RaiseEmergencyCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** Possible in every state: the flag is none. */
  execute(input: RaiseEmergencyV1, ctx: CallContext): Promise<EmergencyActed> {
    return this.unit.run(ctx, async (tx) => {
      const kase = await lockCase(tx.db, input.caseRef, ctx.expectedVersion);
      const emergency: Emergency = {
        state: 'RAISED',
        ownerSub: input.ownerSub ?? ctx.actor.sub,
        raisedAt: tx.now.toISOString(),
        dueBy: dueBy(input.dueBy, tx.now, tx.today),
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
      return { ...taken, state: 'RAISED', notice: [...EMERGENCY_NOTICE] };
    });
  }
}
