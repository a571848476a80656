import { Injectable } from '@nestjs/common';
import type { PlacementSupportClosedV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { planAftercare } from '../domain/follow-up-plan';
import { isNews, outlives } from '../domain/tie';
import { cancelOpen, deathHeardOn, insertPlan, openTie, saveTie } from '../storage/follow-up.store';

/** Support is over, the person keeps going: contact goes on only where the person agreed to it. */
@Injectable()
export class SettleFollowUpsCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(closed: PlacementSupportClosedV1, ctx: CallContext): Promise<void> {
    return this.unit.run(ctx, async ({ db }) => {
      const { placementId, personRef, closedOn, aftercare, version } = closed;
      const tie = await openTie(db, { id: placementId, personRef, caseRef: null, orgId: null });
      if (!isNews(tie, version)) return;
      await saveTie(db, tie, { heardVersion: version, state: aftercare ? 'AFTERCARE' : 'SETTLED' });
      await cancelOpen(db, [placementId]);
      if (!aftercare) return;
      const deathOn = await deathHeardOn(db, [personRef, tie.caseRef]);
      if (outlives(tie.startedOn ?? closedOn, deathOn))
        await insertPlan(db, placementId, version, planAftercare(closedOn));
    });
  }
}
