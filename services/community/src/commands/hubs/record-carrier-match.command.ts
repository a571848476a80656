import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, RecordCarrierMatchV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { refuseNoPair, refuseNotOneOfTwo, ROOM } from '../../domain/hubs/carrier';
import { inFuture } from '../../domain/resource';
import { findCarrier, insertCarrierMatch } from '../../storage/hubs/carriers.store';
import { findSpace } from '../../storage/hubs/hubs.store';

/** Two were brought together: carriers, or a carrier and a room. */
@Injectable()
export class RecordCarrierMatchCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ carrierId, on, result, ...given }: RecordCarrierMatchV1, ctx: CallContext): Promise<Acted> {
    const { withCarrierId = null, withSpaceId = null } = given;
    refuseNotOneOfTwo('carrier-match.one-of-two', ['withCarrierId', 'withSpaceId'], [withCarrierId, withSpaceId]);
    return this.unit.run(ctx, async ({ db, today }) => {
      if (on > today) throw inFuture('carrier-match.future', 'on');
      const carrier = await findCarrier(db, carrierId);
      if (withCarrierId) refuseNoPair(carrier, await findCarrier(db, withCarrierId), 'withCarrierId');
      if (withSpaceId) {
        await findSpace(db, withSpaceId);
        refuseNoPair(carrier, ROOM, 'withSpaceId');
      }
      const id = randomUUID();
      await insertCarrierMatch(db, { id, carrierId, withCarrierId, withSpaceId, madeOn: on, result });
      return { id, state: 'RECORDED', version: 1 };
    });
  }
}
