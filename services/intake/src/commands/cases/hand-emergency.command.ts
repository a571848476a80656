import { Injectable } from '@nestjs/common';
import type { EmergencyActed, HandEmergencyV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { dueBy, requireRaised } from '../../domain/emergency';
import { EMERGENCY_NOTICE } from '../../domain/emergency-notice';
import { lockCase, takeStep } from '../../storage/cases.store';

@Injectable()
export class HandEmergencyCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ caseRef, ownerSub, ...wish }: HandEmergencyV1, ctx: CallContext): Promise<EmergencyActed> {
    return this.unit.run(ctx, async (tx) => {
      const kase = await lockCase(tx.db, caseRef, ctx.expectedVersion);
      const raised = requireRaised(kase.emergency);
      const due = wish.dueBy === undefined ? raised.dueBy : dueBy(wish.dueBy, tx.now, tx.today);
      const emergency = { ...raised, ownerSub, dueBy: due };
      const taken = await takeStep(tx.db, kase, {
        event: 'handEmergency',
        to: kase.state,
        actor: ctx.actor,
        now: tx.now,
        detail: { fromSub: raised.ownerSub, ownerSub, dueBy: due },
        change: { emergency },
      });
      return { ...taken, state: 'RAISED', notice: [...EMERGENCY_NOTICE] };
    });
  }
}
