import { Injectable } from '@nestjs/common';
import type { Acted, EndCareV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { checkDay } from '../../domain/household';
import { endCare, lockCare, lockHousehold } from '../../storage/households.store';

@Injectable()
export class EndCareCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ householdId, careId, endedOn }: EndCareV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const locked = await lockHousehold(tx.db, householdId, ctx.expectedVersion);
      const care = await lockCare(tx.db, locked, careId);
      checkDay('endedOn', endedOn, { today: tx.today, from: care.since });
      const version = await endCare(tx.db, locked, care, endedOn);
      return { id: careId, state: 'ENDED', version };
    });
  }
}
