import { Injectable } from '@nestjs/common';
import type { Acted } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { PLACEMENT } from '../../domain/placement';
import { requireOwnOrganisation } from '../../domain/proposal';
import { lockPlacement, movePlacement } from '../../storage/placement.store';

interface Step {
  readonly placementId: string;
  readonly side?: 'person' | 'host';
  readonly reasonCode?: string | null;
  readonly goal?: string | null;
}

/** Steps that change nothing but the placement itself: no place, no event, no question to others. */
@Injectable()
export class MovePlacementCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(
    step: Step,
    ctx: CallContext,
    event: 'issue' | 'adjusted' | 'nextStep' | 'stay' | 'needsSupportAgain',
  ): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const row = await lockPlacement(tx.db, step.placementId, ctx.expectedVersion);
      requireOwnOrganisation(ctx.actor, row.orgId, 'placement');
      const state = PLACEMENT.next(row.state, event, ctx.actor);
      return movePlacement(tx.db, row, state, {
        advice: null,
        ...(event === 'issue' && { issueSide: step.side ?? null, reasonCode: step.reasonCode ?? null }),
        ...(event === 'adjusted' && { issueSide: null, adjustedOn: tx.today }),
        ...(event === 'nextStep' && { goal: step.goal ?? null }),
      });
    });
  }
}
