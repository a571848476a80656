import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { CASE } from '../../domain/case';
import { insertAdvice } from '../../storage/advice.store';
import { lockCase, takeStep } from '../../storage/cases.store';
import { answerMultiAgency } from '../../storage/multi-agency.store';

interface Given {
  readonly caseRef: string;
  readonly advice: string;
}

@Injectable()
export class ReturnMultiAgencyCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** Advice to those who support is enough (支援者支援): the case is assessed further, or supported as before. */
  execute(event: 'returnWithAdvice' | 'returnToSupport', { caseRef, advice }: Given, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const kase = await lockCase(tx.db, caseRef, ctx.expectedVersion);
      const to = CASE.next(kase.state, event, ctx.actor);
      const answered = { answeredBy: ctx.actor.sub, answeredAt: tx.now };
      const adviceId = randomUUID();
      const { requestedBy: toSub } = await answerMultiAgency(tx.db, kase, { state: 'RETURNED', adviceId, ...answered });
      const given = { givenBy: ctx.actor.sub, givenAt: tx.now };
      await insertAdvice(tx.db, { id: adviceId, caseRef, deskId: null, toSub, words: advice, ...given });
      return takeStep(tx.db, kase, { event, to, actor: ctx.actor, now: tx.now, detail: { adviceId } });
    });
  }
}
