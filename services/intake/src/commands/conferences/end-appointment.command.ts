import { Injectable } from '@nestjs/common';
import type { Acted, EndSupportAppointmentV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { checkAppointment, type ConferenceKind } from '../../domain/conference';
import { tablesOf } from '../../storage/conference-kinds';
import { endAppointment, lockMember } from '../../storage/conference-members.store';

@Injectable()
export class EndAppointmentCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** After its last day the member reads nothing more, and stays bound to secrecy. */
  execute(kind: ConferenceKind, { memberId, until }: EndSupportAppointmentV1, ctx: CallContext): Promise<Acted> {
    const of = tablesOf(kind);
    return this.unit.run(ctx, async (tx) => {
      const member = await lockMember(tx.db, of, memberId, ctx.expectedVersion);
      checkAppointment({ appointedFrom: member.appointedFrom, appointedUntil: until });
      const version = await endAppointment(tx.db, of, member, until);
      return { id: memberId, state: 'ENDED', version };
    });
  }
}
