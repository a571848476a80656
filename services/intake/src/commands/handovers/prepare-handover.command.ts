import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, PrepareHandoverV1 } from '#libs/contracts';
import { type CallContext, conflict } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { checkHandover, defaultDay } from '../../domain/handover';
import { insertHandover, isHandingOver } from '../../storage/handovers.store';

@Injectable()
export class PrepareHandoverCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ fromSub, receivers, words, ...wish }: PrepareHandoverV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const onDay = wish.onDay ?? defaultDay(tx.today);
      checkHandover(fromSub, receivers, onDay, tx.today);
      if (await isHandingOver(tx.db, fromSub))
        throw conflict('handover.already-prepared', 'This worker has a hand-over under way.');
      const id = randomUUID();
      await insertHandover(tx.db, { id, fromSub, onDay, receivers, words, preparedBy: ctx.actor.sub });
      return { id, state: 'PLANNED', version: 1 };
    });
  }
}
