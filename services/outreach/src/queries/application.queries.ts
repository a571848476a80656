import { Injectable } from '@nestjs/common';
import type { ListOutreachApplicationsV1, OutreachApplicationAnswer, OutreachApplicationList } from '#libs/contracts';
import { type CallContext, localDay } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import type { ApplicationRow } from '../storage/application.row';
import { findApplication } from '../storage/application.store';
import { DEFAULT_LIMIT, page, readCursor } from './cursor';

const LIST = `
  SELECT id, version, state, support_plan_id AS "supportPlanId", case_ref AS "caseRef", person_ref AS "personRef",
         received_on::text AS "receivedOn", due_on::text AS "dueOn", state = 'OPEN' AND due_on < $1::date AS overdue,
         engagement_id AS "engagementId", reason_code AS "reasonCode"
  FROM applications
  WHERE ($2::text IS NULL OR state = $2) AND (due_on, id) > ($3::date, $4::uuid)
  ORDER BY due_on, id LIMIT $5`;

@Injectable()
export class ApplicationQueries {
  constructor(private readonly reads: ReadScope) {}

  list(asked: ListOutreachApplicationsV1, ctx: CallContext): Promise<OutreachApplicationList> {
    const { state = null, limit = DEFAULT_LIMIT, cursor } = asked;
    const after = readCursor(cursor);
    return this.reads.run(ctx, async ({ db, now }) => {
      const values = [localDay(now), state, after.day, after.id, limit + 1];
      const rows: readonly OutreachApplicationAnswer[] = await db.query(LIST, values);
      return page(rows, limit, ({ dueOn, id }) => ({ day: dueOn, id }));
    });
  }

  /** For a command that has to ask somebody else before it changes anything. */
  asItStands(applicationId: string, ctx: CallContext): Promise<ApplicationRow> {
    return this.reads.run(ctx, ({ db }) => findApplication(db, applicationId));
  }
}
