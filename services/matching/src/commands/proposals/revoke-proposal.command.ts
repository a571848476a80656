import { Injectable } from '@nestjs/common';
import { type ProposalActed, ProposalEndedV1, type RevokeProposalV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { endedEvent, PROPOSAL } from '../../domain/proposal';
import { endProposal, lockProposal } from '../../storage/proposal.store';

@Injectable()
export class RevokeProposalCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ proposalId, reasonCode }: RevokeProposalV1, ctx: CallContext): Promise<ProposalActed> {
    return this.unit.run(ctx, async (tx) => {
      const row = await lockProposal(tx.db, proposalId, ctx.expectedVersion);
      const state = PROPOSAL.next(row.state, 'revoke', ctx.actor);
      const ended = await endProposal(tx.db, row, state, reasonCode);
      tx.wakeReplicas();
      await tx.publish(ProposalEndedV1, endedEvent(row, state, ended.version));
      return ended;
    });
  }
}
