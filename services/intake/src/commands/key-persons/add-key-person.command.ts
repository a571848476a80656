import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, AddKeyPersonV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { insertKeyPerson } from '../../storage/key-persons.store';
import { refuseMerged } from '../../storage/person-merges.store';
import { lockPerson } from '../../storage/persons.store';

@Injectable()
export class AddKeyPersonCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ personRef, phone = null, how = null, ...facts }: AddKeyPersonV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      await lockPerson(tx.db, personRef);
      await refuseMerged(tx.db, personRef);
      const added = { id: randomUUID(), version: 1 };
      const row = { ...added, ...facts, personRef, phone, how, safetyNote: null, endedReason: null };
      await insertKeyPerson(tx.db, row, { event: 'add', actor: ctx.actor, now: tx.now });
      return { ...added, state: 'ADDED' };
    });
  }
}
