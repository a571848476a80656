import { Injectable } from '@nestjs/common';
import type { PlacementStartedV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { planRegular } from '../domain/follow-up-plan';
import { isNews, outlives } from '../domain/tie';
import { cancelOpen, deathHeardOn, insertPlan, openTie, saveTie } from '../storage/follow-up.store';

/** A placement started: person and host are followed up. What was open from an earlier start is cancelled. */
@Injectable()
export class PlanFollowUpsCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(started: PlacementStartedV1, ctx: CallContext): Promise<void> {
    return this.unit.run(ctx, async ({ db }) => {
      const { placementId, personRef, caseRef, orgId, startedOn, version } = started;
      const tie = await openTie(db, { id: placementId, personRef, caseRef, orgId });
      if (!isNews(tie, version)) {
        // Told late: whose tie it is was not known from what was heard before.
        if (tie.caseRef === null) await saveTie(db, tie, { caseRef, orgId, startedOn });
        return;
      }
      await saveTie(db, tie, { caseRef, orgId, startedOn, heardVersion: version, state: 'FOLLOWED' });
      await cancelOpen(db, [placementId]);
      const deathOn = await deathHeardOn(db, [personRef, caseRef]);
      if (outlives(startedOn, deathOn))
        await insertPlan(db, placementId, version, planRegular(startedOn, started.hostSupportNeeded));
    });
  }
}
