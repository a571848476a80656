import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, PlanSupportConferenceV1 } from '#libs/contracts';
import { type CallContext, invalid } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { requireAppointed } from '../../storage/conference-members.store';
import type { ConferenceKind } from '../../domain/conference';
import { tablesOf } from '../../storage/conference-kinds';
import { insertConference } from '../../storage/conferences.store';

@Injectable()
export class PlanConferenceCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(kind: ConferenceKind, { heldOn, chairSub }: PlanSupportConferenceV1, ctx: CallContext): Promise<Acted> {
    const of = tablesOf(kind);
    return this.unit.run(ctx, async (tx) => {
      if (heldOn < tx.today) throw dayOver();
      await requireAppointed(tx.db, of, chairSub, heldOn);
      const id = randomUUID();
      const planned = { id, version: 1, state: 'PLANNED', heldOn, chairSub, plannedBy: ctx.actor.sub };
      await insertConference(tx.db, of, planned, { actor: ctx.actor, now: tx.now });
      return { id, state: 'PLANNED', version: 1 };
    });
  }
}

const dayOver = () =>
  invalid('conference.day-over', 'A conference is planned for today or later.', [
    { field: 'heldOn', rule: 'notInPast', mend: '今日以降の日付を指定してください' },
  ]);
