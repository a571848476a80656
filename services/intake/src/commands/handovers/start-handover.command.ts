import { Injectable } from '@nestjs/common';
import type { Acted, StartHandoverV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { HANDOVER } from '../../domain/handover';
import { changeHandover, countCasesOf, lockHandover } from '../../storage/handovers.store';

@Injectable()
export class StartHandoverCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** From now on it cannot be taken back; cases follow in portions. */
  execute({ handoverId }: StartHandoverV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const handover = await lockHandover(tx.db, handoverId, ctx.expectedVersion);
      const state = HANDOVER.next(handover.state, 'start', ctx.actor);
      const total = await countCasesOf(tx.db, handover.fromSub);
      const version = await changeHandover(tx.db, handover, { state, total, onDay: tx.today });
      return { id: handover.id, state, version };
    });
  }
}
