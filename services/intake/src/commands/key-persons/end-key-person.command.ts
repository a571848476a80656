import { Injectable } from '@nestjs/common';
import type { Acted, EndKeyPersonV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { refuseEnded } from '../../domain/key-person';
import { changeKeyPerson, lockKeyPerson } from '../../storage/key-persons.store';

@Injectable()
export class EndKeyPersonCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(input: EndKeyPersonV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const row = await lockKeyPerson(tx.db, input, ctx.expectedVersion);
      refuseEnded(row);
      const by = { event: 'end' as const, actor: ctx.actor, now: tx.now };
      const version = await changeKeyPerson(tx.db, row, { endedReason: input.reason }, by);
      return { id: row.id, state: 'ENDED', version };
    });
  }
}
