import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, FillFormV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { filled } from '../../domain/forms/answers';
import { recordFactsOf } from '../../domain/forms/record-facts';
import { findCase } from '../../storage/cases.store';
import { insertFilledForm, resolvedFormOn } from '../../storage/forms.store';

@Injectable()
export class FillFormCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ caseRef, kind, answers: given }: FillFormV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const record = recordFactsOf(await findCase(tx.db, caseRef));
      const form = await resolvedFormOn(tx.db, kind, tx.today);
      const answers = filled(form, given, record);
      const id = randomUUID();
      const by = { filledBy: ctx.actor.sub, filledAt: tx.now };
      await insertFilledForm(tx.db, { id, caseRef, kind }, { form, answers, ...by });
      return { id, state: 'FILLED', version: 1 };
    });
  }
}
