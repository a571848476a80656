import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, StartPlanV1 } from '#libs/contracts';
import { type CallContext, conflict } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { CASE } from '../../domain/case';
import { requireAssessment } from '../../domain/multi-agency';
import { findCase, lockCase, takeStep } from '../../storage/cases.store';
import { requireOpenDesks } from '../../storage/plan-shares.store';
import { countAssessments, insertMultiAgency } from '../../storage/multi-agency.store';
import { holdPerson, requireConferenceConsent } from '../../storage/support-plans.store';

@Injectable()
export class StartPlanCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** Rests on the person's consent `multilayered_conference`, looked at in this moment. Plans are for complex cases only. */
  execute({ caseRef, ...why }: StartPlanV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const { personRef } = await findCase(tx.db, caseRef);
      if (personRef !== null) await holdPerson(tx.db, personRef);
      const kase = await lockCase(tx.db, caseRef, ctx.expectedVersion);
      const to = CASE.next(kase.state, 'startPlan', ctx.actor);
      if (personRef === null) throw conflict('case.person-missing', 'Nobody is known to consent.');
      await requireConferenceConsent(tx.db, personRef, tx.today);
      requireAssessment(await countAssessments(tx.db, caseRef));
      await requireOpenDesks(tx.db, [why.mainDeskId], 'mainDeskId');
      const asked = { requestedBy: ctx.actor.sub, requestedAt: tx.now };
      const answered = { answeredBy: ctx.actor.sub, answeredAt: tx.now };
      const request = { id: randomUUID(), version: 1, state: 'ACCEPTED' as const, caseRef, episode: kase.episode };
      await insertMultiAgency(tx.db, { ...request, ...why, ...asked, ...answered });
      const detail = { reasons: why.reasons, mainWorkerSub: why.mainWorkerSub, mainDeskId: why.mainDeskId };
      return takeStep(tx.db, kase, { event: 'startPlan', to, actor: ctx.actor, now: tx.now, detail });
    });
  }
}
