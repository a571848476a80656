import { Injectable } from '@nestjs/common';
import type { Acted, ConfirmDestructionV1 } from '#libs/contracts';
import { type CallContext, notFound } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { confirmDestruction, lockDestructionRequest } from '../../storage/disclosures.store';

@Injectable()
export class ConfirmDestructionCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** Saying it twice is no harm. */
  execute({ orgId, requestId }: ConfirmDestructionV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      if (ctx.actor.orgId !== orgId) throw notFound('organization');
      const request = await lockDestructionRequest(tx.db, requestId, orgId, ctx.expectedVersion);
      if (request.state === 'CONFIRMED') return { id: requestId, state: request.state, version: request.version };
      const version = await confirmDestruction(tx.db, request, ctx.actor.sub);
      return { id: requestId, state: 'CONFIRMED', version };
    });
  }
}
