import { Injectable } from '@nestjs/common';
import { type Acted, AvailabilityReportedV1, ReportAvailabilityV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { isBroken, type Tx, UnitOfWork } from '#libs/messaging';
import { actingOn, refuseStale } from '../domain/access';
import { refuseOutsideContract } from '../domain/organization';
import { type DecidedReport, decideReport } from '../domain/report';
import { SETTINGS } from '../domain/settings';
import type { AvailabilityEntity } from '../storage/availability.entity';
import { keepReport, lockLastReport } from '../storage/availability.store';
import { findMark, keepMarks } from '../storage/feeds/fed-menus.store';
import type { MenuEntity } from '../storage/menu.entity';
import { lockMenu } from '../storage/menus.store';
import { findOrganization } from '../storage/organizations.store';
import { finishTasks } from '../storage/tasks.store';

@Injectable()
export class ReportAvailabilityCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(input: ReportAvailabilityV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      // The menu's row orders reports of one menu, the first included.
      const menu = await lockMenu(tx.db, input.menuId);
      const reporter = actingOn(ctx.actor, menu.orgId, ReportAvailabilityV1.allow, 'menu');
      refuseOutsideContract(reporter, await findOrganization(tx.db, menu.orgId), tx.today);
      const last = await lockLastReport(tx.db, menu.id);
      refuseStale('availability', last?.version ?? 0, ctx.expectedVersion);
      const mark = input.sourceVersion === undefined ? null : await findMark(tx.db, menu.id, ctx.actor.sub);
      const standing = { capacityModel: menu.capacityModel, last, mark };
      const decided = decideReport(standing, input, reporter, tx, SETTINGS, isBroken('NO_REPORT_ORDER'));
      if (decided === null) return { id: menu.id, state: 'NOT_APPLIED', version: last?.version ?? 1 };
      return applyReport(tx, menu, last, decided, ctx.actor.sub);
    });
  }
}

async function applyReport(
  tx: Tx,
  menu: MenuEntity,
  last: AvailabilityEntity | null,
  { places, state, reportedAt, mark }: DecidedReport,
  source: string,
): Promise<Acted> {
  const version = await keepReport(tx.db, menu, last, { ...places, state, reportedAt });
  if (mark !== null) await keepMarks(tx.db, source, [{ ...mark, menuId: menu.id }]);
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
