import { Injectable } from '@nestjs/common';
import type { ItemAnswer, ReadSupportItemV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { isBroken, UnitOfWork } from '#libs/messaging';
import { requireReadable } from '../../storage/conference-access';
import type { ConferenceKind } from '../../domain/conference';
import { tablesOf } from '../../storage/conference-kinds';
import { insertReading, papersOf } from '../../storage/conference-papers.store';
import { findItem } from '../../storage/conferences.store';
import { MultilayeredConferenceItemEntity } from '../../storage/multilayered-conference.entity';
import { watchesOfItem } from '../../storage/watches.store';

@Injectable()
export class ReadItemCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** Reading words leaves a trace: who, which item, when. */
  execute(kind: ConferenceKind, input: ReadSupportItemV1, ctx: CallContext): Promise<ItemAnswer> {
    const of = tablesOf(kind);
    return this.unit.run(ctx, async (tx) => {
      const sight = { of, actor: ctx.actor, today: tx.today };
      const item = isBroken('NO_SUMMONS')
        ? await findItem(tx.db, of, input.conferenceId, input.itemId)
        : (await requireReadable(tx.db, sight, input)).item;
      await insertReading(tx.db, of, { itemId: item.id, sub: ctx.actor.sub, readAt: tx.now });
      const { planId, topic } = item instanceof MultilayeredConferenceItemEntity ? item : { planId: null, topic: null };
      const watches = of.kind === 'support' ? await watchesOfItem(tx.db, item.id) : [];
      return {
        conferenceId: item.conferenceId,
        itemId: item.id,
        kind: item.kind,
        caseRef: item.caseRef,
        planId,
        topic,
        conclusion: item.conclusion,
        papers: (await papersOf(tx.db, of, item.id)).map(({ id, writtenAt, ...paper }) => ({
          paperId: id,
          kind: paper.kind,
          words: paper.words,
          writtenBy: paper.writtenBy,
          writtenAt: writtenAt.toISOString(),
          originShareId: paper.originShareId ?? null,
        })),
        watches: watches.map(({ event, words, keptItems, reviewOn, disposalOn }) => ({
          ...{ event, words, keptItems: [...keptItems], reviewOn, disposalOn },
        })),
      };
    });
  }
}
