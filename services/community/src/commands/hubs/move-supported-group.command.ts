import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, MoveSupportedGroupV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { stateAfter } from '../../domain/hubs/group-support';
import { insertGroupStep, lockGroup, updateGroup, wasInformed } from '../../storage/hubs/groups.store';

/** A group takes a step from its first question to a place of its own. */
@Injectable()
export class MoveSupportedGroupCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ groupId, step, on }: MoveSupportedGroupV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async ({ db, today }) => {
      const group = await lockGroup(db, groupId, ctx.expectedVersion);
      const informed = await wasInformed(db, group.id);
      const state = stateAfter(group, { step, on }, { today, informed, actor: ctx.actor });
      const taken = { fromState: group.state, toState: state, takenOn: on };
      await insertGroupStep(db, { id: randomUUID(), groupId: group.id, event: step, ...taken });
      return { id: group.id, state, version: await updateGroup(db, group, { state, stateSince: on }) };
    });
  }
}
