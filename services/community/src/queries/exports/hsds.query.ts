import { Injectable } from '@nestjs/common';
import type { ExportHsdsOrganizationsV1, ExportHsdsServicesV1, HsdsPageAnswer } from '#libs/contracts';
import type { Actor, CallContext } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import type { Audience } from '../../domain/exports/hsds-attributes';
import { hsdsOrganization } from '../../domain/exports/hsds-organization';
import { hsdsService } from '../../domain/exports/hsds-service';
import type { HsdsObject } from '../../domain/exports/hsds-values';
import type { Reader } from '../../domain/visible-resource';
import { idOf } from './ids';
import { countOrganizations, readOrganizations } from './organization-rows';
import { cursorOf, fitting, valuesIn } from './parts';
import { BEGINNING, countServices, readServices } from './service-rows';

const DEFAULT_LIMIT = 50;
const NUMBER = /^\d{1,18}$/;

/** Documents of HSDS, page by page. */
@Injectable()
export class HsdsQuery {
  constructor(private readonly reads: ReadScope) {}

  organizations(input: ExportHsdsOrganizationsV1, ctx: CallContext): Promise<HsdsPageAnswer> {
    const { audience = 'municipality', limit = DEFAULT_LIMIT, cursor } = input;
    const [after = '0'] = cursor === undefined ? ['0'] : valuesIn(cursor, [NUMBER]);
    return this.reads.run(ctx, async ({ db }) => {
      const counts = await countOrganizations(db, audience, after);
      const rows = await readOrganizations(db, audience, { after, take: limit });
      const made = rows.map(({ seq, organization }) => ({
        place: [seq],
        document: hsdsOrganization(organization, audience, idOf),
      }));
      return pageOf(made, counts, limit);
    });
  }

  services(input: ExportHsdsServicesV1, ctx: CallContext): Promise<HsdsPageAnswer> {
    const { audience = 'municipality', limit = DEFAULT_LIMIT, cursor } = input;
    const after = cursor === undefined ? BEGINNING : valuesIn(cursor, [NUMBER, NUMBER]);
    return this.reads.run(ctx, async ({ db }) => {
      const counts = await countServices(db, audience, after);
      const reader = readerOf(audience, ctx.actor);
      const { services } = await readServices(db, audience, reader, { after, take: limit });
      const made = services.map(({ place, service }) => ({ place, document: hsdsService(service, audience, idOf) }));
      return pageOf(made, counts, limit);
    });
  }
}

/** What is made to be handed on never says where a confidential place is: as somebody outside its circle. */
export const readerOf = (audience: Audience, actor: Actor): Reader =>
  audience === 'residents' ? 'resident' : { ...actor, roles: ['DECISION_MAKER'], orgId: null };

interface Made {
  readonly place: readonly string[];
  readonly document: HsdsObject;
}

function pageOf(
  made: readonly Made[],
  { total, before }: { readonly total: number; readonly before: number },
  limit: number,
): HsdsPageAnswer {
  const shown = fitting(made, ({ document }) => Buffer.byteLength(JSON.stringify(document)));
  const last = shown.at(-1);
  const more = before + shown.length < total && last !== undefined;
  return {
    total_items: total,
    total_pages: Math.ceil(total / limit),
    page_number: Math.floor(before / limit) + 1,
    size: shown.length,
    first_page: before === 0,
    last_page: !more,
    empty: shown.length === 0,
    contents: shown.map(({ document }) => document),
    nextCursor: more ? cursorOf(last.place) : null,
  };
}
