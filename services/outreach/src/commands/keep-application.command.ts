import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { SupportPlanDecidedV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { applicationDueOn, isForUs } from '../domain/application';
import { keepApplication } from '../storage/application.store';

/** A plan that several agencies decided on applies for outreach: somebody begins, or says why not. */
@Injectable()
export class KeepApplicationCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ planId, caseRef, personRef, applications }: SupportPlanDecidedV1, ctx: CallContext): Promise<void> {
    return this.unit.run(ctx, async ({ db, today }) => {
      if (!isForUs(applications)) return;
      const days = { receivedOn: today, dueOn: applicationDueOn(today) };
      await keepApplication(db, { id: randomUUID(), supportPlanId: planId, caseRef, personRef, ...days });
    });
  }
}
