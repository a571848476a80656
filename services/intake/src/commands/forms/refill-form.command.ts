import { Injectable } from '@nestjs/common';
import type { Acted, RefillFormV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { filled } from '../../domain/forms/answers';
import type { FormKind } from '../../domain/forms/form-types';
import { recordFactsOf } from '../../domain/forms/record-facts';
import { findCase } from '../../storage/cases.store';
import { filledVersion, lockFilledForm, refillForm, resolvedFormOn } from '../../storage/forms.store';

@Injectable()
export class RefillFormCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ formId, answers: given }: RefillFormV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const head = await lockFilledForm(tx.db, formId, ctx.expectedVersion);
      const record = recordFactsOf(await findCase(tx.db, head.caseRef));
      const before = await filledVersion(tx.db, head.id, head.version);
      const form = await resolvedFormOn(tx.db, head.kind as FormKind, tx.today, before?.answers);
      const answers = filled(form, given, record);
      const by = { filledBy: ctx.actor.sub, filledAt: tx.now };
      const version = await refillForm(tx.db, head, { form, answers, ...by });
      return { id: head.id, state: 'FILLED', version };
    });
  }
}
