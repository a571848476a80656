import { Injectable } from '@nestjs/common';
import type { Acted, ConcludeSupportConferenceV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { checkConclusions, CONFERENCE, type ConferenceKind } from '../../domain/conference';
import { tablesOf } from '../../storage/conference-kinds';
import { changeItem, itemsOf, lockAsChair, takeConferenceStep } from '../../storage/conferences.store';

@Injectable()
export class ConcludeConferenceCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(
    kind: ConferenceKind,
    { conferenceId, conclusions }: ConcludeSupportConferenceV1,
    ctx: CallContext,
  ): Promise<Acted> {
    const of = tablesOf(kind);
    return this.unit.run(ctx, async (tx) => {
      const conference = await lockAsChair(tx.db, of, conferenceId, ctx.actor, ctx.expectedVersion);
      const to = CONFERENCE.next(conference.state, 'conclude', ctx.actor);
      const items = (await itemsOf(tx.db, of, conferenceId)).filter(({ state }) => state === 'ON');
      checkConclusions(of.kind, items, conclusions);
      for (const item of items) {
        const conclusion = conclusions.find(({ itemId }) => itemId === item.id)?.conclusion ?? null;
        await changeItem(tx.db, of, item, { conclusion });
      }
      const detail = { items: items.length };
      const step = { event: 'conclude', to, actor: ctx.actor, now: tx.now, detail };
      return takeConferenceStep(tx.db, of, conference, step);
    });
  }
}
