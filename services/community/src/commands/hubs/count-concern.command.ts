import { Injectable } from '@nestjs/common';
import type { ConcernReceivedV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { countConcern } from '../../storage/hubs/watch-network.store';

/** One more 気づき. What it says stays in outreach. */
@Injectable()
export class CountConcernCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ sourceKind, areaId, receivedOn }: ConcernReceivedV1, ctx: CallContext): Promise<void> {
    return this.unit.run(ctx, ({ db }) => countConcern(db, { sourceKind, areaId, receivedOn }));
  }
}
