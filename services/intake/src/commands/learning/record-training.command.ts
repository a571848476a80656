import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, RecordTrainingV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { checkTraining } from '../../domain/learning';
import { insertTraining } from '../../storage/advice.store';

@Injectable()
export class RecordTrainingCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ participantSubs = [], ...training }: RecordTrainingV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      checkTraining(training.heldOn, training.participants, participantSubs.length, tx.today);
      const id = randomUUID();
      const recorded = { recordedBy: ctx.actor.sub, recordedAt: tx.now };
      await insertTraining(tx.db, { id, ...training, participantSubs, ...recorded });
      return { id, state: 'RECORDED', version: 1 };
    });
  }
}
