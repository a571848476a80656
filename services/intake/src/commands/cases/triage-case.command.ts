import { Injectable } from '@nestjs/common';
import type { Acted, TriageCaseV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { CASE } from '../../domain/case';
import { intakeFormOf } from '../../domain/forms/record-form';
import { lockCase, takeStep } from '../../storage/cases.store';
import { bindForm } from '../../storage/record-forms.store';

@Injectable()
export class TriageCaseCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ caseRef, formId, ...triage }: TriageCaseV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const kase = await lockCase(tx.db, caseRef, ctx.expectedVersion);
      const to = CASE.next(kase.state, 'triage', ctx.actor);
      const change = {
        fields: triage.fields,
        triage: triage.result,
        urgency: triage.urgency ?? kase.urgency,
        intakeTopics: triage.intakeTopics ?? kase.intakeTopics,
        issueCategories: triage.issueCategories ?? kase.issueCategories,
      };
      const sorted = { ...kase, ...change };
      const form = { about: 'consultation', kind: intakeFormOf(kase.consentState), recordId: caseRef } as const;
      await bindForm(tx, { ...form, part: kase.episode, kase: sorted, formId, actor: ctx.actor });
      return takeStep(tx.db, kase, { event: 'triage', to, actor: ctx.actor, now: tx.now, detail: triage, change });
    });
  }
}
