import { Injectable } from '@nestjs/common';
import type { Acted, EndAreaWorkV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { refuseBackwardDays } from '../../domain/centre';
import { changeAreaWorker, lockAreaWorker } from '../../storage/centres.store';

@Injectable()
export class EndAreaWorkCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ areaWorkerId, untilDay }: EndAreaWorkV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const work = await lockAreaWorker(tx.db, areaWorkerId, ctx.expectedVersion);
      refuseBackwardDays(work.fromDay, untilDay, 'area-worker.backwards');
      const version = await changeAreaWorker(tx.db, work, untilDay);
      return { id: work.id, state: 'ENDING', version };
    });
  }
}
