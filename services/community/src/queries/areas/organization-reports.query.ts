import { Injectable } from '@nestjs/common';
import type {
  AvailabilityFreshnessAnswer,
  OrganizationFreshness,
  OrganizationLoad,
  OrganizationLoadAnswer,
  ReportAvailabilityFreshnessV1,
  ReportOrganizationLoadV1,
} from '#libs/contracts';
import { type CallContext, localDay, startOfLocalDay } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import settings from '../../domain/areas/area-settings.json';
import { loadLevel } from '../../domain/areas/load';
import { shown } from '../../domain/areas/small-cells';
import { fiscalYearOf } from '../../domain/hubs/fiscal-year';
import { isMergedInto } from '../../storage/over';
import { cutPage, pageOf } from '../page';

interface FreshnessRow {
  readonly seq: string;
  readonly orgId: string;
  readonly name: string;
  readonly counted: number;
  readonly fresh: number;
  readonly aging: number;
  readonly stale: number;
  readonly medianIntervalDays: number | null;
  readonly intervals: number;
}

interface LoadRow {
  readonly seq: string;
  readonly orgId: string;
  readonly name: string;
  readonly menus: number;
  readonly places: number | null;
  readonly taken: number | null;
  readonly hostLimit: number | null;
  readonly hosted: number | null;
}

/** Menus with counted places of resources in use, with the state of their last report. */
const COUNTED_MENUS = `SELECT menus.id, menus.org_id, availability.state
  FROM menus JOIN resources ON resources.id = menus.resource_id LEFT JOIN availability ON availability.id = menus.id
  WHERE menus.capacity_model = 'fixed' AND resources.state = ANY($1)
    AND NOT ${isMergedInto('resources.id')}`;

/** Days from one report of a menu to its next, where the next is of the fiscal year. */
const INTERVALS = `SELECT org_id, days FROM (
    SELECT org_id, reported_at,
      extract(epoch FROM reported_at - lag(reported_at) OVER (PARTITION BY menu_id ORDER BY reported_at)) / 86400 AS days
    FROM availability_report_times WHERE reported_at < $3) AS times
  WHERE days IS NOT NULL AND reported_at >= $2`;

const STATES = `count(*)::int AS counted, count(*) FILTER (WHERE state = 'FRESH')::int AS fresh,
  count(*) FILTER (WHERE state = 'AGING')::int AS aging, count(*) FILTER (WHERE state = 'STALE')::int AS stale`;
const MEDIAN = `(percentile_cont(0.5) WITHIN GROUP (ORDER BY days))::double precision AS "medianIntervalDays",
  count(*)::int AS intervals`;

/** K23 and K26: how fresh what organisations say is, and how much they have taken on. */
@Injectable()
export class OrganizationReportsQuery {
  constructor(private readonly reads: ReadScope) {}

  freshness(input: ReportAvailabilityFreshnessV1, ctx: CallContext): Promise<AvailabilityFreshnessAnswer> {
    const { after, take } = pageOf(input);
    return this.reads.run(ctx, async ({ db, now }) => {
      const countedOn = localDay(now);
      const fiscalYear = input.fiscalYear ?? fiscalYearOf(countedOn);
      const [from, until] = [`${fiscalYear}-04-01`, `${fiscalYear + 1}-04-01`].map(startOfLocalDay);
      const period = [settings.countedStates, from, until];
      const [all]: Omit<FreshnessRow, 'seq' | 'orgId' | 'name'>[] = await db.query(
        `SELECT * FROM (SELECT ${STATES} FROM (${COUNTED_MENUS}) AS counted_menus) AS states,
                       (SELECT ${MEDIAN} FROM (${INTERVALS}) AS intervals) AS medians`,
        period,
      );
      const rows: FreshnessRow[] = await db.query(
        `SELECT organizations.seq, organizations.id AS "orgId", organizations.name, states.*,
                "medianIntervalDays", coalesce(intervals, 0) AS intervals
         FROM organizations
         JOIN (SELECT org_id, ${STATES} FROM (${COUNTED_MENUS}) AS m GROUP BY org_id) AS states
           ON states.org_id = organizations.id
         LEFT JOIN (SELECT org_id, ${MEDIAN} FROM (${INTERVALS}) AS i GROUP BY org_id) AS medians
           ON medians.org_id = organizations.id
         WHERE organizations.seq > $4::bigint ORDER BY organizations.seq LIMIT $5`,
        [...period, after, take],
      );
      const none = { counted: 0, fresh: 0, aging: 0, stale: 0, medianIntervalDays: null, intervals: 0 };
      return { fiscalYear, countedOn, ...figuresOf(all ?? none), ...cutPage(rows, take, freshnessOf) };
    });
  }

  load(input: ReportOrganizationLoadV1, ctx: CallContext): Promise<OrganizationLoadAnswer> {
    const { after, take } = pageOf(input);
    return this.reads.run(ctx, async ({ db, now }) => {
      const rows: LoadRow[] = await db.query(
        `SELECT organizations.seq, organizations.id AS "orgId", organizations.name, count(menus.id)::int AS menus,
                sum(availability.total)::int AS places, sum(availability.used)::int AS taken,
                sum(max_concurrent) FILTER (WHERE current IS NOT NULL)::int AS "hostLimit",
                sum(current) FILTER (WHERE max_concurrent IS NOT NULL)::int AS hosted
         FROM organizations JOIN menus ON menus.org_id = organizations.id
         JOIN resources ON resources.id = menus.resource_id AND resources.state = ANY($1)
              AND NOT ${isMergedInto('resources.id')}
         LEFT JOIN availability ON availability.id = menus.id
         LEFT JOIN host_assessments ON host_assessments.menu_id = menus.id
         WHERE organizations.seq > $2::bigint
         GROUP BY organizations.id ORDER BY organizations.seq LIMIT $3`,
        [settings.countedStates, after, take],
      );
      return { countedOn: localDay(now), ...cutPage(rows, take, loadOf) };
    });
  }
}

function figuresOf(row: Omit<FreshnessRow, 'seq' | 'orgId' | 'name'>) {
  const { counted, fresh, aging, stale, medianIntervalDays: days, intervals } = row;
  return {
    ...{ counted, fresh, aging, stale, never: counted - fresh - aging - stale, intervals },
    freshShare: counted === 0 ? null : Math.round((fresh * 1000) / counted) / 1000,
    medianIntervalDays: days === null ? null : Math.round(days * 10) / 10,
  };
}

const freshnessOf = (row: FreshnessRow): OrganizationFreshness => ({
  ...{ orgId: row.orgId, name: row.name },
  ...figuresOf(row),
});

function loadOf({ orgId, name, menus, places, hostLimit, ...row }: LoadRow): OrganizationLoad {
  const taken = shown(row.taken);
  const hosted = shown(row.hosted);
  return {
    ...{ orgId, name, menus, places, hostLimit },
    taken: taken.people,
    hosted: hosted.people,
    ratio: taken.people === null || !places ? null : Math.round((taken.people * 100) / places) / 100,
    load: loadLevel(row.taken, places),
    hostLoad: loadLevel(row.hosted, hostLimit),
    suppressed: taken.suppressed || hosted.suppressed,
  };
}
