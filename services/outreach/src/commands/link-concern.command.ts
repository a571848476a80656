import { Injectable } from '@nestjs/common';
import type { Acted, LinkConcernV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { CONCERN_MACHINE } from '../domain/concern';
import { lockConcern, saveConcern } from '../storage/concern.store';
import { lockEngagement } from '../storage/engagement.store';

/** It is about somebody whom we are in touch with, or begin to be. */
@Injectable()
export class LinkConcernCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ concernId, engagementId }: LinkConcernV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async ({ db }) => {
      const row = await lockConcern(db, concernId, ctx.expectedVersion);
      const state = CONCERN_MACHINE.next(row.state, 'link', ctx.actor);
      const engagement = await lockEngagement(db, engagementId);
      const version = await saveConcern(db, row, { state, engagementId: engagement.id });
      return { id: row.id, state, version };
    });
  }
}
