import { Injectable } from '@nestjs/common';
import type { Acted, CancelHandoverV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { HANDOVER } from '../../domain/handover';
import { changeHandover, lockHandover } from '../../storage/handovers.store';

@Injectable()
export class CancelHandoverCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ handoverId }: CancelHandoverV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const handover = await lockHandover(tx.db, handoverId, ctx.expectedVersion);
      const state = HANDOVER.next(handover.state, 'cancel', ctx.actor);
      const version = await changeHandover(tx.db, handover, { state });
      return { id: handover.id, state, version };
    });
  }
}
