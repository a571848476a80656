import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type AcceptedAnswer, ProposalAcceptedV1, ProposalEndedV1, UnmetNeedWithdrawnV1 } from '#libs/contracts';
import { type CallContext, systemActor } from '#libs/kernel';
import { type Tx, UnitOfWork } from '#libs/messaging';
import { MATCH_REQUEST, needWithdrawn } from '../../domain/match-request';
import { PROPOSAL, requireAssessedHost, requireNameGiven, requireOpenPlace } from '../../domain/proposal';
import { findMenu } from '../../storage/copies.store';
import { lockRequest, moveRequest } from '../../storage/match-request.store';
import { beginPlacement, takeFor } from '../../storage/placement-begin';
import type { ProposalEntity } from '../../storage/proposal.entity';
import {
  findProposal,
  lockLedgersOf,
  lockOpenProposals,
  lockProposal,
  moveProposal,
} from '../../storage/proposal.store';
import { endOpenProposals } from '../../storage/open-proposals';

type How = 'accept' | 'acceptDirect' | 'joinOpen';

/**
 * Both said yes. In one transaction the hold becomes a place, the placement begins, the request is
 * PLACED and its other proposals end: nobody is promised twice and nothing is taken without a promise.
 */
@Injectable()
export class AcceptProposalCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(
    { proposalId }: { readonly proposalId: string },
    ctx: CallContext,
    how: How,
    reasonCode?: string,
  ): Promise<AcceptedAnswer> {
    return this.unit.run(ctx, async (tx) => {
      const { matchRequestId } = await findProposal(tx.db, proposalId);
      const request = await lockRequest(tx.db, matchRequestId);
      const open = await lockOpenProposals(tx.db, { matchRequestId });
      const row = await lockProposal(tx.db, proposalId, ctx.expectedVersion);
      const state = PROPOSAL.next(row.state, how, ctx.actor);
      await requireAcceptable(tx, row, how);
      const placed = MATCH_REQUEST.next(request.state, 'placed', systemActor('matching', ctx.tenant));
      await lockLedgersOf(tx.db, open);
      const placementId = randomUUID();
      const place = await takeFor(tx.db, row, placementId, tx.now);
      tx.wakeReplicas();
      const others = open.filter(({ id }) => id !== row.id);
      for (const event of await endOpenProposals(tx.db, ctx.tenant, others, 'other_accepted')) {
        await tx.publish(ProposalEndedV1, event);
      }
      await beginPlacement(tx.db, row, { placementId, placeId: place.placeId, now: tx.now });
      const need = needWithdrawn(request, 'placed');
      if (need !== null) await tx.publish(UnmetNeedWithdrawnV1, need.event);
      await moveRequest(tx.db, request, placed, need?.change);
      const change = { placementId, heldUntil: null, reasonCode: reasonCode ?? row.reasonCode };
      const moved = await moveProposal(tx.db, row, state, tx.now, null, change);
      const { personRef, menuId } = row;
      await tx.publish(ProposalAcceptedV1, { proposalId, placementId, personRef, menuId, version: moved.version });
      return { ...moved, ledgerVersion: place.version, placementId };
    });
  }
}

async function requireAcceptable(tx: Tx, row: ProposalEntity, how: How): Promise<void> {
  requireNameGiven(row.nameRequired, row.items);
  if (how === 'joinOpen') {
    requireOpenPlace(row.openPlace);
    return;
  }
  if (row.openPlace) return;
  const menu = await findMenu(tx.db, row.menuId);
  requireAssessedHost(menu?.hostAssessment ?? null, tx.today);
}
