import { Injectable } from '@nestjs/common';
import { type ProposalActed, ProposalEndedV1, type RefuseInquiryV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { endedEvent, PROPOSAL, requireDiscard, requireHost, requireOwnOrganisation } from '../../domain/proposal';
import { endProposal, lockProposal } from '../../storage/proposal.store';

/** The host says no to an inquiry (its own staff only), or steps back later (told by its staff or by a worker). */
@Injectable()
export class EndByHostCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(
    { proposalId, reasonCode, discardConfirmed }: RefuseInquiryV1,
    ctx: CallContext,
    event: 'decline' | 'hostWithdraws',
  ): Promise<ProposalActed> {
    return this.unit.run(ctx, async (tx) => {
      const row = await lockProposal(tx.db, proposalId, ctx.expectedVersion);
      if (event === 'decline') requireHost(ctx.actor, row.orgId);
      requireOwnOrganisation(ctx.actor, row.orgId, 'proposal');
      const state = PROPOSAL.next(row.state, event, ctx.actor);
      requireDiscard(row.items, discardConfirmed);
      const ended = await endProposal(tx.db, row, state, reasonCode);
      tx.wakeReplicas();
      await tx.publish(ProposalEndedV1, endedEvent(row, state, ended.version));
      return ended;
    });
  }
}
