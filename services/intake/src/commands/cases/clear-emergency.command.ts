import { Injectable } from '@nestjs/common';
import { type Acted, type ClearEmergencyV1, EmergencyFlagChangedV1 } from '#libs/contracts';
import { type CallContext, conflict } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { lockCase, takeStep } from '../../storage/cases.store';

@Injectable()
export class ClearEmergencyCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ caseRef, reason }: ClearEmergencyV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const kase = await lockCase(tx.db, caseRef, ctx.expectedVersion);
      if (kase.emergency?.state !== 'RAISED') throw conflict('case.no-emergency', 'No emergency flag stands.');
      const taken = await takeStep(tx.db, kase, {
        event: 'clearEmergency',
        to: kase.state,
        actor: ctx.actor,
        now: tx.now,
        detail: { reason },
        change: { emergency: { ...kase.emergency, state: 'CLEARED' } },
      });
      await tx.publish(EmergencyFlagChangedV1, { caseRef, state: 'CLEARED', version: taken.version });
      return { ...taken, state: 'CLEARED' };
    });
  }
}
