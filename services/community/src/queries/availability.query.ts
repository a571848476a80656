import { Injectable } from '@nestjs/common';
import { type AvailabilityAnswer, ReadAvailabilityV1 } from '#libs/contracts';
import { type CallContext, localDay, systemActor } from '#libs/kernel';
import { findRow, ReadScope } from '#libs/persistence';
import { actingOn } from '../domain/access';
import { aged, isOutOfSystemOver, isOverCapacity } from '../domain/availability';
import { SETTINGS } from '../domain/settings';
import { AvailabilityEntity } from '../storage/availability.entity';
import { MenuEntity } from '../storage/menu.entity';

@Injectable()
export class AvailabilityQuery {
  constructor(private readonly reads: ReadScope) {}

  one({ menuId }: ReadAvailabilityV1, ctx: CallContext): Promise<AvailabilityAnswer> {
    return this.reads.run(ctx, async ({ db, now }) => {
      const { orgId } = await findRow(db, MenuEntity, menuId, 'menu');
      actingOn(ctx.actor, orgId, ReadAvailabilityV1.allow, 'menu');
      const row = await findRow(db, AvailabilityEntity, menuId, 'availability');
      return {
        menuId,
        // As old as it is now, also before the timer has come by.
        state: aged(row, localDay(now), systemActor('community', ctx.tenant), SETTINGS),
        version: row.version,
        total: row.total,
        used: row.used,
        outOfSystem: row.outOfSystem,
        unit: row.unit,
        sessions: row.sessions === null ? null : [...row.sessions],
        overCapacity: isOverCapacity(row),
        outOfSystemOver: isOutOfSystemOver(row),
        reportedAt: row.reportedAt.toISOString(),
      };
    });
  }
}
