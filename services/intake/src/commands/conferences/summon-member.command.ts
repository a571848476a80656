import { Injectable } from '@nestjs/common';
import type { Acted, SummonToSupportItemV1 } from '#libs/contracts';
import { type CallContext, conflict } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { refuseWhenFull, type ConferenceKind } from '../../domain/conference';
import { tablesOf } from '../../storage/conference-kinds';
import { requireAppointed } from '../../storage/conference-members.store';
import { findItem, insertSummons, lockAsChair, summonsOf } from '../../storage/conferences.store';

@Injectable()
export class SummonMemberCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** Before the conference opens; in session a reason is needed (AddMemberCommand). */
  execute(kind: ConferenceKind, input: SummonToSupportItemV1, ctx: CallContext): Promise<Acted> {
    const { conferenceId, itemId, sub } = input;
    const of = tablesOf(kind);
    return this.unit.run(ctx, async (tx) => {
      const conference = await lockAsChair(tx.db, of, conferenceId, ctx.actor);
      if (!['PLANNED', 'CONVENED'].includes(conference.state))
        throw conflict('conference.not-now', `Nobody is called in state ${conference.state}.`);
      await findItem(tx.db, of, conferenceId, itemId);
      await requireAppointed(tx.db, of, sub, conference.heldOn);
      const called = (await summonsOf(tx.db, of, conferenceId)).filter((summons) => summons.itemId === itemId);
      if (called.some((summons) => summons.sub === sub))
        throw conflict('conference-summons.already', 'This member has been called to the item.');
      refuseWhenFull('summons', called.length);
      return { id: await insertSummons(tx.db, of, { conferenceId, itemId, sub }), state: 'SUMMONED', version: 1 };
    });
  }
}
