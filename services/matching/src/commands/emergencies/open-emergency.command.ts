import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, OpenEmergencyV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { untilOf } from '../../domain/emergency';
import { MATCH_REQUEST, needOf } from '../../domain/match-request';
import { insertEmergency } from '../../storage/emergency.store';
import { blankRequest, insertRequest } from '../../storage/match-request.store';

/** Step 1 of a bed tonight: a request without a plan, on a named and limited ground (L18). */
@Injectable()
export class OpenEmergencyCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(input: OpenEmergencyV1, ctx: CallContext): Promise<Acted> {
    const { caseRef, personRef, need, basis, reasonCode, noteRef = null } = input;
    return this.unit.run(ctx, async (tx) => {
      const until = untilOf(input.until, tx.today);
      const first = { id: randomUUID(), state: MATCH_REQUEST.next('REQUESTED', 'accept', ctx.actor), version: 1 };
      const about = { caseRef, personRef, planId: null, need: needOf(need) };
      await insertRequest(tx.db, { ...first, ...about, ...blankRequest(), openedAt: tx.now });
      await insertEmergency(tx.db, {
        id: first.id,
        version: 1,
        state: 'OPEN',
        basis,
        reasonCode,
        noteRef,
        until,
        actedBy: [ctx.actor.sub],
        placementId: null,
        personAsked: null,
        hostYesBy: null,
        told: [],
        dueOn: null,
        decisionReasonCode: null,
        decisionNoteRef: null,
        reviewOutcome: null,
        openedAt: tx.now,
      });
      return first;
    });
  }
}
