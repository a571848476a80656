import { Injectable } from '@nestjs/common';
import type { Acted, StartClosingV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { CASE } from '../../domain/case';
import { refuseOpenRoles } from '../../domain/multi-agency';
import { lockCase, takeStep } from '../../storage/cases.store';
import { multiAgencyOf } from '../../storage/multi-agency.store';

@Injectable()
export class StartClosingCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ caseRef }: StartClosingV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const kase = await lockCase(tx.db, caseRef, ctx.expectedVersion);
      const to = CASE.next(kase.state, 'startClosing', ctx.actor);
      refuseOpenRoles(await multiAgencyOf(tx.db, kase));
      return takeStep(tx.db, kase, { event: 'startClosing', to, actor: ctx.actor, now: tx.now, detail: {} });
    });
  }
}
