import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, RecordAbsenceV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { refuseOthersAbsence } from '../../domain/access';
import { refuseBackwardDays } from '../../domain/centre';
import { insertAbsence } from '../../storage/centres.store';

@Injectable()
export class RecordAbsenceCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ sub, fromDay, untilDay }: RecordAbsenceV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      refuseOthersAbsence(ctx.actor, sub);
      refuseBackwardDays(fromDay, untilDay, 'absence.backwards');
      const id = randomUUID();
      await insertAbsence(tx.db, { id, sub, fromDay, untilDay });
      return { id, state: 'RECORDED', version: 1 };
    });
  }
}
