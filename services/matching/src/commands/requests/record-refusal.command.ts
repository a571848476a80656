import { Injectable } from '@nestjs/common';
import type { Done, RecordRefusalV1, WithdrawRefusalV1 } from '#libs/contracts';
import { type CallContext, notFound } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { keepRefusal, withdrawRefusal } from '../../storage/copies.store';

/** What the person does not want now, and their changing their mind. Nobody else may (G20). */
@Injectable()
export class RecordRefusalCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ personRef, menuId, reasonCode }: RecordRefusalV1, ctx: CallContext): Promise<Done> {
    return this.unit.run(ctx, async (tx) => {
      await keepRefusal(tx.db, { personRef, menuId, reasonCode: reasonCode ?? null }, tx.now);
      return { state: 'REFUSED' };
    });
  }

  withdraw({ personRef, menuId }: WithdrawRefusalV1, ctx: CallContext): Promise<Done> {
    return this.unit.run(ctx, async (tx) => {
      if (!(await withdrawRefusal(tx.db, personRef, menuId, tx.now))) throw notFound('refusal');
      return { state: 'WITHDRAWN' };
    });
  }
}
