import { Injectable } from '@nestjs/common';
import { type ClearEmergencyV1, type EmergencyActed, EmergencyFlagChangedV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { requireRaised } from '../../domain/emergency';
import { EMERGENCY_NOTICE } from '../../domain/emergency-notice';
import { lockCase, takeStep } from '../../storage/cases.store';

@Injectable()
export class ClearEmergencyCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ caseRef, done }: ClearEmergencyV1, ctx: CallContext): Promise<EmergencyActed> {
    return this.unit.run(ctx, async (tx) => {
      const kase = await lockCase(tx.db, caseRef, ctx.expectedVersion);
      const emergency = { ...requireRaised(kase.emergency), state: 'CLEARED' as const };
      const taken = await takeStep(tx.db, kase, {
        event: 'clearEmergency',
        to: kase.state,
        actor: ctx.actor,
        now: tx.now,
        detail: { done },
        change: { emergency },
      });
      await tx.publish(EmergencyFlagChangedV1, { caseRef, state: 'CLEARED', version: taken.version });
      return { ...taken, state: 'CLEARED', notice: [...EMERGENCY_NOTICE] };
    });
  }
}
