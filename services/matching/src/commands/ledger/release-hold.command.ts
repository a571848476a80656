import { Injectable } from '@nestjs/common';
import type { ReleaseAnswer, ReleaseHoldV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { settleHold } from '../../storage/ledger.store';

/** Gives a held place back, because nobody needs it or because its term is over. */
@Injectable()
export class ReleaseHoldCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(
    { menuId, holdId }: ReleaseHoldV1,
    ctx: CallContext,
    to: 'RELEASED' | 'LAPSED' = 'RELEASED',
  ): Promise<ReleaseAnswer> {
    return this.unit.run(ctx, async (tx) => {
      const { settled, version } = await settleHold(tx.db, menuId, holdId, to);
      if (settled) tx.wakeReplicas();
      return { released: settled, version };
    });
  }
}
