import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { SupportPlanDecidedV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { isForUs, referralDueOn } from '../../domain/participation-referral';
import { keepReferral } from '../../storage/participation-referrals.store';

/** A plan that several agencies decided on applies for participation support: somebody begins, or says why not. */
@Injectable()
export class KeepReferralCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ planId, caseRef, personRef, applications }: SupportPlanDecidedV1, ctx: CallContext): Promise<void> {
    return this.unit.run(ctx, async ({ db, now, today }) => {
      if (!isForUs(applications)) return;
      const dueOn = referralDueOn(today);
      await keepReferral(db, { id: randomUUID(), supportPlanId: planId, caseRef, personRef, receivedAt: now, dueOn });
    });
  }
}
