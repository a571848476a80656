import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ProposalActed, RecordTrialDoneV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { PROPOSAL } from '../../domain/proposal';
import { keepPlace, lockProposal, moveProposal } from '../../storage/proposal.store';

/** What happened is written down also where the place is gone in the meantime. */
@Injectable()
export class RecordTrialDoneCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ proposalId, personFeeling, hostFeeling }: RecordTrialDoneV1, ctx: CallContext): Promise<ProposalActed> {
    return this.unit.run(ctx, async (tx) => {
      const row = await lockProposal(tx.db, proposalId, ctx.expectedVersion);
      const state = PROPOSAL.next(row.state, 'done', ctx.actor);
      const place = await keepPlace(tx.db, row, { now: tx.now, holdId: randomUUID() });
      tx.wakeReplicas();
      return moveProposal(tx.db, row, state, tx.now, place, { personFeeling, hostFeeling });
    });
  }
}
