import { Injectable } from '@nestjs/common';
import type { UnmetNeedRecordedV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { keepDevelopment } from '../storage/resource-developments.store';

/** Keeps what nobody could be offered as a place to be developed. The newest version of the need wins. */
@Injectable()
export class RequestDevelopmentCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(need: UnmetNeedRecordedV1, ctx: CallContext): Promise<void> {
    const { purposes, modes, supportRequired, days, blockedBy } = need;
    return this.unit.run(ctx, ({ db, today }) =>
      keepDevelopment(db, {
        unmetNeedId: need.unmetNeedId,
        needVersion: need.version,
        sought: { purposes, modes, supportRequired, days, blockedBy },
        openedOn: today,
      }),
    );
  }
}
