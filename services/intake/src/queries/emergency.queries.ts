import { Injectable } from '@nestjs/common';
import type {
  EmergencyAnswer,
  ListRaisedFlagsV1,
  RaisedFlagLine,
  RaisedFlagListAnswer,
  ReadEmergencyV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import { caseNumberOf } from '../domain/case';
import { isRaised } from '../domain/emergency';
import { EMERGENCY_NOTICE } from '../domain/emergency-notice';
import { CaseEntity } from '../storage/case.entity';
import { findCase } from '../storage/cases.store';
import { pageOf, paged } from './cursor';

@Injectable()
export class EmergencyQueries {
  constructor(private readonly reads: ReadScope) {}

  of({ caseRef }: ReadEmergencyV1, ctx: CallContext): Promise<EmergencyAnswer> {
    return this.reads.run(ctx, async ({ db }) => {
      const { emergency } = await findCase(db, caseRef);
      return {
        caseRef,
        state: emergency?.state ?? 'NONE',
        ownerSub: emergency?.ownerSub ?? null,
        raisedAt: emergency?.raisedAt ?? null,
        dueBy: emergency?.dueBy ?? null,
        notice: [...EMERGENCY_NOTICE],
      };
    });
  }

  raised({ which, ...wish }: ListRaisedFlagsV1, ctx: CallContext): Promise<RaisedFlagListAnswer> {
    const page = pageOf(wish);
    return this.reads.run(ctx, async ({ db, now }) => {
      const query = db
        .createQueryBuilder(CaseEntity, 'kase')
        .where(`kase.emergency ->> 'state' = 'RAISED'`)
        .orderBy('kase.number', 'DESC')
        .limit(page.limit + 1);
      if (page.below !== null) query.andWhere('kase.number < :below', { below: page.below });
      if (which === 'overdue') query.andWhere(`(kase.emergency ->> 'dueBy')::timestamptz < :now`, { now });
      const listed = paged(await query.getMany(), page, (kase) => flagLine(kase, now));
      return { ...listed, items: listed.items.flat(), notice: [...EMERGENCY_NOTICE] };
    });
  }
}

function flagLine(kase: CaseEntity, now: Date): RaisedFlagLine[] {
  const { emergency } = kase;
  if (!isRaised(emergency)) return [];
  const { ownerSub, raisedAt, dueBy } = emergency;
  return [
    {
      caseRef: kase.id,
      caseNumber: caseNumberOf(kase.fiscalYear, kase.number),
      state: kase.state,
      ...{ ownerSub, raisedAt, dueBy },
      overdue: new Date(dueBy) < now,
    },
  ];
}
