import type { AreaActivities, CarrierCount, HubTypeCount } from '#libs/contracts';
import { fiscalYearOf, fiscalYearPeriod } from '../../domain/hubs/fiscal-year';
import type { Position } from '../../domain/resource-description';
import { areasOn, readAreaMap, TODAY } from '../../storage/areas/area-map';
import type { EntityManager } from 'typeorm';

/** The area `$1` and all its parts. */
export const BELOW = `WITH RECURSIVE below AS (
  SELECT $1::uuid AS id UNION SELECT area_id FROM area_parents JOIN below ON parent_id = below.id)`;

/** Hubs that were there on the day `$2`: those entered for the area, and those whose entry in the registry lies in it. */
const HUBS_HERE = `here AS (
  SELECT hubs.id, hubs.type FROM hubs LEFT JOIN resources ON resources.id = resource_id
  WHERE coalesce(opened_on, '-infinity') <= $2::date AND coalesce(closed_on, 'infinity') >= $2::date
    AND (area_id IN (SELECT id FROM below)
         OR (area_id IS NULL AND area_ids @> ARRAY[$1]::uuid[] AND NOT address_confidential)))`;

/** What people do in an area: hubs, support of groups and carriers; of the fiscal year of a day, until that day. */
export async function countActivities(db: EntityManager, areaId: string, on: string): Promise<AreaActivities> {
  const { from } = fiscalYearPeriod(fiscalYearOf(on));
  return {
    from,
    hubs: await countHubs(db, [areaId, on, from]),
    groupSupport: await countGroups(db, [areaId, on, from]),
    carriers: await countCarriers(db, areaId),
  };
}

async function countHubs(db: EntityManager, values: readonly string[]): Promise<AreaActivities['hubs']> {
  const byType: HubTypeCount[] = await db.query(
    `${BELOW}, ${HUBS_HERE} SELECT type, count(*)::int AS hubs FROM here GROUP BY type ORDER BY type LIMIT 100`,
    values.slice(0, 2),
  );
  const [sums]: Omit<AreaActivities['hubs'], 'hubs' | 'byType'>[] = await db.query(
    `${BELOW}, ${HUBS_HERE}
     SELECT (SELECT count(*) FROM hub_spaces WHERE hub_id IN (SELECT id FROM here))::int AS rooms,
            count(*) FILTER (WHERE open)::int AS "openingDays",
            coalesce(sum(visits_adults), 0)::int AS "visitsAdults",
            coalesce(sum(visits_children), 0)::int AS "visitsChildren"
     FROM hub_days WHERE hub_id IN (SELECT id FROM here) AND held_on BETWEEN $3 AND $2`,
    [...values],
  );
  const none = { rooms: 0, openingDays: 0, visitsAdults: 0, visitsChildren: 0 };
  return { hubs: byType.reduce((sum, { hubs }) => sum + hubs, 0), ...(sums ?? none), byType };
}

async function countGroups(db: EntityManager, values: readonly string[]): Promise<AreaActivities['groupSupport']> {
  const [sums]: AreaActivities['groupSupport'][] = await db.query(
    `${BELOW}, here AS (SELECT id FROM supported_groups WHERE area_id IN (SELECT id FROM below)),
     steps AS (SELECT group_id, event FROM group_steps
               WHERE group_id IN (SELECT id FROM here) AND taken_on BETWEEN $3 AND $2)
     SELECT count(DISTINCT group_id)::int AS groups, count(*)::int AS contacts,
            (SELECT count(DISTINCT group_id) FROM steps WHERE event = 'launch')::int AS launched,
            (SELECT count(DISTINCT group_id) FROM steps WHERE event = 'settle')::int AS settled
     FROM group_contacts WHERE group_id IN (SELECT id FROM here) AND held_on BETWEEN $3 AND $2`,
    [...values],
  );
  return sums ?? { groups: 0, contacts: 0, launched: 0, settled: 0 };
}

interface CarrierRow extends Omit<CarrierCount, 'carriers'> {
  readonly named: boolean;
  readonly location: Position | null;
}

/** Where a carrier is: at its own point, else in the area of its group. */
async function countCarriers(db: EntityManager, areaId: string): Promise<CarrierCount[]> {
  const rows: readonly CarrierRow[] = await db.query(
    `${BELOW}
     SELECT side, thing, carriers.location, coalesce(groups.area_id IN (SELECT id FROM below), false) AS named
     FROM carriers LEFT JOIN supported_groups AS groups ON groups.id = group_id
     WHERE (carriers.location IS NOT NULL OR groups.area_id IS NOT NULL) AND coalesce(until, 'infinity') >= ${TODAY}`,
    [areaId],
  );
  const map = rows.some(({ location }) => location !== null) ? await readAreaMap(db) : new Map<string, never>();
  const here = rows.filter(({ named, location }) => (location ? areasOn(map, location).includes(areaId) : named));
  return PAIRS.flatMap(([side, thing]) => {
    const carriers = here.filter((row) => row.side === side && row.thing === thing).length;
    return carriers === 0 ? [] : [{ side, thing, carriers }];
  });
}

const PAIRS = [
  ['offers', 'hands'],
  ['offers', 'space'],
  ['seeks', 'hands'],
  ['seeks', 'space'],
] as const;
