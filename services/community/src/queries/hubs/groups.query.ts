import { Injectable } from '@nestjs/common';
import type {
  GrantInfosAnswer,
  GrantInfoView,
  GroupContactsAnswer,
  GroupContactView,
  ListGrantInfosV1,
  ListGroupContactsV1,
  ListSupportedGroupsV1,
  ReadSupportedGroupV1,
  SupportedGroupAnswer,
  SupportedGroupsAnswer,
} from '#libs/contracts';
import { type CallContext, notFound } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import { findGroup } from '../../storage/hubs/groups.store';
import { cutPage, pageOf } from '../page';

const GROUPS = `
  SELECT g.seq, g.id AS "groupId", g.version, g.name, g.kind, g.state, g.org_id AS "orgId", g.area_id AS "areaId",
         g.since::text, g.state_since::text AS "stateSince", c.contacts, c.last::text AS "lastContactOn"
  FROM supported_groups g
  CROSS JOIN LATERAL (SELECT count(*)::int AS contacts, max(held_on) AS last FROM group_contacts WHERE group_id = g.id) c`;

const CONTACTS = `
  SELECT seq, id AS "contactId", held_on::text AS "on", kind, minutes, info_ids AS "infoIds" FROM group_contacts
  WHERE group_id = $1 AND seq > $2::bigint ORDER BY seq LIMIT $3`;

const INFOS = `
  SELECT seq, id AS "infoId", version, kind, title, details, url, valid_from::text AS "validFrom",
         valid_until::text AS "validUntil"
  FROM grant_infos
  WHERE seq > $1::bigint AND ($2::text IS NULL OR kind = $2)
    AND ($3::date IS NULL OR (valid_from <= $3 AND coalesce(valid_until, 'infinity') >= $3))
  ORDER BY seq LIMIT $4`;

type Paged<T> = T & { readonly seq: string };

/** Groups that are supported, contacts with them, and what they are told of. */
@Injectable()
export class GroupsQuery {
  constructor(private readonly reads: ReadScope) {}

  one({ groupId }: ReadSupportedGroupV1, ctx: CallContext): Promise<SupportedGroupAnswer> {
    return this.reads.run(ctx, async ({ db }) => {
      const [row]: readonly Paged<SupportedGroupAnswer>[] = await db.query(`${GROUPS} WHERE g.id = $1`, [groupId]);
      if (!row) throw notFound('supported-group');
      return withoutSeq(row);
    });
  }

  list(input: ListSupportedGroupsV1, ctx: CallContext): Promise<SupportedGroupsAnswer> {
    const { after, take } = pageOf(input);
    return this.reads.run(ctx, async ({ db }) => {
      const rows: Paged<SupportedGroupAnswer>[] = await db.query(
        `${GROUPS} WHERE g.seq > $1::bigint AND ($2::text IS NULL OR g.state = $2) AND ($3::text IS NULL OR g.kind = $3)
         ORDER BY g.seq LIMIT $4`,
        [after, input.state ?? null, input.kind ?? null, take],
      );
      return cutPage(rows, take, withoutSeq);
    });
  }

  contacts(input: ListGroupContactsV1, ctx: CallContext): Promise<GroupContactsAnswer> {
    const { after, take } = pageOf(input);
    return this.reads.run(ctx, async ({ db }) => {
      const { id } = await findGroup(db, input.groupId);
      const rows: Paged<GroupContactView>[] = await db.query(CONTACTS, [id, after, take]);
      return cutPage(rows, take, withoutSeq);
    });
  }

  grantInfos(input: ListGrantInfosV1, ctx: CallContext): Promise<GrantInfosAnswer> {
    const { after, take } = pageOf(input);
    return this.reads.run(ctx, async ({ db }) => {
      const values = [after, input.kind ?? null, input.validOn ?? null, take];
      const rows: Paged<GrantInfoView>[] = await db.query(INFOS, values);
      return cutPage(rows, take, withoutSeq);
    });
  }
}

function withoutSeq<T extends object>({ seq: _, ...rest }: Paged<T>): Omit<T, 'seq'> {
  return rest;
}
