import { Injectable } from '@nestjs/common';
import type { Acted, ChangeAbsenceV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { refuseOthersAbsence } from '../../domain/access';
import { refuseBackwardDays } from '../../domain/centre';
import { changeAbsence, lockAbsence } from '../../storage/centres.store';

@Injectable()
export class ChangeAbsenceCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ absenceId, untilDay }: ChangeAbsenceV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const absence = await lockAbsence(tx.db, absenceId, ctx.expectedVersion);
      refuseOthersAbsence(ctx.actor, absence.sub);
      refuseBackwardDays(absence.fromDay, untilDay, 'absence.backwards');
      const version = await changeAbsence(tx.db, absence, untilDay);
      return { id: absence.id, state: 'RECORDED', version };
    });
  }
}
