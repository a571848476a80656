import { Injectable } from '@nestjs/common';
import type { Acted, ChangeDeskV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { checkDesk, refuseClosing } from '../../domain/desk';
import { Community } from '../../neighbours/community';
import { changeDesk, lockDesk, openSheetsAt } from '../../storage/desks.store';

@Injectable()
export class ChangeDeskCommand {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly community: Community,
  ) {}

  /** Who manages the desk has what is with its manager, from now on. */
  async execute(input: ChangeDeskV1, ctx: CallContext): Promise<Acted> {
    const { deskId, orgId = null, areaId = null, deputySub = null, ...given } = input;
    if (areaId !== null && !given.closed) await this.community.requireAreas(ctx, [areaId], 'areaId');
    return this.unit.run(ctx, async (tx) => {
      const desk = await lockDesk(tx.db, deskId, ctx.expectedVersion);
      const change = { ...given, orgId, areaId, deputySub };
      checkDesk(change);
      refuseClosing(change.closed, await openSheetsAt(tx.db, deskId));
      const version = await changeDesk(tx.db, desk, change);
      return { id: deskId, state: change.closed ? 'CLOSED' : 'OPEN', version };
    });
  }
}
