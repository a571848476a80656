import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InquiryArrivedV1, type InquireNamedV1, NamedInquirySentV1, type ProposalActed } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { noPlace, PROPOSAL, requireGuardian, requireInquiry } from '../../domain/proposal';
import { settingsOn } from '../../domain/settings';
import { Intake } from '../../neighbours/intake';
import { Lookups } from '../../storage/lookups';
import { keepPlace, lockProposal, moveProposal } from '../../storage/proposal.store';
import { allSettings } from '../../storage/settings.store';
import { requireSafe } from '../../storage/safety-check';

/** The only step that gives a host a right to the name; consent is asked at this moment and from nobody's memory. */
@Injectable()
export class InquireNamedCommand {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly lookups: Lookups,
    private readonly intake: Intake,
  ) {}

  async execute({ proposalId, items }: InquireNamedV1, ctx: CallContext): Promise<ProposalActed> {
    const { proposal, request } = await this.lookups.proposal(ctx, proposalId);
    PROPOSAL.next(proposal.state, 'inquireNamed', ctx.actor);
    requireInquiry(proposal.openPlace, proposal.nameRequired);
    await this.intake.require(ctx, proposal.personRef, 'provider_disclosure', proposal.orgId);
    const profile = await this.intake.mustProfile(ctx, proposal.personRef);
    return this.unit.run(ctx, async (tx) => {
      const row = await lockProposal(tx.db, proposalId, ctx.expectedVersion);
      const state = PROPOSAL.next(row.state, 'inquireNamed', ctx.actor);
      const { guardianAge } = settingsOn(await allSettings(tx.db), tx.today);
      requireGuardian(profile.age ?? null, profile.guardian ?? null, guardianAge);
      await requireSafe(tx, row, profile, request.need);
      const place = await keepPlace(tx.db, row, { now: tx.now, holdId: randomUUID() });
      if (place.refusal !== null) throw noPlace('proposal', place.refusal, place.ledgerVersion ?? 0);
      tx.wakeReplicas();
      const moved = await moveProposal(tx.db, row, state, tx.now, place, { items });
      const { personRef, orgId, menuId } = row;
      await tx.publish(NamedInquirySentV1, { proposalId, personRef, orgId, items, version: moved.version });
      await tx.publish(InquiryArrivedV1, { proposalId, menuId, orgId, version: moved.version });
      return moved;
    });
  }
}
