import { Injectable } from '@nestjs/common';
import type { Acted, DraftSupportPlanV1 } from '#libs/contracts';
import { type CallContext, conflict } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { refuseSecondPlan } from '../../domain/multi-agency';
import { longestUntil, refuseDraftIn } from '../../domain/support-plan';
import { checkDays, contentFrom, desksOf } from '../../domain/support-plan-content';
import { findCase, lockCase } from '../../storage/cases.store';
import { requireOpenDesks } from '../../storage/plan-shares.store';
import { multiAgencyOf } from '../../storage/multi-agency.store';
import {
  holdPerson,
  insertSupportPlan,
  nextEditionOf,
  requireConferenceConsent,
} from '../../storage/support-plans.store';

@Injectable()
export class DraftSupportPlanCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** For the person of the case; nobody else's words go into it (L10). */
  execute({ caseRef, content: given }: DraftSupportPlanV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const { personRef } = await findCase(tx.db, caseRef);
      if (personRef === null) throw conflict('case.person-missing', 'Nobody is known to plan with.');
      await holdPerson(tx.db, personRef);
      const kase = await lockCase(tx.db, caseRef, ctx.expectedVersion);
      const work = await multiAgencyOf(tx.db, kase);
      refuseDraftIn(kase.state, work.referral === 'ACCEPTED');
      refuseSecondPlan(work);
      await requireConferenceConsent(tx.db, personRef, tx.today);
      const content = contentFrom(given);
      checkDays(content, longestUntil(content.from ?? tx.today));
      await requireOpenDesks(tx.db, desksOf(content), 'content.actions.deskId');
      const edition = await nextEditionOf(tx.db, kase);
      const head = { caseRef, personRef, episode: kase.episode, edition, replaces: null, authorSub: ctx.actor.sub };
      return insertSupportPlan(tx.db, head, content, { actor: ctx.actor, now: tx.now });
    });
  }
}
