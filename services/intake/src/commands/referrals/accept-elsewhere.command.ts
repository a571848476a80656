import { Injectable } from '@nestjs/common';
import { type AcceptElsewhereV1, type Acted, CaseClosedV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { CASE, refuseWhileEmergency } from '../../domain/case';
import {
  receiverIdOf,
  REFERRAL,
  refuseFutureAgreement,
  refuseInHouse,
  refuseWhileWaiting,
  requireReceiver,
  WAITING,
} from '../../domain/referral';
import { takeStep } from '../../storage/cases.store';
import { requireDesk } from '../../storage/desks.store';
import { sheetsOfCase } from '../../storage/referral-case.store';
import { withdrawLeftovers } from '../../storage/referral-endings.store';
import { lockReferralOf, takeSheetStep } from '../../storage/referrals.store';

@Injectable()
export class AcceptElsewhereCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ caseRef, referralId, spokenTo, ...agreed }: AcceptElsewhereV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const { sheet, kase } = await lockReferralOf(tx.db, caseRef, referralId, ctx.expectedVersion);
      const to = CASE.next(kase.state, 'acceptedElsewhere', ctx.actor);
      const accepted = REFERRAL.next(sheet.state, 'accept', ctx.actor);
      const desk = await requireDesk(tx.db, receiverIdOf(sheet));
      requireReceiver(desk, ctx.actor, spokenTo ?? null);
      refuseInHouse(desk);
      refuseFutureAgreement(agreed.personAgreedOn, tx.today);
      refuseWhileEmergency(kase.emergency);
      refuseWhileWaiting((await sheetsOfCase(tx.db, caseRef, WAITING)).filter((id) => id !== referralId));
      const act = { actor: ctx.actor, now: tx.now };
      await takeSheetStep(tx.db, sheet, { ...act, event: 'accept', to: accepted, detail: { spokenTo } });
      await withdrawLeftovers(tx, caseRef);
      const taken = await takeStep(tx.db, kase, {
        ...act,
        event: 'acceptedElsewhere',
        to,
        detail: { referralId, ...agreed },
        change: { closureReason: 'transferred' },
      });
      const { personRef } = kase;
      await tx.publish(CaseClosedV1, { caseRef, personRef, reason: 'transferred', version: taken.version });
      return taken;
    });
  }
}
