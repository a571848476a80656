import { Injectable } from '@nestjs/common';
import { type ProposalActed, ProposalEndedV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { endedEvent, PROPOSAL } from '../../domain/proposal';
import { keepRefusal } from '../../storage/copies.store';
import { endProposal, lockProposal } from '../../storage/proposal.store';

/** The person says no, at any time. The place is not proposed again until they ask for it. */
@Injectable()
export class EndByPersonCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(
    { proposalId, reasonCode }: { readonly proposalId: string; readonly reasonCode?: string | null },
    ctx: CallContext,
    event: 'declined' | 'personWithdraws',
  ): Promise<ProposalActed> {
    return this.unit.run(ctx, async (tx) => {
      const row = await lockProposal(tx.db, proposalId, ctx.expectedVersion);
      const state = PROPOSAL.next(row.state, event, ctx.actor);
      const reason = reasonCode ?? null;
      await keepRefusal(tx.db, { personRef: row.personRef, menuId: row.menuId, reasonCode: reason }, tx.now);
      const ended = await endProposal(tx.db, row, state, reason);
      tx.wakeReplicas();
      await tx.publish(ProposalEndedV1, endedEvent(row, state, ended.version));
      return ended;
    });
  }
}
