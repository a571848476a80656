import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Acted, AddHubProgramV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { actingOn } from '../../domain/access';
import { refuseBackwardsSessions } from '../../domain/hubs/period';
import { requireGroups } from '../../storage/hubs/groups.store';
import { findHub, insertProgram } from '../../storage/hubs/hubs.store';

/** Something takes place at a hub. */
@Injectable()
export class AddHubProgramCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ hubId, title, weekly, dates, ended, ...given }: AddHubProgramV1, ctx: CallContext): Promise<Acted> {
    refuseBackwardsSessions({ weekly, dates });
    const groupId = given.groupId ?? null;
    return this.unit.run(ctx, async ({ db }) => {
      const hub = await findHub(db, hubId);
      actingOn(ctx.actor, hub.orgId, AddHubProgramV1.allow, 'hub');
      await requireGroups(db, [groupId]);
      const id = randomUUID();
      await insertProgram(db, { id, version: 1, hubId: hub.id, title, weekly, dates, groupId, ended });
      return { id, state: ended ? 'ENDED' : 'RUNNING', version: 1 };
    });
  }
}
