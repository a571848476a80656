import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, OpenMatchRequestV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { needOf } from '../../domain/match-request';
import { blankRequest, insertRequest } from '../../storage/match-request.store';
import { takeUpReferral } from '../../storage/participation-referrals.store';

@Injectable()
export class OpenMatchRequestCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ caseRef, personRef, planId, need }: OpenMatchRequestV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const first = { id: randomUUID(), state: 'REQUESTED', version: 1 };
      await insertRequest(tx.db, {
        ...first,
        caseRef,
        personRef,
        planId,
        need: needOf(need),
        ...blankRequest(),
        openedAt: tx.now,
      });
      await takeUpReferral(tx.db, { caseRef, personRef, matchRequestId: first.id, by: ctx.actor.sub });
      return first;
    });
  }
}
