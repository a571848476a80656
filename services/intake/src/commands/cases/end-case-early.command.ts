import { Injectable } from '@nestjs/common';
import { type Acted, CaseClosedV1, type EndCaseEarlyV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { CASE, refuseUnapprovedEnd, refuseWhileEmergency } from '../../domain/case';
import { lockCase, takeStep } from '../../storage/cases.store';

@Injectable()
export class EndCaseEarlyCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** Who hears that the reason is `deceased` stops letters, calls and visits the same day. */
  execute({ caseRef, ...end }: EndCaseEarlyV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const kase = await lockCase(tx.db, caseRef, ctx.expectedVersion);
      const to = CASE.next(kase.state, 'endEarly', ctx.actor);
      refuseWhileEmergency(kase.emergency);
      refuseUnapprovedEnd(end.reason);
      const taken = await takeStep(tx.db, kase, {
        event: 'endEarly',
        to,
        actor: ctx.actor,
        now: tx.now,
        detail: end,
        change: { closureReason: end.reason },
      });
      const { personRef } = kase;
      await tx.publish(CaseClosedV1, { caseRef, personRef, reason: end.reason, version: taken.version });
      return taken;
    });
  }
}
