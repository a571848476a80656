import { Injectable } from '@nestjs/common';
import type { UnmetNeedRecordedV1, UnmetNeedWithdrawnV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { keepDevelopment, withdrawDevelopment } from '../storage/resource-developments.store';

/** Keeps what nobody could be offered as a place to be developed, as long as somebody waits for it. */
@Injectable()
export class RequestDevelopmentCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(need: UnmetNeedRecordedV1, ctx: CallContext): Promise<void> {
    const { purposes, modes, supportRequired, days, times, areaCode, blockedBy } = need;
    return this.unit.run(ctx, ({ db, today }) =>
      keepDevelopment(db, {
        unmetNeedId: need.unmetNeedId,
        needVersion: need.version,
        sought: { purposes, modes, supportRequired, days, times, areaCode: areaCode ?? null, blockedBy },
        openedOn: today,
      }),
    );
  }

  withdraw({ unmetNeedId, version, reason }: UnmetNeedWithdrawnV1, ctx: CallContext): Promise<void> {
    return this.unit.run(ctx, ({ db, today }) =>
      withdrawDevelopment(db, { unmetNeedId, needVersion: version, openedOn: today, reason }),
    );
  }
}
