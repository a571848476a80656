import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, RequestMultiAgencyV1 } from '#libs/contracts';
import { type CallContext, conflict } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { CASE } from '../../domain/case';
import { refuseSecondRequest, requireAssessment } from '../../domain/multi-agency';
import { lockCase, takeStep } from '../../storage/cases.store';
import { countAssessments, insertMultiAgency, multiAgencyOf } from '../../storage/multi-agency.store';

@Injectable()
export class RequestMultiAgencyCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** The words are kept with the request; the step says by codes why one agency does not suffice. */
  execute({ caseRef, reasons, words }: RequestMultiAgencyV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const kase = await lockCase(tx.db, caseRef, ctx.expectedVersion);
      const to = CASE.next(kase.state, 'requestMultiAgency', ctx.actor);
      if (kase.personRef === null) throw conflict('case.person-missing', 'Say first whom the case is about.');
      requireAssessment(await countAssessments(tx.db, caseRef));
      refuseSecondRequest(await multiAgencyOf(tx.db, kase));
      const asked = { requestedBy: ctx.actor.sub, requestedAt: tx.now };
      const request = { id: randomUUID(), version: 1, state: 'REQUESTED' as const, caseRef, episode: kase.episode };
      await insertMultiAgency(tx.db, { ...request, reasons, words, ...asked });
      const step = { event: 'requestMultiAgency', to, actor: ctx.actor, now: tx.now, detail: { reasons } };
      return takeStep(tx.db, kase, step);
    });
  }
}
