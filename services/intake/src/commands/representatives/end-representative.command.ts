import { Injectable } from '@nestjs/common';
import type { Acted, EndRepresentativeV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { requireActive } from '../../domain/representative';
import { endRepresentative, lockRepresentative } from '../../storage/representatives.store';

@Injectable()
export class EndRepresentativeCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** What was said while it held stays said. */
  execute({ representativeId, reason }: EndRepresentativeV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const representative = await lockRepresentative(tx.db, representativeId, ctx.expectedVersion);
      requireActive(representative);
      const version = await endRepresentative(tx.db, representative, { endedOn: tx.today, endReason: reason });
      return { id: representativeId, state: 'ENDED', version };
    });
  }
}
