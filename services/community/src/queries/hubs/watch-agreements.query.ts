import { Injectable } from '@nestjs/common';
import type { ListWatchAgreementsV1, WatchAgreementsAnswer, WatchAgreementView } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import { cutPage, pageOf } from '../page';

const WANTED = `
  FROM watch_agreements a JOIN organizations o ON o.id = a.org_id
  WHERE ($1::date IS NULL OR (a.signed_on <= $1 AND coalesce(a.until, 'infinity') >= $1))
    AND ($2::uuid IS NULL OR a.org_id = $2)`;

const LIST = `
  SELECT a.seq, a.id AS "agreementId", a.version, a.org_id AS "orgId", o.name AS "orgName",
         a.signed_on::text AS "signedOn", a.until::text, a.contact
  ${WANTED} AND a.seq > $3::bigint ORDER BY a.seq LIMIT $4`;

/** Agreements of the watch network (絆ネット). */
@Injectable()
export class WatchAgreementsQuery {
  constructor(private readonly reads: ReadScope) {}

  list(input: ListWatchAgreementsV1, ctx: CallContext): Promise<WatchAgreementsAnswer> {
    const { after, take } = pageOf(input);
    const wanted = [input.inForceOn ?? null, input.orgId ?? null];
    return this.reads.run(ctx, async ({ db }) => {
      const rows: (WatchAgreementView & { readonly seq: string })[] = await db.query(LIST, [...wanted, after, take]);
      const [sum]: readonly { readonly total: number }[] = await db.query(
        `SELECT count(*)::int AS total ${WANTED}`,
        wanted,
      );
      return { ...cutPage(rows, take, ({ seq: _, ...agreement }) => agreement), total: sum?.total ?? 0 };
    });
  }
}
