import { Injectable } from '@nestjs/common';
import type {
  DeciderDeputyLine,
  DeciderDeputyListAnswer,
  ListDeciderDeputiesV1,
  ListMultiAgencyRequestsV1,
  MultiAgencyAnswer,
  MultiAgencyLine,
  MultiAgencyListAnswer,
  ReadMultiAgencyRequestV1,
} from '#libs/contracts';
import { type CallContext, notFound } from '#libs/kernel';
import { findRow, ReadScope } from '#libs/persistence';
import { SupporterAdviceEntity } from '../storage/advice.entity';
import { findCase } from '../storage/cases.store';
import { DeciderDeputyEntity, MultiAgencyReferralEntity } from '../storage/multi-agency.entity';
import { pageOf, paged } from './cursor';

@Injectable()
export class MultiAgencyQueries {
  constructor(private readonly reads: ReadScope) {}

  list({ state, ...wish }: ListMultiAgencyRequestsV1, ctx: CallContext): Promise<MultiAgencyListAnswer> {
    const page = pageOf(wish);
    return this.reads.run(ctx, async ({ db }) => {
      const query = db
        .createQueryBuilder(MultiAgencyReferralEntity, 'asked')
        .orderBy('asked.number', 'DESC')
        .limit(page.limit + 1);
      if (page.below !== null) query.andWhere('asked.number < :below', { below: page.below });
      if (state !== undefined) query.andWhere('asked.state = :state', { state });
      return paged(await query.getMany(), page, lineOf);
    });
  }

  newestOf({ caseRef }: ReadMultiAgencyRequestV1, ctx: CallContext): Promise<MultiAgencyAnswer> {
    return this.reads.run(ctx, async ({ db }) => {
      await findCase(db, caseRef);
      const newest = await db
        .createQueryBuilder(MultiAgencyReferralEntity, 'asked')
        .where('asked.caseRef = :caseRef', { caseRef })
        .orderBy('asked.number', 'DESC')
        .limit(1)
        .getOne();
      if (!newest) throw notFound('multi-agency');
      const { words, adviceId } = newest;
      const advice = adviceId === null ? null : (await findRow(db, SupporterAdviceEntity, adviceId, 'advice')).words;
      return { ...lineOf(newest), words, advice };
    });
  }

  deputies(wish: ListDeciderDeputiesV1, ctx: CallContext): Promise<DeciderDeputyListAnswer> {
    const page = pageOf(wish);
    return this.reads.run(ctx, async ({ db }) => {
      const query = db
        .createQueryBuilder(DeciderDeputyEntity, 'deputy')
        .orderBy('deputy.number', 'DESC')
        .limit(page.limit + 1);
      if (page.below !== null) query.andWhere('deputy.number < :below', { below: page.below });
      return paged(await query.getMany(), page, deputyLine);
    });
  }
}

const lineOf = (asked: MultiAgencyReferralEntity): MultiAgencyLine => ({
  requestId: asked.id,
  caseRef: asked.caseRef,
  episode: asked.episode,
  state: asked.state,
  reasons: [...asked.reasons],
  requestedAt: asked.requestedAt.toISOString(),
  answeredAt: asked.answeredAt?.toISOString() ?? null,
  mainWorkerSub: asked.mainWorkerSub,
  mainDeskId: asked.mainDeskId,
});

const deputyLine = ({ id, version, state, deputySub, ...row }: DeciderDeputyEntity): DeciderDeputyLine => ({
  deputyId: id,
  ...{ version, state, deputySub },
  from: row.fromDay,
  until: row.untilDay,
  reason: row.reason,
  registeredBy: row.registeredBy,
});
