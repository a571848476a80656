import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, AssignAreaWorkerV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { refuseBackwardDays } from '../../domain/centre';
import { Community } from '../../neighbours/community';
import { insertAreaWorker } from '../../storage/centres.store';

@Injectable()
export class AssignAreaWorkerCommand {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly community: Community,
  ) {}

  async execute({ untilDay: until, ...work }: AssignAreaWorkerV1, ctx: CallContext): Promise<Acted> {
    await this.community.requireAreas(ctx, [work.areaId], 'areaId');
    return this.unit.run(ctx, async (tx) => {
      const untilDay = until ?? null;
      refuseBackwardDays(work.fromDay, untilDay, 'area-worker.backwards');
      const id = randomUUID();
      await insertAreaWorker(tx.db, { id, ...work, untilDay });
      return { id, state: 'ASSIGNED', version: 1 };
    });
  }
}
