import { Injectable } from '@nestjs/common';
import type { Acted, ChangeCentreV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { Community } from '../../neighbours/community';
import { changeCentre, lockCentre, serveAreas } from '../../storage/centres.store';

@Injectable()
export class ChangeCentreCommand {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly community: Community,
  ) {}

  async execute({ centreId, nameJa, areaIds, closed }: ChangeCentreV1, ctx: CallContext): Promise<Acted> {
    if (!closed) await this.community.requireAreas(ctx, areaIds, 'areaIds');
    return this.unit.run(ctx, async (tx) => {
      const centre = await lockCentre(tx.db, centreId, ctx.expectedVersion);
      await serveAreas(tx.db, centre.id, closed ? [] : areaIds);
      const version = await changeCentre(tx.db, centre, { nameJa, closed });
      return { id: centre.id, state: closed ? 'CLOSED' : 'OPEN', version };
    });
  }
}
