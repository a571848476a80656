import { Injectable } from '@nestjs/common';
import type { AskedEndListAnswer, EarlyEndAnswer, ListAskedEndsV1, ReadEarlyEndV1 } from '#libs/contracts';
import type { Actor, CallContext } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import { mayReadWords } from '../domain/access';
import { consequenceWords, type EarlyEnd } from '../domain/early-end';
import { CaseEntity } from '../storage/case.entity';
import { findCase } from '../storage/cases.store';
import { EarlyEndEntity } from '../storage/early-end.entity';
import { lastEarlyEnd, lastEndStep } from '../storage/early-ends.store';
import { pageOf, paged } from './cursor';

@Injectable()
export class EarlyEndQueries {
  constructor(private readonly reads: ReadScope) {}

  /** What was asked for in this episode, or how it ended without being asked for. */
  of({ caseRef }: ReadEarlyEndV1, ctx: CallContext): Promise<EarlyEndAnswer> {
    return this.reads.run(ctx, async ({ db }) => {
      const { episode, state } = await findCase(db, caseRef);
      const asked = await lastEarlyEnd(db, caseRef);
      if (asked?.episode === episode && asked.state !== 'LAPSED')
        return { ...factsOf(caseRef, asked.ending, ctx.actor), state: asked.state, ...peopleOf(asked) };
      const ended = state === 'CLOSED' ? await lastEndStep(db, caseRef) : undefined;
      if (!ended) return { ...NOTHING, caseRef };
      return { ...factsOf(caseRef, ended.ending, ctx.actor), state: 'ENDED', askedBy: ended.takenBy, decidedBy: null };
    });
  }

  asked(wish: ListAskedEndsV1, ctx: CallContext): Promise<AskedEndListAnswer> {
    const page = pageOf(wish);
    return this.reads.run(ctx, async ({ db }) => {
      const query = db
        .createQueryBuilder(EarlyEndEntity, 'asked')
        .innerJoin(CaseEntity, 'kase', 'kase.id = asked.caseRef AND kase.episode = asked.episode')
        .where(`asked.state = 'ASKED' AND kase.state <> 'CLOSED'`)
        .orderBy('asked.number', 'DESC')
        .limit(page.limit + 1);
      if (page.below !== null) query.andWhere('asked.number < :below', { below: page.below });
      return paged(await query.getMany(), page, ({ caseRef, ending, askedBy, askedAt }) => ({
        ...{ caseRef, askedBy },
        reason: ending.reason,
        askedAt: askedAt.toISOString(),
      }));
    });
  }
}

const NOTHING = {
  state: 'NONE' as const,
  ...{ reason: null, askedBy: null, decidedBy: null, note: null, safetyCheck: null },
  consequences: [],
};

const peopleOf = ({ askedBy, decidedBy }: EarlyEndEntity) => ({ askedBy, decidedBy });

const factsOf = (caseRef: string, { reason, note, safetyCheck }: EarlyEnd, actor: Actor) => ({
  ...{ caseRef, reason, safetyCheck },
  note: mayReadWords(actor) ? note : null,
  consequences: consequenceWords(reason),
});
