import { Injectable } from '@nestjs/common';
import type { Acted, HandBackV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { CASE } from '../../domain/case';
import { refuseHandBack } from '../../domain/multi-agency';
import { lockCase, takeStep } from '../../storage/cases.store';
import { requireOpenDesks } from '../../storage/plan-shares.store';
import { endMultiAgency, multiAgencyOf } from '../../storage/multi-agency.store';

@Injectable()
export class HandBackCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** Only the work of several agencies ends; the desk that is named goes on supporting. */
  execute({ caseRef, ...detail }: HandBackV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const kase = await lockCase(tx.db, caseRef, ctx.expectedVersion);
      const to = CASE.next(kase.state, 'handBack', ctx.actor);
      refuseHandBack(await multiAgencyOf(tx.db, kase));
      await requireOpenDesks(tx.db, [detail.deskId], 'deskId');
      await endMultiAgency(tx.db, kase, tx.now);
      return takeStep(tx.db, kase, { event: 'handBack', to, actor: ctx.actor, now: tx.now, detail });
    });
  }
}
