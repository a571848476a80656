import { Injectable } from '@nestjs/common';
import type { Acted, TakeConcernV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { CONCERN_MACHINE } from '../domain/concern';
import { lockConcern, saveConcern } from '../storage/concern.store';

/** Whoever asks sees to it from now on. */
@Injectable()
export class TakeConcernCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ concernId }: TakeConcernV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async ({ db }) => {
      const row = await lockConcern(db, concernId, ctx.expectedVersion);
      const state = CONCERN_MACHINE.next(row.state, 'take', ctx.actor);
      const version = await saveConcern(db, row, { state, takenBy: ctx.actor.sub, feedback: 'looking' });
      return { id: row.id, state, version };
    });
  }
}
