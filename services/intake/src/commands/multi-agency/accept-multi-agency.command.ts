import { Injectable } from '@nestjs/common';
import type { Acted, AcceptMultiAgencyV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { CASE } from '../../domain/case';
import { lockCase, takeStep } from '../../storage/cases.store';
import { requireOpenDesks } from '../../storage/plan-shares.store';
import { answerMultiAgency } from '../../storage/multi-agency.store';

@Injectable()
export class AcceptMultiAgencyCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ caseRef, ...main }: AcceptMultiAgencyV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const kase = await lockCase(tx.db, caseRef, ctx.expectedVersion);
      const to = CASE.next(kase.state, 'acceptMultiAgency', ctx.actor);
      await requireOpenDesks(tx.db, [main.mainDeskId], 'mainDeskId');
      const answered = { answeredBy: ctx.actor.sub, answeredAt: tx.now };
      await answerMultiAgency(tx.db, kase, { state: 'ACCEPTED', ...main, ...answered });
      return takeStep(tx.db, kase, { event: 'acceptMultiAgency', to, actor: ctx.actor, now: tx.now, detail: main });
    });
  }
}
