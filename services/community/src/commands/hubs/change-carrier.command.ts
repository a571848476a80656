import { Injectable } from '@nestjs/common';
import type { Acted, ChangeCarrierV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { carrierOf } from '../../domain/hubs/carrier';
import { lockCarrier, updateCarrier } from '../../storage/hubs/carriers.store';

@Injectable()
export class ChangeCarrierCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ carrierId, ...given }: ChangeCarrierV1, ctx: CallContext): Promise<Acted> {
    const carrier = carrierOf(given);
    return this.unit.run(ctx, async ({ db }) => {
      const row = await lockCarrier(db, carrierId, ctx.expectedVersion);
      return { id: row.id, state: 'ENTERED', version: await updateCarrier(db, row, carrier) };
    });
  }
}
