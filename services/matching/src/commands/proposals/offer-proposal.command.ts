import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { OfferOpenPlaceV1, OfferProposalV1, ProposalActed } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { noPlace, PROPOSAL, requireChoice, requireOpenPlace } from '../../domain/proposal';
import { countOptions, keepPlace, lockProposal, moveProposal } from '../../storage/proposal.store';

/** The person sees the place. From here nobody's clock runs against them. */
@Injectable()
export class OfferProposalCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ proposalId, singleOptionReasonCode }: OfferProposalV1, ctx: CallContext): Promise<ProposalActed> {
    return this.unit.run(ctx, async (tx) => {
      const row = await lockProposal(tx.db, proposalId, ctx.expectedVersion);
      const state = PROPOSAL.next(row.state, 'offer', ctx.actor);
      requireChoice(await countOptions(tx.db, row.matchRequestId), singleOptionReasonCode);
      const place = await keepPlace(tx.db, row, { now: tx.now, holdId: randomUUID() });
      if (place.refusal !== null) throw noPlace('proposal', place.refusal, place.ledgerVersion ?? 0);
      tx.wakeReplicas();
      return moveProposal(tx.db, row, state, tx.now, place, { reasonCode: singleOptionReasonCode ?? null });
    });
  }

  /** An open place is told about at once: nobody has to be asked first. */
  openPlace({ proposalId }: OfferOpenPlaceV1, ctx: CallContext): Promise<ProposalActed> {
    return this.unit.run(ctx, async (tx) => {
      const row = await lockProposal(tx.db, proposalId, ctx.expectedVersion);
      const state = PROPOSAL.next(row.state, 'offerFirst', ctx.actor);
      requireOpenPlace(row.openPlace);
      return moveProposal(tx.db, row, state, tx.now, null);
    });
  }
}
