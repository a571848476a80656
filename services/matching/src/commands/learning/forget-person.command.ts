import { Injectable } from '@nestjs/common';
import { type ConsentWithdrawnV1, ProposalEndedV1, UnmetNeedWithdrawnV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { MATCH_REQUEST } from '../../domain/match-request';
import { endsReferral } from '../../domain/participation-referral';
import { restsOn } from '../../domain/proposal';
import { cancelRequest, lockRequestsOf } from '../../storage/match-request.store';
import { endOpenProposals } from '../../storage/open-proposals';
import { endReferrals } from '../../storage/participation-referrals.store';
import { lockOpenProposals } from '../../storage/proposal.store';
import { forgetInputs } from '../../storage/rankings.store';

const REASON = 'consent_withdrawn';

/**
 * A withdrawal takes effect at once (L06): on open proposals that rest on it and, without consent to matching, on
 * the requests themselves and on everything about the person that rankings rested on. Placements go on: where a
 * person takes part is theirs. Applied also when it is heard late: too much care does less harm.
 */
@Injectable()
export class ForgetPersonCommand {
  constructor(private readonly unit: UnitOfWork) {}

  async execute(withdrawn: ConsentWithdrawnV1, ctx: CallContext): Promise<void> {
    const { personRef, scopes } = withdrawn;
    await this.unit.run(ctx, async (tx) => {
      const requests = await lockRequestsOf(tx.db, personRef);
      const open = (await lockOpenProposals(tx.db, { personRef })).filter((one) => restsOn(one, withdrawn));
      for (const event of await endOpenProposals(tx.db, ctx.tenant, open, REASON)) {
        await tx.publish(ProposalEndedV1, event);
      }
      if (endsReferral(scopes)) await endReferrals(tx.db, personRef, REASON);
      if (!scopes.includes('participation_matching')) return;
      await forgetInputs(tx.db, personRef, tx.now);
      for (const request of requests) {
        if (request.state === 'PLACED' || !MATCH_REQUEST.allows(request.state, 'cancel')) continue;
        const { unmet } = await cancelRequest(tx.db, request, ctx.actor, REASON);
        if (unmet !== null) await tx.publish(UnmetNeedWithdrawnV1, unmet);
      }
    });
  }
}
