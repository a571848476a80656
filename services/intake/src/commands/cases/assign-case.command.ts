import { Injectable } from '@nestjs/common';
import type { Acted, AssignCaseV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { lockAssignment, reassign } from '../../storage/case-assignments.store';
import { lockCase, takeStep } from '../../storage/cases.store';

@Injectable()
export class AssignCaseCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ caseRef, sub, areaId }: AssignCaseV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const kase = await lockCase(tx.db, caseRef, ctx.expectedVersion);
      const held = await lockAssignment(tx.db, kase.id);
      const to = { sub, areaId: areaId === undefined ? held.areaId : areaId };
      await reassign(tx.db, held, to);
      const detail = { fromSub: held.sub, toSub: sub, areaId: to.areaId };
      return takeStep(tx.db, kase, { event: 'assign', to: kase.state, actor: ctx.actor, now: tx.now, detail });
    });
  }
}
