import { Injectable } from '@nestjs/common';
import {
  type HubAnswer,
  type HubDaysAnswer,
  type HubDayView,
  type HubProgramView,
  type HubsAnswer,
  type HubSpaceView,
  type HubSummary,
  ListHubDaysV1,
  ListHubsV1,
  ReadHubV1,
} from '#libs/contracts';
import { type CallContext, notFound } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import { actingOn, listedOrganization } from '../../domain/access';
import { findHub } from '../../storage/hubs/hubs.store';
import { cutPage, pageOf } from '../page';

const FIELDS = `id AS "hubId", org_id AS "orgId", version, name, type, resource_id AS "resourceId", area_id AS "areaId",
  opening_form AS "openingForm", mandatory_programs AS "mandatoryPrograms", opened_on::text AS "openedOn",
  closed_on::text AS "closedOn"`;

const SPACES = `
  SELECT id AS "spaceId", version, name, people, equipment, windows
  FROM hub_spaces WHERE hub_id = $1 ORDER BY seq LIMIT 100`;

const PROGRAMS = `
  SELECT id AS "programId", version, title, weekly, dates, group_id AS "groupId", ended
  FROM hub_programs WHERE hub_id = $1 ORDER BY ended, seq LIMIT 100`;

const LIST = `
  SELECT seq, ${FIELDS} FROM hubs
  WHERE seq > $1::bigint AND ($2::uuid IS NULL OR org_id = $2) AND ($3::uuid IS NULL OR org_id = $3)
    AND ($4::uuid IS NULL OR area_id = $4) AND ($5::text IS NULL OR type = $5)
    AND ($6::text IS NULL OR $6 = ANY(mandatory_programs))
  ORDER BY seq LIMIT $7`;

const DAYS = `
  SELECT seq, held_on::text AS date, version, open, visits_adults AS "visitsAdults",
         visits_children AS "visitsChildren",
         (SELECT coalesce(jsonb_agg(jsonb_build_object('groupId', group_id, 'times', times) ORDER BY group_id), '[]')
          FROM hub_activities WHERE day_id = hub_days.id) AS activities
  FROM hub_days
  WHERE hub_id = $1 AND seq > $2::bigint AND ($3::date IS NULL OR held_on >= $3) AND ($4::date IS NULL OR held_on <= $4)
  ORDER BY seq LIMIT $5`;

type Paged<T> = T & { readonly seq: string };

@Injectable()
export class HubsQuery {
  constructor(private readonly reads: ReadScope) {}

  one({ hubId }: ReadHubV1, ctx: CallContext): Promise<HubAnswer> {
    return this.reads.run(ctx, async ({ db }) => {
      const [hub]: readonly HubSummary[] = await db.query(`SELECT ${FIELDS} FROM hubs WHERE id = $1`, [hubId]);
      if (!hub) throw notFound('hub');
      actingOn(ctx.actor, hub.orgId, ReadHubV1.allow, 'hub');
      const spaces: HubSpaceView[] = await db.query(SPACES, [hubId]);
      const programs: HubProgramView[] = await db.query(PROGRAMS, [hubId]);
      return { ...hub, spaces, programs };
    });
  }

  list(input: ListHubsV1, ctx: CallContext): Promise<HubsAnswer> {
    const { after, take } = pageOf(input);
    const only = listedOrganization(ctx.actor, ListHubsV1.allow);
    const { orgId = null, areaId = null, type = null, mandatoryProgram = null } = input;
    return this.reads.run(ctx, async ({ db }) => {
      const values = [after, only, orgId, areaId, type, mandatoryProgram, take];
      const rows: Paged<HubSummary>[] = await db.query(LIST, values);
      return cutPage(rows, take, ({ seq: _, ...hub }) => hub);
    });
  }

  days(input: ListHubDaysV1, ctx: CallContext): Promise<HubDaysAnswer> {
    const { after, take } = pageOf(input);
    return this.reads.run(ctx, async ({ db }) => {
      const hub = await findHub(db, input.hubId);
      actingOn(ctx.actor, hub.orgId, ListHubDaysV1.allow, 'hub');
      const values = [hub.id, after, input.from ?? null, input.to ?? null, take];
      const rows: Paged<HubDayView>[] = await db.query(DAYS, values);
      return cutPage(rows, take, ({ seq: _, ...day }) => day);
    });
  }
}
