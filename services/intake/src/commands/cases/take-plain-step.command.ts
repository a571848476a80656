import { Injectable } from '@nestjs/common';
import type { Acted } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { CASE } from '../../domain/case';
import type { PlainStep } from '../../domain/case-events';
import { lockCase, takeStep } from '../../storage/cases.store';

/** A step that needs nothing but state and role; what else is said is kept with it. */
@Injectable()
export class TakePlainStepCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(event: PlainStep, { caseRef, ...detail }: { readonly caseRef: string }, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const kase = await lockCase(tx.db, caseRef, ctx.expectedVersion);
      const to = CASE.next(kase.state, event, ctx.actor);
      return takeStep(tx.db, kase, { event, to, actor: ctx.actor, now: tx.now, detail });
    });
  }
}
