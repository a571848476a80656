import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Acted, CaseOpenedV1, type RecordPotentialClientV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { fiscalYearOf } from '../../domain/case';
import { refuseFutureFinding, refuseTooMuch, reviewDay } from '../../domain/potential-client';
import { insertCase } from '../../storage/cases.store';
import { insertPotentialClient } from '../../storage/potential-clients.store';

@Injectable()
export class RecordPotentialClientCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** Nobody is named; the case waits in POTENTIAL until the person agrees, or a conference ends the watching. */
  execute(input: RecordPotentialClientV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      refuseFutureFinding(input.foundOn, tx.today);
      refuseTooMuch(input.memo);
      const reviewBy = reviewDay(input.reviewBy, tx.today);
      const opened = { id: randomUUID(), state: 'POTENTIAL', version: 1 };
      await insertCase(tx.db, { ...opened, ...caseOf(input) }, { actor: ctx.actor, now: tx.now });
      const { concern, areaCode = null } = input;
      await insertPotentialClient(tx.db, { id: opened.id, version: 1, concern, areaCode, reviewBy });
      await tx.publish(CaseOpenedV1, { caseRef: opened.id, personRef: null, version: opened.version });
      return opened;
    });
  }
}

const caseOf = ({ foundOn, source, concern, memo }: RecordPotentialClientV1) => ({
  ...{ personRef: null, fiscalYear: fiscalYearOf(foundOn), episode: 1, receivedOn: foundOn, channel: source },
  ...{ urgency: 'normal', consentState: 'none', chiefComplaint: memo, caller: null },
  ...{ intakeTopics: [], fields: [], situationTags: [], issueCategories: [concern] },
  ...{ triage: null, emergency: null, closureReason: null },
});
