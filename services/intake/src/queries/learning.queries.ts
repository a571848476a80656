import { Injectable } from '@nestjs/common';
import type { AdviceListAnswer, ListAdviceV1, ListTrainingsV1, TrainingListAnswer } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import { SupporterAdviceEntity, TrainingEntity } from '../storage/advice.entity';
import { pageOf, paged } from './cursor';

@Injectable()
export class LearningQueries {
  constructor(private readonly reads: ReadScope) {}

  advice({ caseRef, deskId, ...wish }: ListAdviceV1, ctx: CallContext): Promise<AdviceListAnswer> {
    const page = pageOf(wish);
    return this.reads.run(ctx, async ({ db }) => {
      const query = db
        .createQueryBuilder(SupporterAdviceEntity, 'advice')
        .orderBy('advice.number', 'DESC')
        .limit(page.limit + 1);
      if (page.below !== null) query.andWhere('advice.number < :below', { below: page.below });
      if (caseRef !== undefined) query.andWhere('advice.caseRef = :caseRef', { caseRef });
      if (deskId !== undefined) query.andWhere('advice.deskId = :deskId', { deskId });
      return paged(await query.getMany(), page, ({ id, givenAt, ...row }) => ({
        adviceId: id,
        caseRef: row.caseRef,
        deskId: row.deskId,
        toSub: row.toSub,
        words: row.words,
        givenBy: row.givenBy,
        givenAt: givenAt.toISOString(),
      }));
    });
  }

  trainings(wish: ListTrainingsV1, ctx: CallContext): Promise<TrainingListAnswer> {
    const page = pageOf(wish);
    return this.reads.run(ctx, async ({ db }) => {
      const query = db
        .createQueryBuilder(TrainingEntity, 'training')
        .orderBy('training.number', 'DESC')
        .limit(page.limit + 1);
      if (page.below !== null) query.andWhere('training.number < :below', { below: page.below });
      return paged(
        await query.getMany(),
        page,
        ({ id, heldOn, kind, topic, minutes, participants, participantSubs }) => ({
          trainingId: id,
          ...{ heldOn, kind, topic, minutes, participants },
          participantSubs: [...participantSubs],
        }),
      );
    });
  }
}
