import { Injectable } from '@nestjs/common';
import { type Acted, type CloseSupportV1, PlacementSupportClosedV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { PLACEMENT } from '../../domain/placement';
import { Intake } from '../../neighbours/intake';
import { Lookups } from '../../storage/lookups';
import { lockPlacement, movePlacement } from '../../storage/placement.store';

/** The end of support is not the end of taking part: the place stays taken. */
@Injectable()
export class CloseSupportCommand {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly lookups: Lookups,
    private readonly intake: Intake,
  ) {}

  async execute({ placementId, aftercare }: CloseSupportV1, ctx: CallContext): Promise<Acted> {
    const event = aftercare ? 'closeSupport' : 'closeNoAftercare';
    const { state, personRef } = await this.lookups.placement(ctx, placementId);
    PLACEMENT.next(state, event, ctx.actor);
    if (aftercare) await this.intake.require(ctx, personRef, 'followup_after_close', null);
    return this.close(placementId, ctx, event);
  }

  /** Contact after the closure ends as well. */
  finish({ placementId }: { readonly placementId: string }, ctx: CallContext): Promise<Acted> {
    return this.close(placementId, ctx, 'finish');
  }

  private close(placementId: string, ctx: CallContext, event: string): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const row = await lockPlacement(tx.db, placementId, ctx.expectedVersion);
      const state = PLACEMENT.next(row.state, event, ctx.actor);
      const moved = await movePlacement(tx.db, row, state, { advice: null });
      await tx.publish(PlacementSupportClosedV1, {
        placementId,
        personRef: row.personRef,
        closedOn: tx.today,
        aftercare: state === 'AFTERCARE',
        version: moved.version,
      });
      return moved;
    });
  }
}
