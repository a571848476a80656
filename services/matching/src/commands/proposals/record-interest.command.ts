import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ProposalActed, RecordInterestV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { PROPOSAL } from '../../domain/proposal';
import { Intake } from '../../neighbours/intake';
import { Lookups } from '../../storage/lookups';
import { keepPlace, lockProposal, moveProposal } from '../../storage/proposal.store';

/** The person's own words are in intake, here is only where. A wish is kept also where the place is gone; the next step tells so. */
@Injectable()
export class RecordInterestCommand {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly lookups: Lookups,
    private readonly intake: Intake,
  ) {}

  async execute({ proposalId, personWordsNoteRef }: RecordInterestV1, ctx: CallContext): Promise<ProposalActed> {
    const { proposal } = await this.lookups.proposal(ctx, proposalId);
    PROPOSAL.next(proposal.state, 'interested', ctx.actor);
    await this.intake.requireWords(ctx, personWordsNoteRef, proposal.caseRef);
    return this.unit.run(ctx, async (tx) => {
      const row = await lockProposal(tx.db, proposalId, ctx.expectedVersion);
      const state = PROPOSAL.next(row.state, 'interested', ctx.actor);
      const place = await keepPlace(tx.db, row, { now: tx.now, holdId: randomUUID() });
      tx.wakeReplicas();
      return moveProposal(tx.db, row, state, tx.now, place, { personWordsNoteRef });
    });
  }
}
