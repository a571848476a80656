import { Injectable } from '@nestjs/common';
import type {
  AreaPeople,
  AreaProfileAnswer,
  AreaResources,
  PurposeCount,
  ReadAreaProfileV1,
  TypeCount,
} from '#libs/contracts';
import { type CallContext, localDay } from '#libs/kernel';
import { findRow, ReadScope } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import settings from '../../domain/areas/area-settings.json';
import { agedShare, perThousand } from '../../domain/areas/population';
import { shown, shownOfSum } from '../../domain/areas/small-cells';
import { AreaEntity } from '../../storage/areas/area.entity';
import { type Figures, readFigures } from '../../storage/areas/area-figures';
import { isMergedInto } from '../../storage/over';
import { countActivities } from './area-activities';
import { countGaps } from './area-gaps';

/** 地域カルテ: who lives in an area, what is there and what is missing. */
@Injectable()
export class AreaProfileQuery {
  constructor(private readonly reads: ReadScope) {}

  profile(input: ReadAreaProfileV1, ctx: CallContext): Promise<AreaProfileAnswer> {
    return this.reads.run(ctx, async ({ db, now }) => {
      const { id, code, name, level } = await findRow(db, AreaEntity, input.areaId, 'area');
      const countedOn = localDay(now);
      const on = input.on ?? countedOn;
      const figures = (await readFigures(db, on))(id);
      const people = figures ? shownPeople(figures) : null;
      const register = await countResources(db, id, people?.total ?? null);
      const activities = await countActivities(db, id, on);
      const gaps = await countGaps(db, id);
      return { areaId: id, code, name, level, on, countedOn, people, register, activities, gaps };
    });
  }
}

function shownPeople({ sum, fromParts, complete, sources }: Figures): AreaPeople {
  const males = shownOfSum(sum.byAge.map(({ male }) => male));
  const females = shownOfSum(sum.byAge.map(({ female }) => female));
  const [male, female] = shownOfSum([sum.male, sum.female]);
  const total = shown(sum.total);
  const households = shown(sum.households);
  const share = agedShare(sum);
  return {
    ...{ asOf: sum.asOf, fromParts, complete },
    total: total.people,
    male: male?.people ?? null,
    female: female?.people ?? null,
    households: households.people,
    suppressed: [total, male, female, households].some((one) => one?.suppressed === true),
    aged65Share: total.suppressed || share === null ? null : Math.round(share * 1000) / 1000,
    byAge: sum.byAge.map(({ from, to }, index) => ({
      ...{ from, to },
      male: males[index]?.people ?? null,
      female: females[index]?.people ?? null,
      suppressed: [males[index], females[index]].some((one) => one?.suppressed === true),
    })),
    sources: sources.slice(0, 20).map(({ source, sourceUrl, licence, asOf }) => ({ source, sourceUrl, licence, asOf })),
  };
}

async function countResources(db: EntityManager, areaId: string, people: number | null): Promise<AreaResources> {
  const here = `area_ids @> ARRAY[$1]::uuid[] AND NOT address_confidential AND NOT ${isMergedInto('resources.id')}`;
  const used = `${here} AND state = ANY($2)`;
  const values = [areaId, settings.countedStates];
  const byType: TypeCount[] = await db.query(
    `SELECT type, count(*)::int AS resources FROM resources WHERE ${used} GROUP BY type ORDER BY type LIMIT 100`,
    values,
  );
  const purposes: { readonly purpose: string; readonly resources: number }[] = await db.query(
    `SELECT purpose, count(DISTINCT resources.id)::int AS resources
     FROM resources JOIN menus ON menus.resource_id = resources.id
     CROSS JOIN jsonb_array_elements_text(CASE WHEN jsonb_typeof(content->'purposes') = 'array'
                                          THEN content->'purposes' ELSE '[]' END) AS purpose
     WHERE ${used} GROUP BY purpose ORDER BY purpose LIMIT 100`,
    values,
  );
  const [sums]: { readonly needsUpdate: number; readonly menus: number }[] = await db.query(
    `SELECT (SELECT count(*) FROM resources WHERE ${here} AND state = 'NEEDS_UPDATE')::int AS "needsUpdate",
            (SELECT count(*) FROM menus JOIN resources ON resources.id = resource_id WHERE ${used})::int AS menus`,
    values,
  );
  const all = byType.reduce((sum, { resources }) => sum + resources, 0);
  const ofHubs = byType.filter(({ type }) => type !== null && settings.hubTypes.includes(type));
  return {
    ...{ resources: all, perThousand: perThousand(all, people), byType },
    needsUpdate: sums?.needsUpdate ?? 0,
    menus: sums?.menus ?? 0,
    hubs: ofHubs.reduce((sum, { resources }) => sum + resources, 0),
    byPurpose: purposes.map(({ purpose, resources }): PurposeCount => ({
      ...{ purpose, resources },
      perThousand: perThousand(resources, people),
    })),
  };
}
