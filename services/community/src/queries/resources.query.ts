import { Injectable } from '@nestjs/common';
import {
  ListResourcesV1,
  ReadResourceV1,
  type ResourceAnswer,
  type ResourcesAnswer,
  type ResourceState,
} from '#libs/contracts';
import type { Actor, CallContext } from '#libs/kernel';
import { findRow, ReadScope } from '#libs/persistence';
import { actingOn, listedOrganization, seesConfidentialAddress } from '../domain/access';
import { ResourceEntity } from '../storage/resource.entity';
import { cutPage, pageOf } from './page';

type Shown = Omit<ResourceEntity, 'publicationAgreedOn' | 'pausedAt' | 'suspendedBy'>;

@Injectable()
export class ResourcesQuery {
  constructor(private readonly reads: ReadScope) {}

  one({ resourceId }: ReadResourceV1, ctx: CallContext): Promise<ResourceAnswer> {
    return this.reads.run(ctx, async ({ db }) => {
      const row = await findRow(db, ResourceEntity, resourceId, 'resource');
      actingOn(ctx.actor, row.orgId, ReadResourceV1.allow, 'resource');
      return answerOf(row, ctx.actor);
    });
  }

  list(input: ListResourcesV1, ctx: CallContext): Promise<ResourcesAnswer> {
    const { after, take } = pageOf(input);
    const only = listedOrganization(ctx.actor, ListResourcesV1.allow);
    return this.reads.run(ctx, async ({ db }) => {
      const rows: (Shown & { readonly seq: string })[] = await db.query(
        `SELECT seq::text, id, version, org_id AS "orgId", state, name, type, location,
                address_confidential AS "addressConfidential", last_confirmed_on::text AS "lastConfirmedOn",
                resumes_on::text AS "resumesOn", reason
         FROM resources
         WHERE seq > $1::bigint AND ($2::uuid IS NULL OR org_id = $2) AND ($3::uuid IS NULL OR org_id = $3)
           AND ($4::text IS NULL OR state = $4) AND ($5::text IS NULL OR type = $5)
         ORDER BY seq LIMIT $6`,
        [after, only, input.orgId ?? null, input.state ?? null, input.type ?? null, take],
      );
      return cutPage(rows, take, (row) => answerOf(row, ctx.actor));
    });
  }
}

function answerOf(row: Shown, actor: Actor): ResourceAnswer {
  const hidden = row.addressConfidential && !seesConfidentialAddress(actor, row.orgId);
  return {
    resourceId: row.id,
    orgId: row.orgId,
    version: row.version,
    state: row.state as ResourceState,
    name: row.name,
    type: row.type,
    location: hidden ? null : row.location,
    addressConfidential: row.addressConfidential,
    lastConfirmedOn: row.lastConfirmedOn,
    resumesOn: row.resumesOn,
    reason: row.reason,
  };
}
