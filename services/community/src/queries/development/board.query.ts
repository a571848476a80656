import { Injectable } from '@nestjs/common';
import type {
  ClusterNeedsAnswer,
  DevelopmentBoardAnswer,
  ListClusterNeedsV1,
  MissedSearchLine,
  NeedClusterAnswer,
  ReadDevelopmentBoardV1,
} from '#libs/contracts';
import { addDays, type CallContext, localDay } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import settings from '../../domain/development/development-settings.json';
import { missedLines } from '../../domain/development/missed-lines';
import {
  AXES,
  type Axis,
  clustersOf,
  isSameCell,
  type Need,
  type NeedCluster,
} from '../../domain/development/need-clusters';
import { DEVELOPMENT_PROJECT, isOver } from '../../domain/development/project';
import type { Sought } from '../../storage/resource-development.entity';
import { cutPage, pageOf } from '../page';

interface OpenNeed extends Need {
  readonly inProject: boolean;
}

const GOING_ON = Object.keys(DEVELOPMENT_PROJECT.table.states).filter((state) => !isOver(state));

const OPEN_NEEDS = `
  SELECT id, opened_on::text AS "openedOn", sought,
         EXISTS (SELECT 1 FROM development_projects p
                 WHERE p.development_ids @> ARRAY[d.id] AND p.state = ANY($1)) AS "inProject"
  FROM resource_developments d WHERE state = 'OPEN'`;

const MISSED = `
  SELECT purpose, type, area_id AS "areaId", sum(searches)::int AS searches
  FROM missed_searches WHERE day > $1 GROUP BY purpose, type, area_id`;

/** 資源開発ボード: what is missing, put together. */
@Injectable()
export class DevelopmentBoardQuery {
  constructor(private readonly reads: ReadScope) {}

  board(input: ReadDevelopmentBoardV1, ctx: CallContext): Promise<DevelopmentBoardAnswer> {
    const groupBy = axesOf(input);
    const wish = pageOf(input);
    return this.reads.run(ctx, async ({ db, now }) => {
      const needs = await openNeeds(db);
      const clusters = clustersOf(needs, groupBy, settings.namedAreaFrom);
      const asOf = localDay(now);
      return {
        ...{ asOf, groupBy: [...groupBy], openNeeds: needs.length, clusters: clusters.length },
        ...partOf(clusters, wish, clusterAnswer),
        missedSearches: input.cursor === undefined ? await missed(db, asOf) : [],
      };
    });
  }

  cluster({ blockedBy, purpose, areaCode, time, ...input }: ListClusterNeedsV1, ctx: CallContext) {
    const wish = pageOf(input);
    const asked = { blockedBy, purpose, areaCode, time };
    const values = { blockedBy: null, purpose: null, areaCode: null, time: null, ...withoutGaps(asked) };
    return this.reads.run(ctx, async ({ db }): Promise<ClusterNeedsAnswer> => {
      const clusters = clustersOf(await openNeeds(db), axesOf(input), settings.namedAreaFrom);
      const needs = clusters.find((cluster) => isSameCell(cluster.values, values))?.needs ?? [];
      return { needs: needs.length, ...partOf(needs, wish, needAnswer) };
    });
  }
}

const axesOf = ({ groupBy }: Pick<ReadDevelopmentBoardV1, 'groupBy'>): readonly Axis[] =>
  groupBy === undefined ? AXES : AXES.filter((axis) => groupBy.split(',').includes(axis));

const withoutGaps = (values: Readonly<Record<string, string | undefined>>): object =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

async function openNeeds(db: EntityManager): Promise<readonly OpenNeed[]> {
  const rows: readonly (Omit<OpenNeed, 'values'> & { readonly sought: Sought })[] = await db.query(OPEN_NEEDS, [
    GOING_ON,
  ]);
  return rows.map(({ sought, ...need }) => ({ ...need, values: valuesOf(sought) }));
}

const valuesOf = ({ blockedBy, purposes, areaCode, times }: Sought): Need['values'] => ({
  blockedBy,
  purpose: purposes,
  areaCode: areaCode === null ? [] : [areaCode],
  time: times,
});

/** A page of what was put together just now: it is known by its place in the order. */
function partOf<T, A>(all: readonly T[], wish: ReturnType<typeof pageOf>, answer: (one: T) => A) {
  const first = Number(wish.after);
  const rows = all.slice(first, first + wish.take).map((one, index) => ({ seq: String(first + index + 1), one }));
  return cutPage(rows, wish.take, ({ one }) => answer(one));
}

const clusterAnswer = ({ values, needs }: NeedCluster<OpenNeed>): NeedClusterAnswer => ({
  ...values,
  needs: needs.length,
  inProjects: needs.filter(({ inProject }) => inProject).length,
  oldestOn: needs[0]?.openedOn ?? '',
  developmentIds: needs.slice(0, settings.idsInCluster).map(({ id }) => id),
});

const needAnswer = ({ id, openedOn, inProject }: OpenNeed) => ({ developmentId: id, openedOn, inProject });

async function missed(db: EntityManager, today: string): Promise<MissedSearchLine[]> {
  const rows: readonly MissedSearchLine[] = await db.query(MISSED, [addDays(today, -settings.missedSearchDays)]);
  return [...missedLines(rows, settings.namedAreaFrom)].slice(0, settings.missedSearchLines);
}
