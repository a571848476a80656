import { Injectable } from '@nestjs/common';
import { MenuRoomAgainV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { menuVersionOf, overCommitmentOf } from '../../domain/ledger-view';
import { lockTold, markTold } from '../../storage/ledger-report.store';

/** People left, or promises ended: a menu that was over-committed has room for all of them again. Community hears it once. */
@Injectable()
export class TellRoomCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(menuId: string, ctx: CallContext): Promise<void> {
    return this.unit.run(ctx, async (tx) => {
      const ledgers = await lockTold(tx.db, menuId);
      if (ledgers === null || overCommitmentOf(ledgers) !== null) return;
      await markTold(tx.db, menuId, false);
      await tx.publish(MenuRoomAgainV1, { menuId, version: menuVersionOf(ledgers) });
    });
  }
}
