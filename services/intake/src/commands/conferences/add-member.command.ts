import { Injectable } from '@nestjs/common';
import type { Acted, AddSupportMemberV1 } from '#libs/contracts';
import { type CallContext, conflict } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { CONFERENCE, isPledged, refuseWhenFull, type ConferenceKind } from '../../domain/conference';
import { tablesOf } from '../../storage/conference-kinds';
import { pledgesOf, requireAppointed } from '../../storage/conference-members.store';
import {
  changeSummons,
  findItem,
  insertSummons,
  lockAsChair,
  summonsOf,
  takeConferenceStep,
} from '../../storage/conferences.store';

@Injectable()
export class AddMemberCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** In session: no more than are needed (reason), and nobody without a pledge. Whoever was left out comes back so. */
  execute(kind: ConferenceKind, input: AddSupportMemberV1, ctx: CallContext): Promise<Acted> {
    const { conferenceId, itemId, sub, reason } = input;
    const of = tablesOf(kind);
    return this.unit.run(ctx, async (tx) => {
      const conference = await lockAsChair(tx.db, of, conferenceId, ctx.actor, ctx.expectedVersion);
      const to = CONFERENCE.next(conference.state, 'addMember', ctx.actor);
      await findItem(tx.db, of, conferenceId, itemId);
      await requireAppointed(tx.db, of, sub, tx.today);
      if (!isPledged(await pledgesOf(tx.db, of, [sub]), tx.today))
        throw conflict('conference-member.not-pledged', 'No pledge of secrecy holds today.');
      const called = (await summonsOf(tx.db, of, conferenceId)).filter((summons) => summons.itemId === itemId);
      const before = called.find((summons) => summons.sub === sub);
      if (before !== undefined && !before.leftOut)
        throw conflict('conference-summons.already', 'This member has been called to the item.');
      refuseWhenFull('summons', called.length);
      if (before) await changeSummons(tx.db, of, before, { attended: true, leftOut: false, reason });
      else await insertSummons(tx.db, of, { conferenceId, itemId, sub, reason, attended: true });
      const step = { event: 'addMember', to, actor: ctx.actor, now: tx.now, detail: { itemId } };
      return takeConferenceStep(tx.db, of, conference, step);
    });
  }
}
