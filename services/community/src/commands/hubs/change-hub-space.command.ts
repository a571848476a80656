import { Injectable } from '@nestjs/common';
import { type Acted, ChangeHubSpaceV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { actingOn, refuseStale } from '../../domain/access';
import { refuseBackwardsSessions } from '../../domain/hubs/period';
import { findHub, lockSpace, updateSpace } from '../../storage/hubs/hubs.store';

@Injectable()
export class ChangeHubSpaceCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ spaceId, name, people, equipment, windows }: ChangeHubSpaceV1, ctx: CallContext): Promise<Acted> {
    refuseBackwardsSessions({ windows });
    return this.unit.run(ctx, async ({ db }) => {
      const row = await lockSpace(db, spaceId);
      const hub = await findHub(db, row.hubId);
      actingOn(ctx.actor, hub.orgId, ChangeHubSpaceV1.allow, 'hub-space');
      refuseStale('hub-space', row.version, ctx.expectedVersion);
      const version = await updateSpace(db, row, { name, people, equipment, windows });
      return { id: row.id, state: 'LENT', version };
    });
  }
}
