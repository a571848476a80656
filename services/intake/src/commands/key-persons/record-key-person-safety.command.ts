import { Injectable } from '@nestjs/common';
import type { Acted, RecordKeyPersonSafetyV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { changeKeyPerson, lockKeyPerson } from '../../storage/key-persons.store';

@Injectable()
export class RecordKeyPersonSafetyCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(input: RecordKeyPersonSafetyV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const row = await lockKeyPerson(tx.db, input, ctx.expectedVersion);
      const by = { event: 'recordSafety' as const, actor: ctx.actor, now: tx.now };
      const version = await changeKeyPerson(tx.db, row, { safetyNote: input.safetyNote ?? null }, by);
      return { id: row.id, state: 'RECORDED', version };
    });
  }
}
