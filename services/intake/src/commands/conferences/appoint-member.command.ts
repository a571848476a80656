import { Injectable } from '@nestjs/common';
import type { Acted, AppointSupportMemberV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { checkAppointment, type ConferenceKind } from '../../domain/conference';
import { tablesOf } from '../../storage/conference-kinds';
import { insertMember } from '../../storage/conference-members.store';
import { requireDesks } from '../../storage/desks.store';

@Injectable()
export class AppointMemberCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(kind: ConferenceKind, input: AppointSupportMemberV1, ctx: CallContext): Promise<Acted> {
    const { sub, deskId = null, from: appointedFrom, until: appointedUntil = null } = input;
    const of = tablesOf(kind);
    return this.unit.run(ctx, async (tx) => {
      checkAppointment({ appointedFrom, appointedUntil });
      if (deskId !== null) await requireDesks(tx.db, [deskId]);
      const id = await insertMember(tx.db, of, { sub, deskId, appointedFrom, appointedUntil });
      return { id, state: 'APPOINTED', version: 1 };
    });
  }
}
