import { Injectable } from '@nestjs/common';
import type { AreaCoverageAnswer, CoverageLine, ReportAreaCoverageV1 } from '#libs/contracts';
import { type CallContext, codesOf, localDay } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import settings from '../../domain/areas/area-settings.json';
import { perThousand } from '../../domain/areas/population';
import { shown } from '../../domain/areas/small-cells';
import { readFigures } from '../../storage/areas/area-figures';
import { isMergedInto } from '../../storage/over';
import { cutPage, pageOf } from '../page';

interface AreaRow {
  readonly seq: string;
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

/** Null purpose: all resources of the area. */
interface CellRow {
  readonly areaId: string;
  readonly purpose: string | null;
  readonly resources: number;
}

const STANDS = `state = ANY($1) AND NOT ${isMergedInto('resources.id')}`;
const COUNTED = `${STANDS} AND NOT address_confidential`;
const IN_FORCE = 'valid_from <= $3 AND coalesce(valid_until, $3::date) >= $3';

/** K24: what there is, by purpose and area. */
@Injectable()
export class AreaCoverageQuery {
  constructor(private readonly reads: ReadScope) {}

  report(input: ReportAreaCoverageV1, ctx: CallContext): Promise<AreaCoverageAnswer> {
    const { after, take } = pageOf(input);
    const level = input.level ?? 'dailyLifeZone';
    return this.reads.run(ctx, async ({ db, now }) => {
      const countedOn = localDay(now);
      const on = input.on ?? countedOn;
      const areas: AreaRow[] = await db.query(
        `SELECT seq, id, code, name FROM areas WHERE seq > $1::bigint AND level = $2 AND ${IN_FORCE}
         ORDER BY areas.seq LIMIT $4`,
        [after, level, on, take],
      );
      const cells = await countCells(
        db,
        areas.map(({ id }) => id),
      );
      const figures = await readFigures(db, on);
      const [left]: { readonly unplaced: number; readonly confidential: number }[] = await db.query(
        `SELECT count(*) FILTER (WHERE NOT address_confidential AND NOT area_ids && level.ids)::int AS unplaced,
                count(*) FILTER (WHERE address_confidential)::int AS confidential
         FROM resources, (SELECT array(SELECT id FROM areas WHERE level = $2 AND ${IN_FORCE}) AS ids) AS level
         WHERE ${STANDS}`,
        [settings.countedStates, level, on],
      );
      const lines = cutPage(areas, take, (area) => lineOf(area, cells, figures(area.id)?.sum.total ?? null));
      const { unplaced = 0, confidential = 0 } = left ?? {};
      return { on, countedOn, level, unplaced, confidential, ...lines };
    });
  }
}

const countCells = (db: EntityManager, areaIds: readonly string[]): Promise<CellRow[]> =>
  db.query(
    `WITH here AS (
       SELECT id, area_id FROM resources CROSS JOIN unnest(area_ids) AS area_id
       WHERE ${COUNTED} AND area_ids && $2::uuid[] AND area_id = ANY($2::uuid[]))
     SELECT area_id AS "areaId", purpose, count(DISTINCT here.id)::int AS resources
     FROM here JOIN menus ON menus.resource_id = here.id
     CROSS JOIN jsonb_array_elements_text(CASE WHEN jsonb_typeof(content->'purposes') = 'array'
                                          THEN content->'purposes' ELSE '[]' END) AS purpose
     GROUP BY area_id, purpose
     UNION ALL SELECT area_id, NULL, count(*)::int FROM here GROUP BY area_id`,
    [settings.countedStates, areaIds],
  );

function lineOf({ id, code, name }: AreaRow, cells: readonly CellRow[], population: number | null): CoverageLine {
  const { people, suppressed } = shown(population);
  const count = (purpose: string | null): number =>
    cells.find((cell) => cell.areaId === id && cell.purpose === purpose)?.resources ?? 0;
  const figures = (resources: number) => ({ resources, perThousand: perThousand(resources, people) });
  return {
    ...{ areaId: id, code, name, people, suppressed },
    ...figures(count(null)),
    purposes: codesOf('purposes').map((purpose) => ({ purpose, ...figures(count(purpose)) })),
  };
}
