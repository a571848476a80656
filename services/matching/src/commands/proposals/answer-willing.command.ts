import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { AnswerWillingV1, ProposalActed } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { noPlace, PROPOSAL, requireHost } from '../../domain/proposal';
import { keepPlace, lockProposal, moveProposal } from '../../storage/proposal.store';

@Injectable()
export class AnswerWillingCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ proposalId }: AnswerWillingV1, ctx: CallContext): Promise<ProposalActed> {
    return this.unit.run(ctx, async (tx) => {
      const row = await lockProposal(tx.db, proposalId, ctx.expectedVersion);
      requireHost(ctx.actor, row.orgId);
      const state = PROPOSAL.next(row.state, 'willing', ctx.actor);
      const place = await keepPlace(tx.db, row, { now: tx.now, holdId: randomUUID() });
      if (place.refusal !== null) throw noPlace('proposal', place.refusal, place.ledgerVersion ?? 0);
      tx.wakeReplicas();
      return moveProposal(tx.db, row, state, tx.now, place);
    });
  }
}
