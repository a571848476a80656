import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Acted, CaseOpenedV1, type ReceiveConsultationV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { fiscalYearOf, refuseFutureReception } from '../../domain/case';
import { takerOf } from '../../domain/centre';
import { insertCase } from '../../storage/cases.store';
import { onDutyIn } from '../../storage/centres.store';
import { findPerson } from '../../storage/persons.store';

@Injectable()
export class ReceiveConsultationCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(input: ReceiveConsultationV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      refuseFutureReception(input.receivedOn, tx.today);
      const personRef = input.personRef ?? null;
      if (personRef !== null) await findPerson(tx.db, personRef);
      const opened = { id: randomUUID(), state: 'RECEIVED', version: 1 };
      const areaId = input.areaId ?? null;
      const area = areaId === null ? null : await onDutyIn(tx.db, areaId, tx.today);
      const taker = takerOf(input.takenBy, area, ctx.actor.sub);
      const opening = { actor: ctx.actor, now: tx.now, taker, areaId };
      await insertCase(tx.db, { ...opened, ...factsOf(input), personRef }, opening);
      await tx.publish(CaseOpenedV1, { caseRef: opened.id, personRef, version: opened.version });
      return opened;
    });
  }
}

const factsOf = (input: ReceiveConsultationV1) => ({
  fiscalYear: fiscalYearOf(input.receivedOn),
  episode: 1,
  receivedOn: input.receivedOn,
  channel: input.channel,
  urgency: input.urgency,
  consentState: input.consentState,
  chiefComplaint: input.chiefComplaint,
  caller: input.caller ?? null,
  intakeTopics: input.intakeTopics ?? [],
  fields: input.fields ?? [],
  situationTags: input.situationTags ?? [],
  issueCategories: [],
  triage: null,
  emergency: null,
  closureReason: null,
});
