import { Injectable } from '@nestjs/common';
import type { Acted, ConveneMultilayeredConferenceV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { type Tx, UnitOfWork } from '#libs/messaging';
import { CONFERENCE, refuseUncalledItems } from '../../domain/conference';
import { isConsented } from '../../storage/conference-access';
import { MULTILAYERED } from '../../storage/conference-kinds';
import type { ConferenceItemRow } from '../../storage/conference.rows';
import { changeItem, itemsOf, lockAsChair, summonsOf, takeConferenceStep } from '../../storage/conferences.store';

@Injectable()
export class ConveneMultilayeredCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** L02: who has not consented at this moment leaves the agenda; the meeting stays, even with nothing left on it. */
  execute({ conferenceId }: ConveneMultilayeredConferenceV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const conference = await lockAsChair(tx.db, MULTILAYERED, conferenceId, ctx.actor, ctx.expectedVersion);
      const to = CONFERENCE.next(conference.state, 'convene', ctx.actor);
      const items = await itemsOf(tx.db, MULTILAYERED, conferenceId);
      refuseUncalledItems(items, await summonsOf(tx.db, MULTILAYERED, conferenceId), conference.chairSub);
      const left = await takeOffUnconsented(tx, items);
      const step = { event: 'convene', to, actor: ctx.actor, now: tx.now, detail: { left } };
      return takeConferenceStep(tx.db, MULTILAYERED, conference, step);
    });
  }
}

/** Items that leave the agenda, by id. */
async function takeOffUnconsented({ db, today }: Tx, items: readonly ConferenceItemRow[]): Promise<readonly string[]> {
  const left: string[] = [];
  for (const item of items.filter(({ state }) => state === 'ON')) {
    if (await isConsented(db, item.personRef, today)) continue;
    await changeItem(db, MULTILAYERED, item, { state: 'LEFT', leftReason: 'consent_missing' });
    left.push(item.id);
  }
  return left;
}
