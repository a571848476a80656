import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type ConcernReceipt, ConcernReceivedV1, type ReportConcernV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { CONCERN_MACHINE, dueOn, sourceOf } from '../domain/concern';
import { CALL_FIRST } from '../domain/engagement-steps';
import { insertConcern } from '../storage/concern.store';

const [FIRST_STATE = ''] = CONCERN_MACHINE.table.initial;

/** Somebody worries about a person. The answer is a receipt: nobody learns the report's own id from it. */
@Injectable()
export class ReportConcernCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(input: ReportConcernV1, ctx: CallContext): Promise<ConcernReceipt> {
    const sourceKind = sourceOf(ctx.actor, input.sourceKind);
    const { words, urgency } = input;
    const areaId = input.areaId ?? null;
    return this.unit.run(ctx, async (tx) => {
      const [id, receiptId] = [randomUUID(), randomUUID()];
      await insertConcern(tx.db, {
        ...{ id, receiptId, version: 1, state: FIRST_STATE, sourceKind, areaId, urgency, words },
        place: input.place ?? null,
        receivedAt: tx.now,
        dueOn: dueOn(urgency, tx.today),
        reportedBy: ctx.actor.sub,
        reportedByOrg: ctx.actor.orgId,
        feedback: 'received',
      });
      const told = { sourceKind, areaId, urgency, receivedOn: tx.today };
      await tx.publish(ConcernReceivedV1, { concernId: id, ...told, version: 1 });
      return { id: receiptId, state: FIRST_STATE, version: 1, callFirst: [...CALL_FIRST] };
    });
  }
}
