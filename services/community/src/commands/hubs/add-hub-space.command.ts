import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Acted, AddHubSpaceV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { actingOn } from '../../domain/access';
import { refuseBackwardsSessions } from '../../domain/hubs/period';
import { findHub, insertSpace } from '../../storage/hubs/hubs.store';

/** A room of a hub is lent. */
@Injectable()
export class AddHubSpaceCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ hubId, name, people, equipment, windows }: AddHubSpaceV1, ctx: CallContext): Promise<Acted> {
    refuseBackwardsSessions({ windows });
    return this.unit.run(ctx, async ({ db }) => {
      const hub = await findHub(db, hubId);
      actingOn(ctx.actor, hub.orgId, AddHubSpaceV1.allow, 'hub');
      const id = randomUUID();
      await insertSpace(db, { id, version: 1, hubId: hub.id, name, people, equipment, windows });
      return { id, state: 'LENT', version: 1 };
    });
  }
}
