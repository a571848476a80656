import { Injectable } from '@nestjs/common';
import type { ExceptionAnswer, ExceptionListAnswer, ListOpenExceptionsV1, ReadExceptionV1 } from '#libs/contracts';
import { type CallContext, localDay } from '#libs/kernel';
import { findRow, ReadScope } from '#libs/persistence';
import { ConsentExceptionEntity } from '../storage/consent-exception.entity';
import { ConsentEntity } from '../storage/consent.entity';
import { pageOf, paged } from './cursor';
import { exceptionLine } from './exception-line';

@Injectable()
export class ExceptionQueries {
  constructor(private readonly reads: ReadScope) {}

  /** The oldest first: what is due earliest was used earliest. */
  open(wish: ListOpenExceptionsV1, ctx: CallContext): Promise<ExceptionListAnswer> {
    const page = pageOf(wish);
    return this.reads.run(ctx, async ({ db, now }) => {
      const rows = await db
        .createQueryBuilder(ConsentExceptionEntity, 'one')
        .where(`one.state = 'PENDING'`)
        .andWhere('one.number > :after', { after: page.below ?? '0' })
        .orderBy('one.number')
        .limit(page.limit + 1)
        .getMany();
      const consents = await db
        .createQueryBuilder(ConsentEntity, 'consent')
        .where('consent.id = ANY(:ids)', { ids: rows.map(({ personRef }) => personRef) })
        .getMany();
      const byPerson = new Map(consents.map((consent) => [consent.id, consent]));
      return paged(rows, page, (row) =>
        exceptionLine(row, byPerson.get(row.personRef) ?? { exceptionTerms: [] }, localDay(now)),
      );
    });
  }

  byId({ exceptionId }: ReadExceptionV1, ctx: CallContext): Promise<ExceptionAnswer> {
    return this.reads.run(ctx, async ({ db, now }) => {
      const row = await findRow(db, ConsentExceptionEntity, exceptionId, 'exception');
      const consent = await findRow(db, ConsentEntity, row.personRef, 'exception');
      const { reason, usedBy, decidedBy, decisionNote } = row;
      return { ...exceptionLine(row, consent, localDay(now)), reason, usedBy, decidedBy, decisionNote };
    });
  }
}
