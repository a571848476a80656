import { Injectable } from '@nestjs/common';
import { type Acted, CaseClosedV1, type CloseCaseV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { CASE, refuseWhileEmergency } from '../../domain/case';
import { refuseUnevaluatedEnd } from '../../domain/multi-agency';
import { refuseWhileWaiting, WAITING } from '../../domain/referral';
import { lockCase, takeStep } from '../../storage/cases.store';
import { endMultiAgency, multiAgencyOf } from '../../storage/multi-agency.store';
import { sheetsOfCase } from '../../storage/referral-case.store';

@Injectable()
export class CloseCaseCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ caseRef, ...closure }: CloseCaseV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const kase = await lockCase(tx.db, caseRef, ctx.expectedVersion);
      const to = CASE.next(kase.state, 'close', ctx.actor);
      refuseWhileEmergency(kase.emergency);
      refuseWhileWaiting(await sheetsOfCase(tx.db, caseRef, WAITING));
      refuseUnevaluatedEnd(await multiAgencyOf(tx.db, kase));
      await endMultiAgency(tx.db, kase, tx.now);
      const taken = await takeStep(tx.db, kase, {
        event: 'close',
        to,
        actor: ctx.actor,
        now: tx.now,
        detail: closure,
        change: { closureReason: closure.reason },
      });
      const { personRef } = kase;
      await tx.publish(CaseClosedV1, { caseRef, personRef, reason: closure.reason, version: taken.version });
      return taken;
    });
  }
}
