import { Injectable } from '@nestjs/common';
import type { Acted, OpenSupportConferenceV1 } from '#libs/contracts';
import { type CallContext, conflict, invalid } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { CONFERENCE, isPledged, type ConferenceKind } from '../../domain/conference';
import { tablesOf } from '../../storage/conference-kinds';
import { bySub, pledgesOf } from '../../storage/conference-members.store';
import { changeSummons, lockAsChair, summonsOf, takeConferenceStep } from '../../storage/conferences.store';

@Injectable()
export class OpenConferenceCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** Whoever has not pledged secrecy is left out, and the others meet; without the chair's pledge nobody does. */
  execute(kind: ConferenceKind, { conferenceId, present }: OpenSupportConferenceV1, ctx: CallContext): Promise<Acted> {
    const of = tablesOf(kind);
    return this.unit.run(ctx, async (tx) => {
      const conference = await lockAsChair(tx.db, of, conferenceId, ctx.actor, ctx.expectedVersion);
      const to = CONFERENCE.next(conference.state, 'open', ctx.actor);
      const called = await summonsOf(tx.db, of, conferenceId);
      const subs = [...new Set([...called.map(({ sub }) => sub), conference.chairSub])];
      refuseUncalled(present ?? [], subs);
      const pledged = bySub(await pledgesOf(tx.db, of, subs));
      if (!isPledged(pledged(conference.chairSub), tx.today))
        throw conflict('conference.chair-not-pledged', 'The chair has not pledged secrecy.');
      const unpledged = subs.filter((sub) => !isPledged(pledged(sub), tx.today));
      for (const summons of called) {
        const leftOut = unpledged.includes(summons.sub);
        const attended = !leftOut && (present ?? subs).includes(summons.sub);
        await changeSummons(tx.db, of, summons, { attended, leftOut });
      }
      const detail = { leftOut: unpledged.length };
      return takeConferenceStep(tx.db, of, conference, { event: 'open', to, actor: ctx.actor, now: tx.now, detail });
    });
  }
}

function refuseUncalled(present: readonly string[], called: readonly string[]): void {
  if (present.every((sub) => called.includes(sub))) return;
  throw invalid('conference.not-called', 'Somebody is named as present who was not called.', [
    { field: 'present', rule: 'called', mend: '招集された構成員だけを指定してください' },
  ]);
}
