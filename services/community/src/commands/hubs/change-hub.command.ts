import { Injectable } from '@nestjs/common';
import type { Acted, ChangeHubV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { hubOf, refuseForeignResource } from '../../domain/hubs/hub';
import { lockHub, requireArea, updateHub } from '../../storage/hubs/hubs.store';
import { findResource } from '../../storage/resources.store';

@Injectable()
export class ChangeHubCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(input: ChangeHubV1, ctx: CallContext): Promise<Acted> {
    const hub = hubOf(input);
    return this.unit.run(ctx, async ({ db }) => {
      const row = await lockHub(db, input.hubId, ctx.expectedVersion);
      if (hub.resourceId) refuseForeignResource(await findResource(db, hub.resourceId), row.orgId);
      await requireArea(db, hub.areaId);
      return { id: row.id, state: 'ENTERED', version: await updateHub(db, row, hub) };
    });
  }
}
