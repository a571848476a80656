import { Injectable } from '@nestjs/common';
import { type Acted, ChangeHubProgramV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { actingOn, refuseStale } from '../../domain/access';
import { refuseBackwardsSessions } from '../../domain/hubs/period';
import { requireGroups } from '../../storage/hubs/groups.store';
import { findHub, lockProgram, updateProgram } from '../../storage/hubs/hubs.store';

@Injectable()
export class ChangeHubProgramCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ programId, title, weekly, dates, ended, ...given }: ChangeHubProgramV1, ctx: CallContext): Promise<Acted> {
    refuseBackwardsSessions({ weekly, dates });
    const groupId = given.groupId ?? null;
    return this.unit.run(ctx, async ({ db }) => {
      const row = await lockProgram(db, programId);
      const hub = await findHub(db, row.hubId);
      actingOn(ctx.actor, hub.orgId, ChangeHubProgramV1.allow, 'hub-program');
      refuseStale('hub-program', row.version, ctx.expectedVersion);
      await requireGroups(db, [groupId]);
      const version = await updateProgram(db, row, { title, weekly, dates, groupId, ended });
      return { id: row.id, state: ended ? 'ENDED' : 'RUNNING', version };
    });
  }
}
