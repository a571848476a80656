import { Injectable } from '@nestjs/common';
import { ProposalEndedV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { endedEvent, overdueEvent, PROPOSAL } from '../../domain/proposal';
import { endProposal, letHoldLapse, lockProposal } from '../../storage/proposal.store';

/** What time does: an inquiry without an answer expires, a lapsed hold ends the proposal, unless the person is thinking. */
@Injectable()
export class EndOverdueProposalCommand {
  constructor(private readonly unit: UnitOfWork) {}

  async execute(proposalId: string, ctx: CallContext): Promise<void> {
    await this.unit.run(ctx, async (tx) => {
      const row = await lockProposal(tx.db, proposalId);
      const event = overdueEvent(row, tx.now);
      if (event === null) return;
      const state = PROPOSAL.next(row.state, event, ctx.actor);
      tx.wakeReplicas();
      if (event === 'holdLapsed') {
        await letHoldLapse(tx.db, row);
        return;
      }
      const ended =
        event === 'expire'
          ? await endProposal(tx.db, row, state, 'no_answer')
          : await endProposal(tx.db, row, state, 'hold_lapsed', 'LAPSED');
      await tx.publish(ProposalEndedV1, endedEvent(row, state, ended.version));
    });
  }
}
