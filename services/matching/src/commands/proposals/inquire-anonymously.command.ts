import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { InquireAnonymouslyV1, ProposalActed } from '#libs/contracts';
import { type CallContext, conflict } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { anonymousInquiry, noPlace, PROPOSAL } from '../../domain/proposal';
import { Intake } from '../../neighbours/intake';
import { keepProfile } from '../../storage/copies.store';
import { Lookups } from '../../storage/lookups';
import { keepPlace, lockProposal, moveProposal } from '../../storage/proposal.store';

/** Asks a host without the name and takes a place on hold, both or neither. */
@Injectable()
export class InquireAnonymouslyCommand {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly lookups: Lookups,
    private readonly intake: Intake,
  ) {}

  async execute({ proposalId }: InquireAnonymouslyV1, ctx: CallContext): Promise<ProposalActed> {
    const { proposal, request } = await this.lookups.proposal(ctx, proposalId);
    PROPOSAL.next(proposal.state, 'inquireAnonymously', ctx.actor);
    await this.intake.require(ctx, proposal.personRef, 'anonymous_inquiry', null);
    const basis = await this.lookups.ranking(ctx, request.id);
    const person = await this.intake.person(ctx, proposal.personRef, basis);
    if (person === null) throw conflict('consent.missing', 'There is no consent for participation_matching.');
    return this.unit.run(ctx, async (tx) => {
      const row = await lockProposal(tx.db, proposalId, ctx.expectedVersion);
      const state = PROPOSAL.next(row.state, 'inquireAnonymously', ctx.actor);
      if (person.fetched !== null) await keepProfile(tx.db, person.fetched, tx.today);
      const place = await keepPlace(tx.db, row, { now: tx.now, holdId: randomUUID() });
      if (place.refusal !== null) throw noPlace('proposal', place.refusal, place.ledgerVersion ?? 0);
      tx.wakeReplicas();
      const inquiry = anonymousInquiry(person.copy.age, request.need);
      return moveProposal(tx.db, row, state, tx.now, place, { inquiry });
    });
  }
}
