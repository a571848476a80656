import { Injectable } from '@nestjs/common';
import { type Acted, CaseClosedV1, type EndCaseEarlyV1, PersonDeceasedV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { type Tx, UnitOfWork } from '#libs/messaging';
import { CASE, refuseWhileEmergency } from '../../domain/case';
import { checkEarlyEnd, type EarlyEnd, hasConsequence, needsApproval } from '../../domain/early-end';
import type { CaseEntity } from '../../storage/case.entity';
import { lockCase, takeStep } from '../../storage/cases.store';
import { requireDesk } from '../../storage/desks.store';
import { endCaseEarly, holdPersonOf, insertAsked, lapseAsked, refsOfPerson } from '../../storage/early-ends.store';

@Injectable()
export class EndCaseEarlyCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** Ends at once what nobody can doubt; what somebody else has to approve is asked for, and the case stays open. */
  execute(
    { caseRef, receiverDeskId, receiver, safetyCheck, ...end }: EndCaseEarlyV1,
    ctx: CallContext,
  ): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const ending: EarlyEnd = {
        ...end,
        receiverDeskId: receiverDeskId ?? null,
        receiver: receiver ?? null,
        safetyCheck: safetyCheck ?? null,
      };
      await holdPersonOf(tx.db, caseRef);
      const kase = await lockCase(tx.db, caseRef, ctx.expectedVersion);
      CASE.next(kase.state, 'endEarly', ctx.actor);
      refuseWhileEmergency(kase.emergency);
      checkEarlyEnd(ending, kase, tx.today);
      if (receiverDeskId !== undefined) await requireDesk(tx.db, receiverDeskId, 'receiverDeskId');
      await lapseAsked(tx.db, caseRef, ctx.actor);
      if (needsApproval(ending.reason)) return ask(tx, kase, ending, ctx);
      const taken = await endCaseEarly(tx, kase, ending, ctx.actor);
      const closed = { caseRef, personRef: kase.personRef, reason: ending.reason, version: taken.version };
      await tx.publish(CaseClosedV1, closed);
      if (hasConsequence(ending.reason, 'stop_contacts')) {
        const refs = await refsOfPerson(tx.db, kase);
        await tx.publish(PersonDeceasedV1, { caseRef, ...refs, version: taken.version });
      }
      return taken;
    });
  }
}

async function ask(tx: Tx, kase: CaseEntity, ending: EarlyEnd, { actor }: CallContext): Promise<Acted> {
  await insertAsked(tx.db, kase, ending, { askedBy: actor.sub, askedAt: tx.now });
  const detail = { reason: ending.reason };
  return takeStep(tx.db, kase, { event: 'askEarlyEnd', to: kase.state, actor, now: tx.now, detail });
}
