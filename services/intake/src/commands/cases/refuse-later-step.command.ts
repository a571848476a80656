import { Injectable } from '@nestjs/common';
import type { Acted } from '#libs/contracts';
import { type CallContext, notAvailableYet } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { CASE } from '../../domain/case';
import { LATER_STEPS, type LaterStep } from '../../domain/case-events';
import { lockCase } from '../../storage/cases.store';

/** Steps that wait for a part of the system: refused as every step would be, then `not-available-yet`. */
@Injectable()
export class RefuseLaterStepCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(event: LaterStep, { caseRef }: { readonly caseRef: string }, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const kase = await lockCase(tx.db, caseRef, ctx.expectedVersion);
      CASE.next(kase.state, event, ctx.actor);
      throw notAvailableYet(LATER_STEPS[event]);
    });
  }
}
