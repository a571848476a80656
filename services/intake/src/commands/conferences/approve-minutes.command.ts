import { Injectable } from '@nestjs/common';
import type { Acted, ApproveSupportMinutesV1 } from '#libs/contracts';
import { type CallContext, conflict, notFound } from '#libs/kernel';
import { type Tx, UnitOfWork } from '#libs/messaging';
import { CONFERENCE, type ConferenceKind } from '../../domain/conference';
import { isReadable } from '../../storage/conference-access';
import { type ConferenceTables, tablesOf } from '../../storage/conference-kinds';
import { papersOf } from '../../storage/conference-papers.store';
import type { ConferenceItemRow, ConferenceRow } from '../../storage/conference.rows';
import { itemsOf, lockConference, takeConferenceStep } from '../../storage/conferences.store';

@Injectable()
export class ApproveMinutesCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** By the chair, or by whoever may read every item: nobody approves what he may not see. */
  execute(kind: ConferenceKind, { conferenceId }: ApproveSupportMinutesV1, ctx: CallContext): Promise<Acted> {
    const of = tablesOf(kind);
    return this.unit.run(ctx, async (tx) => {
      const conference = await lockConference(tx.db, of, conferenceId);
      const items = (await itemsOf(tx.db, of, conferenceId)).filter(({ state }) => state === 'ON');
      await requireSight(tx, of, ctx, conference, items);
      if (ctx.expectedVersion !== undefined) await lockConference(tx.db, of, conferenceId, ctx.expectedVersion);
      const to = CONFERENCE.next(conference.state, 'approveMinutes', ctx.actor);
      for (const { id } of items) {
        if ((await papersOf(tx.db, of, id)).some(({ kind }) => kind === 'minutes')) continue;
        throw conflict('conference.minutes-missing', 'An item has no minutes.');
      }
      const step = { event: 'approveMinutes', to, actor: ctx.actor, now: tx.now };
      return takeConferenceStep(tx.db, of, conference, step);
    });
  }
}

async function requireSight(
  { db, today }: Tx,
  of: ConferenceTables,
  { actor }: CallContext,
  conference: ConferenceRow,
  items: readonly ConferenceItemRow[],
): Promise<void> {
  if (conference.chairSub === actor.sub) return;
  if (items.length === 0) throw notFound('conference');
  for (const item of items) {
    if (!(await isReadable(db, { of, actor, today }, { conference, item }))) throw notFound('conference');
  }
}
