import { Injectable } from '@nestjs/common';
import { type AgreementsAnswer, ListAgreementsV1 } from '#libs/contracts';
import { type CallContext, localDay } from '#libs/kernel';
import { findRow, ReadScope } from '#libs/persistence';
import { actingOn } from '../domain/access';
import { isInForce } from '../domain/agreement';
import type { AgreementEntity } from '../storage/agreement.entity';
import { MenuEntity } from '../storage/menu.entity';
import { cutPage, pageOf } from './page';

@Injectable()
export class AgreementsQuery {
  constructor(private readonly reads: ReadScope) {}

  list(input: ListAgreementsV1, ctx: CallContext): Promise<AgreementsAnswer> {
    const { after, take } = pageOf(input);
    return this.reads.run(ctx, async ({ db, now }) => {
      const { orgId } = await findRow(db, MenuEntity, input.menuId, 'menu');
      actingOn(ctx.actor, orgId, ListAgreementsV1.allow, 'menu');
      const rows: (AgreementEntity & { readonly seq: string })[] = await db.query(
        `SELECT seq, id, version, agreed_with AS "agreedWith", basis, places, agreed_on::text AS "agreedOn",
                until::text, ended_on::text AS "endedOn"
         FROM out_of_system_agreements WHERE menu_id = $1 AND seq > $2::bigint ORDER BY seq LIMIT $3`,
        [input.menuId, after, take],
      );
      return cutPage(rows, take, ({ id: agreementId, version, agreedWith, basis, places, ...days }) => {
        const { agreedOn, until, endedOn } = days;
        const inForce = isInForce(days, localDay(now));
        return { agreementId, version, agreedWith, basis, places, agreedOn, until, endedOn, inForce };
      });
    });
  }
}
