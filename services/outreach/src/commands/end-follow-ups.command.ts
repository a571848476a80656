import { Injectable } from '@nestjs/common';
import type { PlacementEndedV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { isNews } from '../domain/tie';
import { cancelOpen, openTie, saveTie } from '../storage/follow-up.store';

/** The person left the place: nothing about it is asked any more. */
@Injectable()
export class EndFollowUpsCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ placementId, personRef, version }: PlacementEndedV1, ctx: CallContext): Promise<void> {
    return this.unit.run(ctx, async ({ db }) => {
      const tie = await openTie(db, { id: placementId, personRef, caseRef: null, orgId: null });
      if (!isNews(tie, version)) return;
      await saveTie(db, tie, { heardVersion: version, state: 'ENDED' });
      await cancelOpen(db, [placementId]);
    });
  }
}
