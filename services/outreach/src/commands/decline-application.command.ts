import { Injectable } from '@nestjs/common';
import type { Acted, DeclineOutreachApplicationV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { requireOpenApplication } from '../domain/application';
import { lockApplication, settleApplication } from '../storage/application.store';

/** Outreach does not begin; the reason stays. */
@Injectable()
export class DeclineApplicationCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ applicationId, reasonCode }: DeclineOutreachApplicationV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async ({ db }) => {
      const row = await lockApplication(db, applicationId, ctx.expectedVersion);
      requireOpenApplication(row);
      const settled = { state: 'DECLINED', reasonCode, settledBy: ctx.actor.sub } as const;
      return { id: row.id, state: settled.state, version: await settleApplication(db, row, settled) };
    });
  }
}
