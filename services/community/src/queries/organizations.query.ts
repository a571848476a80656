import { Injectable } from '@nestjs/common';
import {
  type CoordinatorTaskAnswer,
  type CoordinatorTasksAnswer,
  type ListCoordinatorTasksV1,
  ListOrganizationsV1,
  ListOrganizationTasksV1,
  type OrganizationAnswer,
  type OrganizationsAnswer,
  type OrganizationTaskAnswer,
  type OrganizationTasksAnswer,
  ReadOrganizationV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { findRow, ReadScope } from '#libs/persistence';
import { actingOn, listedOrganization } from '../domain/access';
import { OrganizationEntity } from '../storage/organization.entity';
import { cutPage, pageOf } from './page';

type OrganizationRow = OrganizationEntity & { readonly seq: string };

type TaskRow = OrganizationTaskAnswer & { readonly seq: string };

@Injectable()
export class OrganizationsQuery {
  constructor(private readonly reads: ReadScope) {}

  one({ orgId }: ReadOrganizationV1, ctx: CallContext): Promise<OrganizationAnswer> {
    actingOn(ctx.actor, orgId, ReadOrganizationV1.allow, 'organization');
    return this.reads.run(ctx, async ({ db }) =>
      answerOf(await findRow(db, OrganizationEntity, orgId, 'organization')),
    );
  }

  list(input: ListOrganizationsV1, ctx: CallContext): Promise<OrganizationsAnswer> {
    const { after, take } = pageOf(input);
    const only = listedOrganization(ctx.actor, ListOrganizationsV1.allow);
    return this.reads.run(ctx, async ({ db }) => {
      const rows: OrganizationRow[] = await db.query(
        `SELECT seq, id, version, name, kind, contact, contact_people AS "contactPeople",
                corporate_number AS "corporateNumber", contract_from::text AS "contractFrom",
                contract_until::text AS "contractUntil"
         FROM organizations
         WHERE seq > $1::bigint AND ($2::uuid IS NULL OR id = $2) AND ($3::text IS NULL OR kind = $3)
         ORDER BY seq LIMIT $4`,
        [after, only, input.kind ?? null, take],
      );
      return cutPage(rows, take, answerOf);
    });
  }

  coordinatorTasks(input: ListCoordinatorTasksV1, ctx: CallContext): Promise<CoordinatorTasksAnswer> {
    const { after, take } = pageOf(input);
    return this.reads.run(ctx, async ({ db }) => {
      const rows: (CoordinatorTaskAnswer & { readonly seq: string })[] = await db.query(
        `SELECT seq, id AS "taskId", kind, state, org_id AS "orgId", menu_id AS "menuId",
                resource_id AS "resourceId", opened_on::text AS "openedOn", due_on::text AS "dueOn"
         FROM tasks
         WHERE owner = 'coordinator' AND state = $1 AND ($2::text IS NULL OR kind = $2) AND seq > $3::bigint
         ORDER BY seq LIMIT $4`,
        [input.state ?? 'OPEN', input.kind ?? null, after, take],
      );
      return cutPage(rows, take, ({ seq: _, ...task }) => task);
    });
  }

  tasks(input: ListOrganizationTasksV1, ctx: CallContext): Promise<OrganizationTasksAnswer> {
    const { after, take } = pageOf(input);
    actingOn(ctx.actor, input.orgId, ListOrganizationTasksV1.allow, 'organization');
    return this.reads.run(ctx, async ({ db }) => {
      await findRow(db, OrganizationEntity, input.orgId, 'organization');
      const rows: TaskRow[] = await db.query(
        `SELECT seq, id AS "taskId", kind, state, menu_id AS "menuId", resource_id AS "resourceId",
                promised, total, opened_on::text AS "openedOn", due_on::text AS "dueOn"
         FROM tasks WHERE org_id = $1 AND owner = 'organization' AND state = $2 AND seq > $3::bigint ORDER BY seq LIMIT $4`,
        [input.orgId, input.state ?? 'OPEN', after, take],
      );
      return cutPage(rows, take, ({ seq: _, ...task }) => task);
    });
  }
}

function answerOf(row: OrganizationEntity): OrganizationAnswer {
  const { id: orgId, version, name, kind, contact, corporateNumber, contractFrom, contractUntil } = row;
  const contactPeople = row.contactPeople.map((person) => ({ ...person }));
  return { orgId, version, name, kind, contact, contactPeople, corporateNumber, contractFrom, contractUntil };
}
