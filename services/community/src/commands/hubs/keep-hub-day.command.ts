import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Acted, KeepHubDayV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { actingOn, refuseStale } from '../../domain/access';
import { refuseImpossibleDay } from '../../domain/hubs/hub-day';
import { requireGroups } from '../../storage/hubs/groups.store';
import { dayOf, insertDay, lockHub, replaceActivities, updateDay } from '../../storage/hubs/hubs.store';

/** How a day at a hub was, in numbers; the last word counts. */
@Injectable()
export class KeepHubDayCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ hubId, date, open, visitsAdults, visitsChildren, ...given }: KeepHubDayV1, ctx: CallContext) {
    const activities = given.activities.map(({ groupId, times }) => ({ groupId: groupId ?? null, times }));
    return this.unit.run(ctx, async ({ db, today }): Promise<Acted> => {
      // Locked, so that two who tell of the same day do so one after the other.
      const hub = await lockHub(db, hubId);
      actingOn(ctx.actor, hub.orgId, KeepHubDayV1.allow, 'hub');
      refuseImpossibleDay(hub, { date, open, visitsAdults, visitsChildren, activities }, today);
      await requireGroups(
        db,
        activities.map(({ groupId }) => groupId),
      );
      const known = await dayOf(db, hub.id, date);
      refuseStale('hub-day', known?.version ?? 0, ctx.expectedVersion);
      const counts = { open, visitsAdults, visitsChildren };
      const id = known?.id ?? randomUUID();
      const version = known ? await updateDay(db, known, counts) : 1;
      if (!known) await insertDay(db, { id, version, hubId: hub.id, heldOn: date, ...counts });
      await replaceActivities(db, id, activities);
      return { id, state: open ? 'OPEN' : 'CLOSED', version };
    });
  }
}
