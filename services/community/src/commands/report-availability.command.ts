import { Injectable } from '@nestjs/common';
import { type Acted, AvailabilityReportedV1, ReportAvailabilityV1 } from '#libs/contracts';
import { type Actor, type CallContext, systemActor } from '#libs/kernel';
import { type Tx, UnitOfWork } from '#libs/messaging';
import { actingOn, refuseStale } from '../domain/access';
import { afterReport, asReporter, isNews, placesOf, refuseFutureReport, reportMoment } from '../domain/availability';
import { refuseUncounted } from '../domain/menu';
import { SETTINGS } from '../domain/settings';
import type { AvailabilityEntity } from '../storage/availability.entity';
import { keepReport, lockLastReport } from '../storage/availability.store';
import type { MenuEntity } from '../storage/menu.entity';
import { lockMenu } from '../storage/menus.store';
import { finishTasks } from '../storage/tasks.store';

@Injectable()
export class ReportAvailabilityCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(input: ReportAvailabilityV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      // The menu's row orders reports of one menu, the first included.
      const menu = await lockMenu(tx.db, input.menuId);
      const reporter = actingOn(ctx.actor, menu.orgId, ReportAvailabilityV1.allow, 'menu');
      refuseUncounted(menu.capacityModel);
      const last = await lockLastReport(tx.db, menu.id);
      refuseStale('availability', last?.version ?? 0, ctx.expectedVersion);
      const reportedAt = new Date(reportMoment(input.reportedAt));
      refuseFutureReport(reportedAt, tx.now);
      if (last !== null && !isNews(last, reportedAt)) {
        return { id: menu.id, state: 'NOT_APPLIED', version: last.version };
      }
      return applyReport(tx, { menu, last, reporter, input, reportedAt });
    });
  }
}

interface Report {
  readonly menu: MenuEntity;
  readonly last: AvailabilityEntity | null;
  readonly reporter: Actor;
  readonly input: ReportAvailabilityV1;
  readonly reportedAt: Date;
}

async function applyReport(tx: Tx, { menu, last, reporter, input, reportedAt }: Report): Promise<Acted> {
  const actors = { reporter: asReporter(reporter), clerk: systemActor('community', reporter.tenant) };
  const state = afterReport(last, reportedAt, tx.today, actors, SETTINGS);
  const places = placesOf(input);
  const version = await keepReport(tx.db, menu, last, { ...places, state, reportedAt });
  await finishTasks(tx.db, menu.id, ['update_availability', 'over_committed']);
  await tx.publish(AvailabilityReportedV1, {
    menuId: menu.id,
    ...places,
    sessions: places.sessions === null ? null : [...places.sessions],
    reportedAt: reportedAt.toISOString(),
    freshness: state,
    version,
  });
  return { id: menu.id, state, version };
}
