import { Injectable } from '@nestjs/common';
import { type Acted, CaseOpenedV1, type ReopenCaseV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { CASE } from '../../domain/case';
import { lockCase, takeStep } from '../../storage/cases.store';

@Injectable()
export class ReopenCaseCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** The next episode; the words of the one before stay with its steps. */
  execute({ caseRef, chiefComplaint, urgency }: ReopenCaseV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const kase = await lockCase(tx.db, caseRef, ctx.expectedVersion);
      const to = CASE.next(kase.state, 'reopen', ctx.actor);
      const taken = await takeStep(tx.db, kase, {
        event: 'reopen',
        to,
        actor: ctx.actor,
        now: tx.now,
        detail: { before: { chiefComplaint: kase.chiefComplaint, closureReason: kase.closureReason } },
        change: { chiefComplaint, urgency, episode: kase.episode + 1, closureReason: null },
      });
      await tx.publish(CaseOpenedV1, { caseRef, personRef: kase.personRef, version: taken.version });
      return taken;
    });
  }
}
