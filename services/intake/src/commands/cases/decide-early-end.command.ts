import { Injectable } from '@nestjs/common';
import { type Acted, CaseClosedV1, type DecideEarlyEndV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { CASE, refuseWhileEmergency } from '../../domain/case';
import { checkEarlyEnd, refuseOwnApproval } from '../../domain/early-end';
import { lockCase, takeStep } from '../../storage/cases.store';
import { decideAsked, endCaseEarly, holdPersonOf, requireAsked } from '../../storage/early-ends.store';

@Injectable()
export class DecideEarlyEndCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ caseRef, decision, why }: DecideEarlyEndV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      await holdPersonOf(tx.db, caseRef);
      const kase = await lockCase(tx.db, caseRef, ctx.expectedVersion);
      CASE.next(kase.state, 'endEarly', ctx.actor);
      const asked = await requireAsked(tx.db, kase);
      refuseOwnApproval(asked.askedBy, ctx.actor.sub);
      const decided = { decidedBy: ctx.actor.sub, decidedAt: tx.now, decision: why };
      if (decision === 'refuse') {
        await decideAsked(tx.db, asked, { state: 'REFUSED', ...decided });
        const detail = { reason: asked.ending.reason };
        return takeStep(tx.db, kase, {
          event: 'refuseEarlyEnd',
          to: kase.state,
          actor: ctx.actor,
          now: tx.now,
          detail,
        });
      }
      refuseWhileEmergency(kase.emergency);
      checkEarlyEnd(asked.ending, kase, tx.today);
      await decideAsked(tx.db, asked, { state: 'APPROVED', ...decided });
      const taken = await endCaseEarly(tx, kase, asked.ending, ctx.actor, { askedBy: asked.askedBy });
      const { reason } = asked.ending;
      await tx.publish(CaseClosedV1, { caseRef, personRef: kase.personRef, reason, version: taken.version });
      return taken;
    });
  }
}
