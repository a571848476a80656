import { Injectable } from '@nestjs/common';
import { type FedMenuAnswer, type FedMenusAnswer, ListFedMenusV1 } from '#libs/contracts';
import { type CallContext, localDay, systemActor } from '#libs/kernel';
import { findRow, ReadScope } from '#libs/persistence';
import { actingOn } from '../../domain/access';
import { aged } from '../../domain/availability';
import { SETTINGS } from '../../domain/settings';
import { OrganizationEntity } from '../../storage/organization.entity';
import { isOver } from '../../storage/over';
import { cutPage, pageOf } from '../page';

interface FedRow {
  readonly seq: string;
  readonly menuId: string;
  readonly capacityModel: string | null;
  readonly over: boolean;
  readonly externalId: string | null;
  readonly state: string | null;
  readonly reportedAt: Date | null;
  readonly sourceVersion: string | null;
}

@Injectable()
export class FedMenusQuery {
  constructor(private readonly reads: ReadScope) {}

  list(input: ListFedMenusV1, ctx: CallContext): Promise<FedMenusAnswer> {
    const { after, take } = pageOf(input);
    actingOn(ctx.actor, input.orgId, ListFedMenusV1.allow, 'organization');
    return this.reads.run(ctx, async ({ db, now }) => {
      await findRow(db, OrganizationEntity, input.orgId, 'organization');
      const rows: FedRow[] = await db.query(
        `SELECT m.seq, m.id AS "menuId", m.capacity_model AS "capacityModel", ${isOver} AS over, n.external_id AS "externalId",
                a.state, a.reported_at AS "reportedAt", s.version::text AS "sourceVersion"
           FROM menus m JOIN resources r ON r.id = m.resource_id LEFT JOIN menu_numbers n ON n.menu_id = m.id LEFT JOIN availability a ON a.id = m.id
           LEFT JOIN source_marks s ON s.menu_id = m.id AND s.source = $2
          WHERE m.org_id = $1 AND m.seq > $3::bigint ORDER BY m.seq LIMIT $4`,
        [input.orgId, ctx.actor.sub, after, take],
      );
      return cutPage(rows, take, (row) => answerOf(row, localDay(now), ctx.tenant));
    });
  }
}

function answerOf({ menuId, externalId, ...row }: FedRow, today: string, tenant: string): FedMenuAnswer {
  const { capacityModel, over, state, reportedAt, sourceVersion } = row;
  const reported = state !== null && reportedAt !== null;
  return {
    ...{ menuId, externalId, needsReports: capacityModel !== 'open' && !over },
    // As old as it is now, also before the timer has come by.
    state: reported ? aged({ state, reportedAt }, today, systemActor('community', tenant), SETTINGS) : null,
    reportedAt: reportedAt?.toISOString() ?? null,
    sourceVersion: sourceVersion === null ? null : Number(sourceVersion),
  };
}
