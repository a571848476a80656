import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import type { EntityManager } from 'typeorm';
import { type AreaNode, areasHolding } from '../../domain/areas/area-tree';
import { type Boundary, type Box, polygonsOf } from '../../domain/areas/boundary';
import type { Position } from '../../domain/resource-description';

/** An area as far as points are assigned by it. */
export interface MappedArea extends AreaNode {
  readonly boundary: Boundary | null;
  readonly box: Box | null;
}

/** The areas in force at one moment; assigns any number of points without asking the database again. */
export type AreaMap = ReadonlyMap<string, MappedArea>;

interface MapRow extends AreaNode, Record<keyof Box, number | null> {
  readonly boundary: Boundary | null;
}

/** Local day of the domain clock of the transaction's municipality. */
export const TODAY = `((now() + coalesce((SELECT clock_offset FROM tenants
                 WHERE tenant = nullif(current_setting('tsunagi.tenant', true), '')), '0')) AT TIME ZONE 'Asia/Tokyo')::date`;

/** Those of today. With a point the boundaries of areas far from it are not read. */
export async function readAreaMap(db: EntityManager, near: Position | null = null): Promise<AreaMap> {
  const rows: readonly MapRow[] = await db.query(
    `SELECT id, code, level, south, north, west, east,
            CASE WHEN $1::double precision IS NULL OR ($1 BETWEEN south AND north AND $2 BETWEEN west AND east)
                 THEN boundary END AS boundary,
            ARRAY(SELECT parent_id FROM area_parents WHERE area_id = areas.id) AS "parentIds"
     FROM areas WHERE valid_from <= ${TODAY} AND (valid_until IS NULL OR valid_until >= ${TODAY})`,
    [near?.lat ?? null, near?.lng ?? null],
  );
  const areas = rows.map(({ south, north, west, east, ...area }): readonly [string, MappedArea] => {
    const hasBox = south !== null && north !== null && west !== null && east !== null;
    return [area.id, { ...area, box: hasBox ? { south, north, west, east } : null }];
  });
  return new Map(areas);
}

/** Ids of the areas that a point belongs to, the largest first. */
export function areasOn(map: AreaMap, point: Position): readonly string[] {
  const touched: { id: string; onBorder: boolean }[] = [];
  for (const area of map.values()) {
    const place = placeIn(area, point);
    if (place !== 'outside') touched.push({ id: area.id, onBorder: place === 'border' });
  }
  return touched.length === 0 ? [] : areasHolding(map, touched);
}

type Place = 'inside' | 'border' | 'outside';

function placeIn({ boundary, box }: MappedArea, { lat, lng }: Position): Place {
  if (boundary === null || box === null) return 'outside';
  if (lat < box.south || lat > box.north || lng < box.west || lng > box.east) return 'outside';
  let place: Place = 'outside';
  for (const coordinates of polygonsOf(boundary)) {
    const polygon = { type: 'Polygon' as const, coordinates };
    if (!booleanPointInPolygon([lng, lat], polygon)) continue;
    if (booleanPointInPolygon([lng, lat], polygon, { ignoreBoundary: true })) return 'inside';
    place = 'border';
  }
  return place;
}
