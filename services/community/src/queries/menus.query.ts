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
import { type CallContext, localDay, notFound } from '#libs/kernel';
import { findRow, ReadScope } from '#libs/persistence';
import { actingOn } from '../domain/access';
import { assessmentValidUntil } from '../domain/menu';
import { contentOf, type MenuContent, withAgreement, withSought } from '../domain/menu-content';
import { detailsOf, type MenuDetails } from '../domain/menu-details';
import { confirmByOf, needsConfirmation } from '../domain/resource';
import { isMerged } from '../storage/over';
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
  readonly details: Partial<MenuDetails>;
  readonly hostAssessment: HostAssessmentFacts | null;
  readonly resourceState: string;
  readonly lastConfirmedOn: string | null;
  /** Last day of the agreements in force. */
  readonly agreementUntil: string | null;
}

type FactsRow = MenuRow & { readonly merged: boolean } & Pick<
    MenuFactsAnswer,
    'orgName' | 'type' | 'location' | 'addressConfidential'
  >;

const HOST = `CASE WHEN h.menu_id IS NOT NULL THEN jsonb_build_object('status', h.status, 'assessedOn', h.assessed_on::text,
  'maxConcurrent', h.max_concurrent, 'current', h.current) END AS "hostAssessment"`;
/** `$1` is the local day on which agreements are looked at. */
const MENU = `m.seq, m.id AS "menuId", m.resource_id AS "resourceId", m.org_id AS "orgId", m.version, m.name,
  m.capacity_model AS "capacityModel", m.content, m.details, r.state AS "resourceState",
  r.last_confirmed_on::text AS "lastConfirmedOn", ${HOST},
  (SELECT max(until)::text FROM out_of_system_agreements a
    WHERE a.menu_id = m.id AND ended_on IS NULL AND agreed_on <= $1 AND until >= $1) AS "agreementUntil"`;
const TABLES = `menus m JOIN resources r ON r.id = m.resource_id LEFT JOIN host_assessments h ON h.menu_id = m.id`;

@Injectable()
export class MenusQuery {
  constructor(private readonly reads: ReadScope) {}

  one({ menuId }: ReadMenuV1, ctx: CallContext): Promise<MenuAnswer> {
    return this.reads.run(ctx, async ({ db, now }) => {
      const today = localDay(now);
      const [row]: MenuRow[] = await db.query(`SELECT ${MENU} FROM ${TABLES} WHERE m.id = $2`, [today, menuId]);
      if (!row) throw notFound('menu');
      actingOn(ctx.actor, row.orgId, ReadMenuV1.allow, 'menu');
      return answerOf(row, today);
    });
  }

  list(input: ListMenusV1, ctx: CallContext): Promise<MenusAnswer> {
    const { after, take } = pageOf(input);
    return this.reads.run(ctx, async ({ db, now }) => {
      const today = localDay(now);
      const { orgId } = await findRow(db, ResourceEntity, input.resourceId, 'resource');
      actingOn(ctx.actor, orgId, ListMenusV1.allow, 'resource');
      const rows: MenuRow[] = await db.query(
        `SELECT ${MENU} FROM ${TABLES}
         WHERE m.resource_id = $2 AND m.seq > $3::bigint ORDER BY m.seq LIMIT $4`,
        [today, input.resourceId, after, take],
      );
      return cutPage(rows, take, (row) => answerOf(row, today));
    });
  }

  /** Everything that matching keeps a copy of, as of one moment; what is sought counts as done there. */
  facts({ menuId }: MenuFactsV1, ctx: CallContext): Promise<MenuFactsAnswer> {
    return this.reads.run(ctx, async ({ db, now }) => {
      const [row]: FactsRow[] = await db.query(
        `SELECT ${MENU}, ${isMerged} AS merged, o.name AS "orgName", r.type, r.location, r.address_confidential AS "addressConfidential"
         FROM ${TABLES} JOIN organizations o ON o.id = m.org_id
         WHERE m.id = $2`,
        [localDay(now), menuId],
      );
      if (!row) throw notFound('menu');
      const { orgName, merged, type, location, addressConfidential, lastConfirmedOn, agreementUntil } = row;
      const content = withAgreement(withSought(contentOf(row.content)), agreementUntil !== null);
      return {
        ...factsOf({ ...row, content }),
        orgName,
        // What it was merged into is listed and reported: nobody is led to the same place twice.
        resourceState: merged ? 'CLOSED' : row.resourceState,
        type,
        location,
        addressConfidential,
        lastConfirmedOn,
      };
    });
  }
}

function factsOf(row: MenuRow) {
  const { menuId, resourceId, orgId, version, name, capacityModel, hostAssessment } = row;
  return { ...contentOf(row.content), menuId, resourceId, orgId, version, name, capacityModel, hostAssessment };
}

function answerOf(row: MenuRow, today: string): MenuAnswer {
  const { resourceState, lastConfirmedOn, agreementUntil, capacityModel, hostAssessment } = row;
  const standing = {
    resourceState,
    needsConfirmation: needsConfirmation({ state: resourceState, lastConfirmedOn }, today),
    confirmBy: confirmByOf(lastConfirmedOn),
    assessmentValidUntil: assessmentValidUntil(capacityModel, hostAssessment?.assessedOn ?? null),
    agreementUntil,
  };
  return { ...factsOf(row), ...detailsOf(row.details), standing };
}
