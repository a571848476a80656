import { Injectable } from '@nestjs/common';
import type { Acted, TakeBackCaseV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { CASE } from '../../domain/case';
import { refuseWhileWaiting } from '../../domain/referral';
import { lockCase, takeStep } from '../../storage/cases.store';
import { sheetsOfCase } from '../../storage/referral-case.store';

@Injectable()
export class TakeBackCaseCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ caseRef, reason }: TakeBackCaseV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const kase = await lockCase(tx.db, caseRef, ctx.expectedVersion);
      const to = CASE.next(kase.state, 'returned', ctx.actor);
      refuseWhileWaiting(await sheetsOfCase(tx.db, caseRef, ['SENT']));
      return takeStep(tx.db, kase, { event: 'returned', to, actor: ctx.actor, now: tx.now, detail: { reason } });
    });
  }
}
