import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type InquireAnonymouslyV1, type InquiredAnswer, InquiryArrivedV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { areaOf } from '../../domain/area';
import { needFrom } from '../../domain/profile-copy';
import { anonymousInquiry, noPlace, PROPOSAL, requireInquiry } from '../../domain/proposal';
import { Intake } from '../../neighbours/intake';
import { findPopulation } from '../../storage/area-populations.store';
import { Lookups } from '../../storage/lookups';
import { keepPlace, lockProposal, moveProposal } from '../../storage/proposal.store';
import { requireSafe } from '../../storage/safety-check';

/** Asks a host without the name, in words that fit many people of the area, and takes a place on hold, both or neither. */
@Injectable()
export class InquireAnonymouslyCommand {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly lookups: Lookups,
    private readonly intake: Intake,
  ) {}

  async execute({ proposalId }: InquireAnonymouslyV1, ctx: CallContext): Promise<InquiredAnswer> {
    const { proposal, request } = await this.lookups.proposal(ctx, proposalId);
    PROPOSAL.next(proposal.state, 'inquireAnonymously', ctx.actor);
    requireInquiry(proposal.openPlace, false);
    await this.intake.require(ctx, proposal.personRef, 'anonymous_inquiry', null);
    const person = await this.intake.mustProfile(ctx, proposal.personRef);
    return this.unit.run(ctx, async (tx) => {
      const row = await lockProposal(tx.db, proposalId, ctx.expectedVersion);
      const state = PROPOSAL.next(row.state, 'inquireAnonymously', ctx.actor);
      await requireSafe(tx, row, person, request.need);
      const place = await keepPlace(tx.db, row, { now: tx.now, holdId: randomUUID() });
      if (place.refusal !== null) throw noPlace('proposal', place.refusal, place.ledgerVersion ?? 0);
      tx.wakeReplicas();
      const start = needFrom(request.need, person.point).point;
      const population = await findPopulation(tx.db, areaOf(start));
      const { inquiry, withheld } = anonymousInquiry(person.age, request.need, population);
      const moved = await moveProposal(tx.db, row, state, tx.now, place, { inquiry, withheld });
      const { menuId, orgId } = row;
      await tx.publish(InquiryArrivedV1, { proposalId, menuId, orgId, version: moved.version });
      return { ...moved, withheld: [...withheld] };
    });
  }
}
