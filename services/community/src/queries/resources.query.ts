import { Injectable } from '@nestjs/common';
import {
  ListResourcesV1,
  type PublicResourceAnswer,
  ReadPublicResourceV1,
  ReadResourceV1,
  type ResourceAnswer,
  type ResourcesAnswer,
  type ResourceState,
} from '#libs/contracts';
import { type Actor, type CallContext, conflict, localDay, notFound } from '#libs/kernel';
import { findRow, ReadScope } from '#libs/persistence';
import { actingOn, listedOrganization } from '../domain/access';
import { confirmByOf, needsConfirmation } from '../domain/resource';
import { suspensionOf } from '../domain/suspension';
import { visibleResource } from '../domain/visible-resource';
import { headsOf } from '../storage/imports/merges.store';
import { isMerged } from '../storage/over';
import { ResourceEntity } from '../storage/resource.entity';
import { cutPage, pageOf } from './page';

type Shown = Omit<
  ResourceEntity,
  'publicationAgreedOn' | 'pausedAt' | 'suspendedBy' | 'suspensionConfirmedBy' | 'origin'
>;

const COLUMNS = `seq, id, version, org_id AS "orgId", state, name, name_kana AS "nameKana", type,
  postal_code AS "postalCode", address, building, municipality_code AS "municipalityCode", location,
  address_confidential AS "addressConfidential", area_ids AS "areaIds", phone, phone_extension AS "phoneExtension",
  fax, email, url, hours, closures, accessibility, languages, statutory_basis AS "statutoryBasis",
  office_number AS "officeNumber", service_kind AS "serviceKind", capacity_stated AS "capacityStated", description,
  notes, public_fields AS "publicFields", last_confirmed_on::text AS "lastConfirmedOn",
  resumes_on::text AS "resumesOn", reason, suspended_at AS "suspendedAt",
  suspension_confirmed_at AS "suspensionConfirmedAt"`;

@Injectable()
export class ResourcesQuery {
  constructor(private readonly reads: ReadScope) {}

  one({ resourceId }: ReadResourceV1, ctx: CallContext): Promise<ResourceAnswer> {
    return this.reads.run(ctx, async ({ db, now }) => {
      const row = await findRow(db, ResourceEntity, resourceId, 'resource');
      actingOn(ctx.actor, row.orgId, ReadResourceV1.allow, 'resource');
      const mergedInto = (await headsOf(db, [row.id])).get(row.id) ?? null;
      return { ...answerOf(row, ctx.actor, localDay(now)), mergedInto };
    });
  }

  list(input: ListResourcesV1, ctx: CallContext): Promise<ResourcesAnswer> {
    const { after, take } = pageOf(input);
    const only = listedOrganization(ctx.actor, ListResourcesV1.allow);
    return this.reads.run(ctx, async ({ db, now }) => {
      const rows: (Shown & { readonly seq: string })[] = await db.query(
        `SELECT ${COLUMNS} FROM resources r
         WHERE seq > $1::bigint AND ($2::uuid IS NULL OR org_id = $2) AND ($3::uuid IS NULL OR org_id = $3)
           AND ($4::text IS NULL OR state = $4) AND ($5::text IS NULL OR type = $5)
           AND ($6::uuid IS NULL OR (area_ids @> ARRAY[$6::uuid] AND NOT address_confidential))
           AND NOT ${isMerged}
         ORDER BY seq LIMIT $7`,
        [after, only, input.orgId ?? null, input.state ?? null, input.type ?? null, input.areaId ?? null, take],
      );
      return cutPage(rows, take, (row) => answerOf(row, ctx.actor, localDay(now)));
    });
  }

  forResidents({ resourceId }: ReadPublicResourceV1, ctx: CallContext): Promise<PublicResourceAnswer> {
    return this.reads.run(ctx, async ({ db }) => {
      const row = await findRow(db, ResourceEntity, resourceId, 'resource');
      actingOn(ctx.actor, row.orgId, ReadPublicResourceV1.allow, 'resource');
      const isOne = (await headsOf(db, [row.id])).size === 0;
      const shown = isOne ? visibleResource(row, 'resident') : null;
      if (shown === null) throw conflict('resource.not-public', 'Residents do not see it.');
      return publicAnswerOf(shown);
    });
  }
}

function answerOf(row: Shown, actor: Actor, today: string): ResourceAnswer {
  const shown = visibleResource(row, actor);
  if (shown === null) throw notFound('resource');
  const { officeNumber, capacityStated, notes, publicFields, areaIds } = shown;
  return {
    ...publicAnswerOf(shown),
    orgId: shown.orgId,
    version: shown.version,
    state: shown.state as ResourceState,
    addressConfidential: shown.addressConfidential,
    ...{ officeNumber, notes, areaIds },
    capacityStated: capacityStated && { raw: capacityStated.raw, parts: [...capacityStated.parts] },
    publicFields: publicFields && [...publicFields],
    lastConfirmedOn: shown.lastConfirmedOn,
    confirmBy: confirmByOf(shown.lastConfirmedOn),
    needsConfirmation: needsConfirmation(shown, today),
    resumesOn: shown.resumesOn,
    reason: shown.reason,
    suspension: suspensionOf(shown, today),
    mergedInto: null,
  };
}

function publicAnswerOf(shown: Shown): PublicResourceAnswer {
  const { nameKana, type, postalCode, address, building, municipalityCode, location, phone, phoneExtension } = shown;
  const { fax, email, url, hours, closures, accessibility, languages, statutoryBasis, serviceKind } = shown;
  return {
    resourceId: shown.id,
    name: shown.name,
    ...{ nameKana, type, postalCode, address, building, municipalityCode, location, phone, phoneExtension },
    ...{ fax, email, url, statutoryBasis, serviceKind },
    hours: hours && { ...hours, weekly: hours.weekly && [...hours.weekly] },
    closures: closures && [...closures],
    accessibility: accessibility && [...accessibility],
    languages: languages && [...languages],
    description: shown.description,
  };
}
