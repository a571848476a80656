import { Injectable } from '@nestjs/common';
import { type ConsentWithdrawnV1, ProposalEndedV1, UnmetNeedWithdrawnV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { type Tx, UnitOfWork } from '#libs/messaging';
import { MATCH_REQUEST, needWithdrawn } from '../../domain/match-request';
import { endedEvent, inLockOrder, PROPOSAL, restsOn } from '../../domain/proposal';
import { lockRequestsOf, moveRequest } from '../../storage/match-request.store';
import { endProposal, lockOpenProposals } from '../../storage/proposal.store';
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
      const proposals = await lockOpenProposals(tx.db, { personRef });
      for (const proposal of inLockOrder(proposals)) {
        if (restsOn(proposal, withdrawn)) await revoke(tx, ctx, proposal);
      }
      if (!scopes.includes('participation_matching')) return;
      await forgetInputs(tx.db, personRef, tx.now);
      for (const request of requests) {
        if (request.state === 'PLACED' || !MATCH_REQUEST.allows(request.state, 'cancel')) continue;
        const state = MATCH_REQUEST.next(request.state, 'cancel', ctx.actor);
        const need = needWithdrawn(request, 'cancelled');
        if (need !== null) await tx.publish(UnmetNeedWithdrawnV1, need.event);
        await moveRequest(tx.db, request, state, { reasonCode: REASON, parkedUntil: null, ...need?.change });
      }
    });
  }
}

async function revoke(tx: Tx, ctx: CallContext, proposal: Parameters<typeof endProposal>[1]): Promise<void> {
  const state = PROPOSAL.next(proposal.state, 'revoke', ctx.actor);
  const { version } = await endProposal(tx.db, proposal, state, REASON);
  await tx.publish(ProposalEndedV1, endedEvent(proposal, state, version));
}
