import { Injectable } from '@nestjs/common';
import type {
  CarrierAnswer,
  CarrierFitsAnswer,
  CarriersAnswer,
  FindCarrierFitsV1,
  ListCarriersV1,
} from '#libs/contracts';
import { type CallContext, localDay } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { type Candidate, rankFits } from '../../domain/hubs/carrier-ranking';
import { ROOM } from '../../domain/hubs/carrier';
import type { CarrierEntity } from '../../storage/hubs/carrier.entity';
import { findCarrier } from '../../storage/hubs/carriers.store';
import { cutPage, pageOf } from '../page';

/** So many of each kind are looked at, the newest first. */
const LOOKED_AT = 500;
const DEFAULT_LIMIT = 20;

const LIST = `
  SELECT seq, id AS "carrierId", version, org_id AS "orgId", group_id AS "groupId", side, thing, title, activities,
         purposes, windows, location, max_distance_meters AS "maxDistanceMeters", people, equipment, until::text
  FROM carriers
  WHERE seq > $1::bigint AND ($2::text IS NULL OR side = $2) AND ($3::text IS NULL OR thing = $3)
    AND coalesce(until, 'infinity') >= $4::date
  ORDER BY seq LIMIT $5`;

const OTHER_SIDE = `
  SELECT id AS "carrierId", NULL::uuid AS "spaceId", title, thing, activities, purposes, windows, location,
         max_distance_meters AS "maxDistanceMeters", people, equipment
  FROM carriers
  WHERE side <> $1 AND thing = $2 AND coalesce(until, 'infinity') >= $3::date
    AND org_id IS DISTINCT FROM coalesce($4::uuid, '00000000-0000-0000-0000-000000000000')
    AND group_id IS DISTINCT FROM coalesce($5::uuid, '00000000-0000-0000-0000-000000000000')
  ORDER BY seq DESC LIMIT $6`;

// Where a confidential place is stays unknown here, so that no distance tells it.
const ROOMS = `
  SELECT NULL::uuid AS "carrierId", s.id AS "spaceId", h.name || ' ' || s.name AS title, 'space' AS thing,
         NULL AS activities, NULL AS purposes, s.windows, s.people, s.equipment, NULL AS "maxDistanceMeters",
         CASE WHEN r.address_confidential THEN NULL ELSE r.location END AS location
  FROM hub_spaces s JOIN hubs h ON h.id = s.hub_id LEFT JOIN resources r ON r.id = h.resource_id
  WHERE s.windows <> '[]' AND coalesce(h.closed_on, 'infinity') >= $1::date
    AND (r.id IS NULL OR r.state NOT IN ('SUSPENDED', 'PAUSED', 'CLOSED'))
  ORDER BY s.seq DESC LIMIT $2`;

@Injectable()
export class CarriersQuery {
  constructor(private readonly reads: ReadScope) {}

  list(input: ListCarriersV1, ctx: CallContext): Promise<CarriersAnswer> {
    const { after, take } = pageOf(input);
    return this.reads.run(ctx, async ({ db, now }) => {
      const values = [after, input.side ?? null, input.thing ?? null, localDay(now), take];
      const rows: (CarrierAnswer & { readonly seq: string })[] = await db.query(LIST, values);
      return cutPage(rows, take, ({ seq: _, ...carrier }) => carrier);
    });
  }

  fits({ carrierId, limit = DEFAULT_LIMIT }: FindCarrierFitsV1, ctx: CallContext): Promise<CarrierFitsAnswer> {
    return this.reads.run(ctx, async ({ db, now }) => {
      const carrier = await findCarrier(db, carrierId);
      const candidates = await candidatesFor(db, carrier, localDay(now));
      const { fits, excluded } = rankFits(carrier, candidates.slice(0, 2 * LOOKED_AT));
      const items = fits.slice(0, limit).map(({ terms, toAsk, ...fit }) => ({
        ...fit,
        terms: [...terms],
        toAsk: [...toAsk],
      }));
      const more = fits.length > items.length || candidates.length >= LOOKED_AT;
      return { carrierId: carrier.id, items, excluded: [...excluded], more };
    });
  }
}

async function candidatesFor(db: EntityManager, carrier: CarrierEntity, today: string): Promise<readonly Candidate[]> {
  const { side, thing, orgId, groupId } = carrier;
  const carriers: Candidate[] = await db.query(OTHER_SIDE, [side, thing, today, orgId, groupId, LOOKED_AT]);
  if (side === ROOM.side || thing !== ROOM.thing) return carriers;
  const rooms: Candidate[] = await db.query(ROOMS, [today, LOOKED_AT]);
  return [...carriers, ...rooms];
}
