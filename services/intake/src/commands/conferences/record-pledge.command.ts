import { Injectable } from '@nestjs/common';
import type { Acted, RecordSupportPledgeV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { checkPledge, goodUntil } from '../../domain/conference-pledge';
import type { ConferenceKind } from '../../domain/conference';
import { tablesOf } from '../../storage/conference-kinds';
import { insertPledge, pledgesOf } from '../../storage/conference-members.store';

@Injectable()
export class RecordPledgeCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(kind: ConferenceKind, input: RecordSupportPledgeV1, ctx: CallContext): Promise<Acted> {
    const { sub, method, givenOn, heardBy = null, reason = null } = input;
    const of = tablesOf(kind);
    return this.unit.run(ctx, async (tx) => {
      const earlier = await pledgesOf(tx.db, of, [sub]);
      checkPledge({ sub, method, givenOn, heardBy, reason }, earlier, tx.today);
      const id = await insertPledge(tx.db, of, {
        ...{ sub, method, givenOn, goodUntil: goodUntil(method, givenOn), heardBy, reason },
        ...{ recordedBy: ctx.actor.sub, recordedAt: tx.now },
      });
      return { id, state: 'PLEDGED', version: 1 };
    });
  }
}
