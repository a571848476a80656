import { Injectable } from '@nestjs/common';
import type {
  DevelopmentProjectAnswer,
  DevelopmentProjectEntriesAnswer,
  DevelopmentProjectEntry,
  DevelopmentProjectsAnswer,
  DevelopmentProjectSummary,
  ListDevelopmentProjectEntriesV1,
  ListDevelopmentProjectsV1,
  ReadDevelopmentProjectV1,
} from '#libs/contracts';
import { type CallContext, localDay, notFound } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import settings from '../../domain/development/development-settings.json';
import { DEVELOPMENT_PROJECT } from '../../domain/development/project';
import { findProject } from '../../storage/development/projects.store';
import { cutPage, pageOf } from '../page';

type Paged<T> = T & { readonly seq: string };
type Whole = Paged<DevelopmentProjectAnswer>;

/** `$1` today, `$2` states in which it is over, `$3` days after which somebody looks at one that nobody plans. */
const PROJECTS = `
  SELECT p.seq, p.id AS "projectId", p.version, p.title, p.state, p.since::text, p.state_since::text AS "stateSince",
         p.area_id AS "areaId", p.next_step AS "nextStep", p.menu_id AS "menuId",
         p.development_ids AS "developmentIds", p.topic_ids AS "topicIds", p.partners,
         look.look_on::text AS "lookOn", coalesce(look.look_on < $1::date, false) AS overdue, counts.needs
  FROM development_projects p
  CROSS JOIN LATERAL (
    SELECT CASE WHEN p.state = ANY($2) THEN NULL
                ELSE coalesce((p.next_step->>'dueOn')::date, p.last_entry_on + $3::int) END AS look_on) AS look
  CROSS JOIN LATERAL (
    SELECT jsonb_build_object('open', count(*) FILTER (WHERE d.state = 'OPEN'),
                              'withdrawn', count(*) FILTER (WHERE d.state = 'WITHDRAWN'),
                              'completed', count(*) FILTER (WHERE d.state = 'COMPLETED')) AS needs
    FROM resource_developments d WHERE d.id = ANY(p.development_ids)) AS counts`;

const ENTRIES = `
  SELECT seq, id AS "entryId", event, kind, state, held_on::text AS "on", reason, note
  FROM development_project_entries WHERE project_id = $1 AND seq > $2::bigint ORDER BY seq LIMIT $3`;

const { terminal } = DEVELOPMENT_PROJECT.table;

/** Projects of 資源開発, and what was done for them. */
@Injectable()
export class DevelopmentProjectsQuery {
  constructor(private readonly reads: ReadScope) {}

  one({ projectId }: ReadDevelopmentProjectV1, ctx: CallContext): Promise<DevelopmentProjectAnswer> {
    return this.reads.run(ctx, async ({ db, now }) => {
      const values = [localDay(now), terminal, settings.restingDays, projectId];
      const [row]: readonly Whole[] = await db.query(`${PROJECTS} WHERE p.id = $4`, values);
      if (!row) throw notFound('development-project');
      const { seq: _, ...project } = row;
      return project;
    });
  }

  list(input: ListDevelopmentProjectsV1, ctx: CallContext): Promise<DevelopmentProjectsAnswer> {
    const { after, take } = pageOf(input);
    const { state = null, developmentId = null, overdue } = input;
    return this.reads.run(ctx, async ({ db, now }) => {
      const today = [localDay(now), terminal, settings.restingDays];
      const rows: readonly Whole[] = await db.query(
        `${PROJECTS}
         WHERE p.seq > $4::bigint AND ($5::text IS NULL OR p.state = $5)
           AND ($6::uuid IS NULL OR p.development_ids @> ARRAY[$6::uuid]) AND ($7 IS FALSE OR look.look_on < $1::date)
         ORDER BY p.seq LIMIT $8`,
        [...today, after, state, developmentId, overdue === 'yes', take],
      );
      return cutPage(rows, take, summaryOf);
    });
  }

  entries(input: ListDevelopmentProjectEntriesV1, ctx: CallContext): Promise<DevelopmentProjectEntriesAnswer> {
    const { after, take } = pageOf(input);
    return this.reads.run(ctx, async ({ db }) => {
      const { id } = await findProject(db, input.projectId);
      const rows: readonly Paged<DevelopmentProjectEntry>[] = await db.query(ENTRIES, [id, after, take]);
      return cutPage(rows, take, ({ seq: _, ...entry }) => entry);
    });
  }
}

function summaryOf({
  seq: _,
  developmentIds: __,
  topicIds: ___,
  partners: ____,
  ...summary
}: Whole): DevelopmentProjectSummary {
  return summary;
}
