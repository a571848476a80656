import { Injectable } from '@nestjs/common';
import type { Acted, CompleteResourceDevelopmentV1 } from '#libs/contracts';
import { type CallContext, conflict } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { findMenu } from '../storage/menus.store';
import { lockDevelopment, updateDevelopment } from '../storage/resource-developments.store';

@Injectable()
export class CompleteDevelopmentCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ developmentId, menuId }: CompleteResourceDevelopmentV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async ({ db, today }) => {
      const row = await lockDevelopment(db, developmentId, ctx.expectedVersion);
      if (row.state === 'COMPLETED') throw conflict('resource-development.completed', 'It is completed already.');
      await findMenu(db, menuId);
      const version = await updateDevelopment(db, row, { state: 'COMPLETED', menuId, completedOn: today });
      return { id: row.id, state: 'COMPLETED', version };
    });
  }
}
