import { Injectable } from '@nestjs/common';
import type { ListReturnRequestsV1, ListSharesV1, ReturnRequestListAnswer, ShareListAnswer } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import { findPerson } from '../storage/persons.store';
import { ReturnRequestEntity, ShareEntity } from '../storage/share.entity';
import { pageOf, paged } from './cursor';

@Injectable()
export class ShareQueries {
  constructor(private readonly reads: ReadScope) {}

  /** What of this person was given to whom, newest first. */
  ofPerson({ personRef, ...wish }: ListSharesV1, ctx: CallContext): Promise<ShareListAnswer> {
    const page = pageOf(wish);
    return this.reads.run(ctx, async ({ db }) => {
      await findPerson(db, personRef);
      const query = db
        .createQueryBuilder(ShareEntity, 'share')
        .where('share.personRef = :personRef', { personRef })
        .orderBy('share.number', 'DESC')
        .limit(page.limit + 1);
      if (page.below !== null) query.andWhere('share.number < :below', { below: page.below });
      return paged(await query.getMany(), page, ({ id, caseRef, recipientKind, recipientId, ...row }) => ({
        shareId: id,
        ...{ caseRef, recipientKind, recipientId },
        ...{ scope: row.scope, basis: row.basis, reason: row.reason, items: [...row.items] },
        ...{ sourceId: row.sourceId, sharedBy: row.sharedBy, sharedAt: row.sharedAt.toISOString() },
      }));
    });
  }

  /** Tasks to bring something back, newest first. */
  returnRequests(input: ListReturnRequestsV1, ctx: CallContext): Promise<ReturnRequestListAnswer> {
    const page = pageOf(input);
    const { state, recipientKind, recipientId } = input;
    return this.reads.run(ctx, async ({ db }) => {
      const query = db
        .createQueryBuilder(ReturnRequestEntity, 'request')
        .where('true')
        .orderBy('request.number', 'DESC')
        .limit(page.limit + 1);
      if (page.below !== null) query.andWhere('request.number < :below', { below: page.below });
      for (const [field, value] of Object.entries({ state, recipientKind, recipientId }))
        if (value !== undefined) query.andWhere(`request.${field} = :${field}`, { [field]: value });
      const rows = await query.getMany();
      const shares = await db
        .createQueryBuilder(ShareEntity, 'share')
        .where('share.id = ANY(:ids)', { ids: rows.map(({ shareId }) => shareId) })
        .getMany();
      const itemsOf = new Map(shares.map(({ id, items }) => [id, items]));
      return paged(rows, page, ({ id, shareId, version, requestedAt, ...row }) => ({
        ...{ id, shareId, version, state: row.state },
        ...{ recipientKind: row.recipientKind, recipientId: row.recipientId },
        items: [...(itemsOf.get(shareId) ?? [])],
        requestedAt: requestedAt.toISOString(),
      }));
    });
  }
}
