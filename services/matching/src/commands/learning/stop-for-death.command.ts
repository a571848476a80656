import { Injectable } from '@nestjs/common';
import { type PersonDeceasedV1, ProposalEndedV1, UnmetNeedWithdrawnV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { type Tx, UnitOfWork } from '#libs/messaging';
import { MATCH_REQUEST } from '../../domain/match-request';
import { endDueAfterDeath } from '../../domain/stalled';
import { cancelRequest, lockRequestsOf } from '../../storage/match-request.store';
import { endOpenProposals } from '../../storage/open-proposals';
import { endReferrals } from '../../storage/participation-referrals.store';
import { adviseEnd } from '../../storage/placement.store';
import { lockOpenProposals } from '../../storage/proposal.store';
import { forgetInputs } from '../../storage/rankings.store';

const REASON = 'deceased';

/**
 * Nobody is searched for, asked about or expected any more. A placement is ended by a worker, who tells the host in
 * person; until then it is advised, and seen as resting once its day is over.
 */
@Injectable()
export class StopForDeathCommand {
  constructor(private readonly unit: UnitOfWork) {}

  async execute({ personRefs }: PersonDeceasedV1, ctx: CallContext): Promise<void> {
    await this.unit.run(ctx, async (tx) => {
      for (const personRef of [...personRefs].sort()) await stop(tx, ctx, personRef);
    });
  }
}

async function stop(tx: Tx, ctx: CallContext, personRef: string): Promise<void> {
  const requests = await lockRequestsOf(tx.db, personRef);
  const proposals = await lockOpenProposals(tx.db, { personRef });
  for (const event of await endOpenProposals(tx.db, ctx.tenant, proposals, REASON)) {
    await tx.publish(ProposalEndedV1, event);
  }
  await forgetInputs(tx.db, personRef, tx.now);
  for (const request of requests) {
    if (!MATCH_REQUEST.allows(request.state, 'cancel')) continue;
    const { unmet } = await cancelRequest(tx.db, request, ctx.actor, REASON);
    if (unmet !== null) await tx.publish(UnmetNeedWithdrawnV1, unmet);
  }
  await endReferrals(tx.db, personRef, REASON);
  await adviseEnd(tx.db, personRef, endDueAfterDeath(tx.today));
}
