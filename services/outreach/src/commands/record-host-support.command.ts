import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, RecordHostSupportV1 } from '#libs/contracts';
import { type CallContext, invalid } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { findTie, insertHostSupport } from '../storage/follow-up.store';

/** A host was advised or helped. */
@Injectable()
export class RecordHostSupportCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ placementId, kind, on, noteRef }: RecordHostSupportV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async ({ db, today }) => {
      await findTie(db, placementId);
      if (on > today) throw invalid('host-support.future-day', 'The day of the help is still to come.');
      const id = randomUUID();
      await insertHostSupport(db, {
        id,
        placementId,
        kind,
        givenOn: on,
        recordedBy: ctx.actor.sub,
        noteRef: noteRef ?? null,
      });
      return { id, state: 'RECORDED', version: 1 };
    });
  }
}
