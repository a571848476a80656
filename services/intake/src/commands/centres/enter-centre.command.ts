import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, EnterCentreV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { Community } from '../../neighbours/community';
import { insertCentre, serveAreas } from '../../storage/centres.store';

@Injectable()
export class EnterCentreCommand {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly community: Community,
  ) {}

  async execute({ nameJa, areaIds }: EnterCentreV1, ctx: CallContext): Promise<Acted> {
    await this.community.requireAreas(ctx, areaIds, 'areaIds');
    return this.unit.run(ctx, async (tx) => {
      const id = randomUUID();
      await insertCentre(tx.db, { id, nameJa });
      await serveAreas(tx.db, id, areaIds);
      return { id, state: 'ENTERED', version: 1 };
    });
  }
}
