import { Injectable } from '@nestjs/common';
import type {
  IntroductionCount,
  IntroductionSummaryAnswer,
  ListResourceDevelopmentsV1,
  ResourceDevelopmentAnswer,
  ResourceDevelopmentsAnswer,
  SummarizeIntroductionsV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import { refuseBackwards } from '../domain/introduction';
import type { Sought } from '../storage/resource-development.entity';
import { cutPage, pageOf } from './page';

type DevelopmentRow = Omit<ResourceDevelopmentAnswer, keyof Sought> & { readonly seq: string; readonly sought: Sought };

@Injectable()
export class CountsQuery {
  constructor(private readonly reads: ReadScope) {}

  introductions({ from, to }: SummarizeIntroductionsV1, ctx: CallContext): Promise<IntroductionSummaryAnswer> {
    refuseBackwards(from, to);
    return this.reads.run(ctx, async ({ db }) => {
      const [sum]: Omit<IntroductionCount, 'kind'>[] = await db.query(
        `SELECT count(*)::int AS introductions, coalesce(sum(people), 0)::int AS people
         FROM introductions WHERE held_on BETWEEN $1 AND $2`,
        [from, to],
      );
      const kinds: IntroductionCount[] = await db.query(
        `SELECT kind, count(*)::int AS introductions, sum(people)::int AS people
         FROM introductions WHERE held_on BETWEEN $1 AND $2
         GROUP BY kind ORDER BY count(*) DESC, kind LIMIT 100`,
        [from, to],
      );
      return { from, to, introductions: sum?.introductions ?? 0, people: sum?.people ?? 0, kinds };
    });
  }

  developments(input: ListResourceDevelopmentsV1, ctx: CallContext): Promise<ResourceDevelopmentsAnswer> {
    const { after, take } = pageOf(input);
    return this.reads.run(ctx, async ({ db }) => {
      const rows: DevelopmentRow[] = await db.query(
        `SELECT seq, id AS "developmentId", state, version, sought, opened_on::text AS "openedOn", menu_id AS "menuId",
                withdrawn_reason AS "withdrawnReason"
         FROM resource_developments
         WHERE seq > $1::bigint AND ($2::text IS NULL OR state = $2) ORDER BY seq LIMIT $3`,
        [after, input.state ?? null, take],
      );
      return cutPage(rows, take, ({ seq: _, sought, ...row }) => ({ ...row, ...sought }));
    });
  }
}
