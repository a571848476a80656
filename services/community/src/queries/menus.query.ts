import { Injectable } from '@nestjs/common';
import {
  type HostAssessmentFacts,
  ListMenusV1,
  type MenuAnswer,
  type MenuFactsAnswer,
  type MenuFactsV1,
  type MenusAnswer,
  ReadMenuV1,
} from '#libs/contracts';
import { type CallContext, notFound } from '#libs/kernel';
import { findRow, ReadScope } from '#libs/persistence';
import { actingOn } from '../domain/access';
import { contentOf, type MenuContent, withSought } from '../domain/menu-content';
import { ResourceEntity } from '../storage/resource.entity';
import { cutPage, pageOf } from './page';

interface MenuRow {
  readonly seq: string;
  readonly menuId: string;
  readonly resourceId: string;
  readonly orgId: string;
  readonly version: number;
  readonly name: string;
  readonly capacityModel: 'open' | 'fixed' | null;
  readonly content: MenuContent;
  readonly hostAssessment: HostAssessmentFacts | null;
}

type FactsRow = MenuRow &
  Pick<MenuFactsAnswer, 'orgName' | 'resourceState' | 'type' | 'location' | 'addressConfidential' | 'lastConfirmedOn'>;

const HOST = `CASE WHEN h.menu_id IS NOT NULL THEN jsonb_build_object('status', h.status, 'assessedOn', h.assessed_on::text,
  'maxConcurrent', h.max_concurrent, 'current', h.current) END AS "hostAssessment"`;
const MENU = `m.seq::text, m.id AS "menuId", m.resource_id AS "resourceId", m.org_id AS "orgId", m.version, m.name,
  m.capacity_model AS "capacityModel", m.content, ${HOST}`;

@Injectable()
export class MenusQuery {
  constructor(private readonly reads: ReadScope) {}

  one({ menuId }: ReadMenuV1, ctx: CallContext): Promise<MenuAnswer> {
    return this.reads.run(ctx, async ({ db }) => {
      const [row]: MenuRow[] = await db.query(
        `SELECT ${MENU} FROM menus m LEFT JOIN host_assessments h ON h.menu_id = m.id WHERE m.id = $1`,
        [menuId],
      );
      if (!row) throw notFound('menu');
      actingOn(ctx.actor, row.orgId, ReadMenuV1.allow, 'menu');
      return answerOf(row);
    });
  }

  list(input: ListMenusV1, ctx: CallContext): Promise<MenusAnswer> {
    const { after, take } = pageOf(input);
    return this.reads.run(ctx, async ({ db }) => {
      const { orgId } = await findRow(db, ResourceEntity, input.resourceId, 'resource');
      actingOn(ctx.actor, orgId, ListMenusV1.allow, 'resource');
      const rows: MenuRow[] = await db.query(
        `SELECT ${MENU} FROM menus m LEFT JOIN host_assessments h ON h.menu_id = m.id
         WHERE m.resource_id = $1 AND m.seq > $2::bigint ORDER BY m.seq LIMIT $3`,
        [input.resourceId, after, take],
      );
      return cutPage(rows, take, answerOf);
    });
  }

  /** Everything that matching keeps a copy of, as of one moment; what is sought counts as done there. */
  facts({ menuId }: MenuFactsV1, ctx: CallContext): Promise<MenuFactsAnswer> {
    return this.reads.run(ctx, async ({ db }) => {
      const [row]: FactsRow[] = await db.query(
        `SELECT ${MENU}, o.name AS "orgName", r.state AS "resourceState", r.type, r.location,
                r.address_confidential AS "addressConfidential", r.last_confirmed_on::text AS "lastConfirmedOn"
         FROM menus m JOIN resources r ON r.id = m.resource_id JOIN organizations o ON o.id = m.org_id
         LEFT JOIN host_assessments h ON h.menu_id = m.id
         WHERE m.id = $1`,
        [menuId],
      );
      if (!row) throw notFound('menu');
      const { orgName, resourceState, type, location, addressConfidential, lastConfirmedOn } = row;
      return {
        ...factsOf({ ...row, content: withSought(contentOf(row.content)) }),
        orgName,
        resourceState,
        type,
        location,
        addressConfidential,
        lastConfirmedOn,
      };
    });
  }
}

function factsOf({ seq: _, content, ...row }: MenuRow): MenuRow['content'] & Omit<MenuRow, 'seq' | 'content'> {
  const { menuId, resourceId, orgId, version, name, capacityModel, hostAssessment } = row;
  return { ...contentOf(content), menuId, resourceId, orgId, version, name, capacityModel, hostAssessment };
}

const answerOf = (row: MenuRow): MenuAnswer => factsOf(row);
