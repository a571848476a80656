import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type AcceptedAnswer, ProposalAcceptedV1, ProposalEndedV1 } from '#libs/contracts';
import { type CallContext, systemActor } from '#libs/kernel';
import { type Tx, UnitOfWork } from '#libs/messaging';
import { MATCH_REQUEST } from '../../domain/match-request';
import {
  endedEvent,
  inLockOrder,
  noPlace,
  PROPOSAL,
  requireAssessedHost,
  requireNameGiven,
  requireOpenPlace,
} from '../../domain/proposal';
import { findMenu } from '../../storage/copies.store';
import { confirmHold, takePlace, type Taking } from '../../storage/ledger.store';
import { lockRequest, moveRequest } from '../../storage/match-request.store';
import { insertPlacement } from '../../storage/placement.store';
import type { ProposalEntity } from '../../storage/proposal.entity';
import { endProposal, findProposal, lockOpenProposals, lockProposal, moveProposal } from '../../storage/proposal.store';

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
      const system = systemActor('matching', ctx.tenant);
      const { matchRequestId } = await findProposal(tx.db, proposalId);
      const request = await lockRequest(tx.db, matchRequestId);
      const open = await lockOpenProposals(tx.db, { matchRequestId });
      const row = await lockProposal(tx.db, proposalId, ctx.expectedVersion);
      const state = PROPOSAL.next(row.state, how, ctx.actor);
      await requireAcceptable(tx, row, how);
      const placed = MATCH_REQUEST.next(request.state, 'placed', system);
      const others = inLockOrder(open.filter(({ id }) => id !== row.id));
      const placementId = randomUUID();
      const place = await takeFor(tx, row, placementId);
      for (const other of others) {
        const revoked = PROPOSAL.next(other.state, 'revoke', system);
        const { version } = await endProposal(tx.db, other, revoked, 'other_accepted');
        await tx.publish(ProposalEndedV1, endedEvent(other, revoked, version));
      }
      await insertPlacement(tx.db, { id: placementId, ...placementOf(row), placeId: place.placeId, createdAt: tx.now });
      await moveRequest(tx.db, request, placed);
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

/** The hold becomes a place; where it lapsed a free place is taken instead. Open places are not counted. */
async function takeFor(
  tx: Tx,
  row: ProposalEntity,
  placementId: string,
): Promise<{ readonly placeId: string | null; readonly version: number | null }> {
  if (row.openPlace) return { placeId: null, version: null };
  const taking: Taking = { menuId: row.menuId, placementId, placeId: randomUUID(), now: tx.now };
  tx.wakeReplicas();
  const confirmed = row.holdId === null ? null : await confirmHold(tx.db, taking, row.holdId);
  if (confirmed !== null) return { placeId: taking.placeId, version: confirmed.version };
  const taken = await takePlace(tx.db, taking, row.outOfSystem);
  if (taken.reason !== null) throw noPlace('proposal', taken.reason, taken.version);
  return { placeId: taking.placeId, version: taken.version };
}

const placementOf = (row: ProposalEntity) => ({
  state: 'STARTING',
  version: 1,
  proposalId: row.id,
  matchRequestId: row.matchRequestId,
  caseRef: row.caseRef,
  personRef: row.personRef,
  menuId: row.menuId,
  orgId: row.orgId,
  openPlace: row.openPlace,
  outOfSystem: row.outOfSystem,
  startedOn: null,
  endedOn: null,
  adjustedOn: null,
  advice: null,
  issueSide: null,
  reviewOn: null,
  reasonCode: null,
  goal: null,
  nextMatchRequestId: null,
});
