import { Injectable } from '@nestjs/common';
import { type Acted, CaseClosedV1, type EndWatchingV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { CASE, refuseWhileEmergency } from '../../domain/case';
import { disposalDay, refuseConclusion, refuseWithoutItem } from '../../domain/watch';
import { lockCase, takeStep } from '../../storage/cases.store';
import { SUPPORT } from '../../storage/conference-kinds';
import { insertWatch, requireItemOfCase } from '../../storage/watches.store';

/** Code list closureReasons: the others say what became of support, and there was none. */
const REASON = 'other';

@Injectable()
export class EndWatchingCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ caseRef, itemId, judgement, disposalOn: wished }: EndWatchingV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const kase = await lockCase(tx.db, caseRef, ctx.expectedVersion);
      const to = CASE.next(kase.state, 'noNeed', ctx.actor);
      refuseWhileEmergency(kase.emergency);
      const sight = { of: SUPPORT, actor: ctx.actor, today: tx.today };
      if (itemId === undefined) refuseWithoutItem(ctx.actor);
      else refuseConclusion('no_need', await requireItemOfCase(tx.db, sight, itemId, caseRef));
      const disposalOn = disposalDay(wished, tx.today);
      await insertWatch(tx.db, {
        ...{ caseRef, itemId: itemId ?? null, event: 'noNeed', words: judgement, keptItems: [] },
        ...{ reviewOn: null, disposalOn, decidedBy: ctx.actor.sub, decidedAt: tx.now },
      });
      const step = { event: 'noNeed', to, actor: ctx.actor, now: tx.now, detail: { disposalOn } };
      const taken = await takeStep(tx.db, kase, { ...step, change: { closureReason: REASON } });
      const { personRef } = kase;
      await tx.publish(CaseClosedV1, { caseRef, personRef, reason: REASON, version: taken.version });
      return taken;
    });
  }
}
