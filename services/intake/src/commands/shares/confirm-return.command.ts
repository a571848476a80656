import { Injectable } from '@nestjs/common';
import type { Acted, ConfirmReturnV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { confirmReturn, lockReturnRequest } from '../../storage/shares.store';

@Injectable()
export class ConfirmReturnCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** Saying it twice is no harm. */
  execute({ requestId }: ConfirmReturnV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const request = await lockReturnRequest(tx.db, requestId, ctx.expectedVersion);
      if (request.state === 'CONFIRMED') return { id: requestId, state: request.state, version: request.version };
      const version = await confirmReturn(tx.db, request, ctx.actor.sub);
      return { id: requestId, state: 'CONFIRMED', version };
    });
  }
}
