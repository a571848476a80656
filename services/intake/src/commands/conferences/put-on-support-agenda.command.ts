import { Injectable } from '@nestjs/common';
import type { Acted, PutOnSupportAgendaV1 } from '#libs/contracts';
import { type CallContext, conflict } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { refuseWhenFull } from '../../domain/conference';
import { findCase } from '../../storage/cases.store';
import { SUPPORT } from '../../storage/conference-kinds';
import { insertItem, itemsOf, lockForAgenda } from '../../storage/conferences.store';
import type { SupportConferenceItemEntity } from '../../storage/support-conference.entity';

@Injectable()
export class PutOnSupportAgendaCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** Nobody is asked for consent (106条の6); who is called decides who will read it. */
  execute({ conferenceId, kind, caseRef }: PutOnSupportAgendaV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const conference = await lockForAgenda(tx.db, SUPPORT, conferenceId, ctx.actor);
      const { personRef } = await findCase(tx.db, caseRef);
      const items = await itemsOf(tx.db, SUPPORT, conferenceId);
      refuseWhenFull('items', items.length);
      if (items.some((item) => item.caseRef === caseRef && item.kind === kind)) throw alreadyThere();
      const about = { kind, caseRef, personRef, proposedBy: ctx.actor.sub, proposedAt: tx.now };
      const id = await insertItem<SupportConferenceItemEntity>(tx.db, SUPPORT, conference, about);
      return { id, state: 'ON', version: 1 };
    });
  }
}

const alreadyThere = () => conflict('conference-item.already-there', 'The case is on this agenda already.');
