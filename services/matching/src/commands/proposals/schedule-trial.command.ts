import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ProposalActed, ScheduleTrialV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { noPlace, PROPOSAL, requireNameGiven, requireOwnOrganisation, requireTrialDay } from '../../domain/proposal';
import { keepPlace, lockProposal, moveProposal } from '../../storage/proposal.store';

/** The place is kept until the trial and for a term after it. */
@Injectable()
export class ScheduleTrialCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ proposalId, at }: ScheduleTrialV1, ctx: CallContext): Promise<ProposalActed> {
    return this.unit.run(ctx, async (tx) => {
      const row = await lockProposal(tx.db, proposalId, ctx.expectedVersion);
      requireOwnOrganisation(ctx.actor, row.orgId, 'proposal');
      const event = PROPOSAL.allows(row.state, 'reschedule') ? 'reschedule' : 'scheduleTrial';
      const state = PROPOSAL.next(row.state, event, ctx.actor);
      requireNameGiven(row.nameRequired, row.items);
      const trialAt = new Date(at);
      requireTrialDay(trialAt, tx.today);
      const place = await keepPlace(tx.db, row, { now: tx.now, holdId: randomUUID(), from: trialAt });
      if (place.refusal !== null) throw noPlace('proposal', place.refusal, place.ledgerVersion ?? 0);
      tx.wakeReplicas();
      return moveProposal(tx.db, row, state, tx.now, place, { trialAt });
    });
  }
}
