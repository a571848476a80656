import { Injectable } from '@nestjs/common';
import type { Acted, ChangeKeyPersonV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { refuseEnded } from '../../domain/key-person';
import { changeKeyPerson, lockKeyPerson } from '../../storage/key-persons.store';

@Injectable()
export class ChangeKeyPersonCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** The safety note is not among the facts: whoever may not read it cannot replace it either. */
  execute(input: ChangeKeyPersonV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const { keyPersonId, personRef: _, phone = null, how = null, ...facts } = input;
      const row = await lockKeyPerson(tx.db, input, ctx.expectedVersion);
      refuseEnded(row);
      const by = { event: 'change' as const, actor: ctx.actor, now: tx.now };
      const version = await changeKeyPerson(tx.db, row, { ...facts, phone, how }, by);
      return { id: keyPersonId, state: 'CHANGED', version };
    });
  }
}
