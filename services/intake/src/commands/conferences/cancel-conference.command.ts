import { Injectable } from '@nestjs/common';
import type { Acted, CancelSupportConferenceV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { CONFERENCE, type ConferenceKind } from '../../domain/conference';
import { tablesOf } from '../../storage/conference-kinds';
import { lockAsChair, takeConferenceStep } from '../../storage/conferences.store';

@Injectable()
export class CancelConferenceCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** The words stay, and from now on nobody reads them. */
  execute(kind: ConferenceKind, { conferenceId, reason }: CancelSupportConferenceV1, ctx: CallContext): Promise<Acted> {
    const of = tablesOf(kind);
    return this.unit.run(ctx, async (tx) => {
      const conference = await lockAsChair(tx.db, of, conferenceId, ctx.actor, ctx.expectedVersion);
      const to = CONFERENCE.next(conference.state, 'cancel', ctx.actor);
      const step = { event: 'cancel', to, actor: ctx.actor, now: tx.now, detail: { reason } };
      return takeConferenceStep(tx.db, of, conference, step);
    });
  }
}
