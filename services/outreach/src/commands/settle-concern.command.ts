import { Injectable } from '@nestjs/common';
import type { Acted, SettleConcernV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { stateAfterSettling } from '../domain/concern';
import { lockConcern, saveConcern } from '../storage/concern.store';

/** What came of it, and what whoever reported it is told. */
@Injectable()
export class SettleConcernCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ concernId, outcome, feedback }: SettleConcernV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async ({ db, today }) => {
      const row = await lockConcern(db, concernId, ctx.expectedVersion);
      const state = stateAfterSettling(row, outcome, ctx.actor);
      const version = await saveConcern(db, row, { state, outcome, feedback, settledOn: today });
      return { id: row.id, state, version };
    });
  }
}
