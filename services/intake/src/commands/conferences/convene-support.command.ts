import { Injectable } from '@nestjs/common';
import type { Acted, ConveneSupportConferenceV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { CONFERENCE, refuseUncalledItems } from '../../domain/conference';
import { SUPPORT } from '../../storage/conference-kinds';
import { itemsOf, lockAsChair, summonsOf, takeConferenceStep } from '../../storage/conferences.store';

@Injectable()
export class ConveneSupportCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** Ground and necessity stand in the place of consent (106条の6). */
  execute({ conferenceId, ...grounds }: ConveneSupportConferenceV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const conference = await lockAsChair(tx.db, SUPPORT, conferenceId, ctx.actor, ctx.expectedVersion);
      const to = CONFERENCE.next(conference.state, 'convene', ctx.actor);
      const items = await itemsOf(tx.db, SUPPORT, conferenceId);
      refuseUncalledItems(items, await summonsOf(tx.db, SUPPORT, conferenceId), conference.chairSub);
      const detail = { ground: grounds.ground };
      const step = { event: 'convene', to, actor: ctx.actor, now: tx.now, detail };
      return takeConferenceStep(tx.db, SUPPORT, conference, step, grounds);
    });
  }
}
