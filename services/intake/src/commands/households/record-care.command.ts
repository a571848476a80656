import { Injectable } from '@nestjs/common';
import type { Acted, RecordCareV1 } from '#libs/contracts';
import { type CallContext, invalid } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { checkDay } from '../../domain/household';
import { insertCare, lockHousehold, memberOf } from '../../storage/households.store';

@Injectable()
export class RecordCareCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** What is noticed, not judged: a child who cares is on record as one who cares. */
  execute({ householdId, carerId, caredForId, kind, since = null }: RecordCareV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const locked = await lockHousehold(tx.db, householdId, ctx.expectedVersion);
      refuseSelf(carerId, caredForId);
      await memberOf(tx.db, locked, carerId);
      await memberOf(tx.db, locked, caredForId);
      if (since !== null) checkDay('since', since, { today: tx.today, from: null });
      const { id, version } = await insertCare(tx.db, locked, { carerId, caredForId, kind, since });
      return { id, state: 'RECORDED', version };
    });
  }
}

function refuseSelf(carerId: string, caredForId: string): void {
  if (carerId !== caredForId) return;
  throw invalid('household.care-of-self', 'Care goes from one member to another.', [
    { field: 'caredForId', rule: 'another', mend: 'ケアをする人と受ける人には、別の世帯員を指定してください' },
  ]);
}
