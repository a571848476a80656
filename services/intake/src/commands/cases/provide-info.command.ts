import { Injectable } from '@nestjs/common';
import type { Acted, ProvideInfoV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { CASE, refuseIfSerious } from '../../domain/case';
import { lockCase, takeStep } from '../../storage/cases.store';

@Injectable()
export class ProvideInfoCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ caseRef, information }: ProvideInfoV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const kase = await lockCase(tx.db, caseRef, ctx.expectedVersion);
      const to = CASE.next(kase.state, 'provideInfo', ctx.actor);
      refuseIfSerious(kase);
      return takeStep(tx.db, kase, {
        event: 'provideInfo',
        to,
        actor: ctx.actor,
        now: tx.now,
        detail: { information },
      });
    });
  }
}
