import { Injectable } from '@nestjs/common';
import type { Acted, WriteSupportPaperV1 } from '#libs/contracts';
import { type CallContext, notFound } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { type ConferenceKind, refuseWordsIn } from '../../domain/conference';
import { isReadable } from '../../storage/conference-access';
import { tablesOf } from '../../storage/conference-kinds';
import { insertPaper } from '../../storage/conference-papers.store';
import { findItem, lockConference } from '../../storage/conferences.store';

@Injectable()
export class WritePaperCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** Whoever may read the item, and before it is convened who proposed it and the chair. */
  execute(which: ConferenceKind, input: WriteSupportPaperV1, ctx: CallContext): Promise<Acted> {
    const { conferenceId, itemId, kind, words } = input;
    const of = tablesOf(which);
    return this.unit.run(ctx, async (tx) => {
      const item = await findItem(tx.db, of, conferenceId, itemId);
      const conference = await lockConference(tx.db, of, conferenceId);
      const own = [item.proposedBy, conference.chairSub].includes(ctx.actor.sub) && conference.state === 'PLANNED';
      const sight = { of, actor: ctx.actor, today: tx.today };
      if (!own && !(await isReadable(tx.db, sight, { conference, item }))) throw notFound('conference-item');
      refuseWordsIn(conference.state, kind);
      const paper = { itemId, kind, words, writtenBy: ctx.actor.sub, writtenAt: tx.now };
      return { id: await insertPaper(tx.db, of, paper), state: 'WRITTEN', version: 1 };
    });
  }
}
