import { Injectable } from '@nestjs/common';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { BlindIndex } from '../../storage/blind-index';
import { saveKeys } from '../../storage/person-keys.store';
import { lockPerson } from '../../storage/persons.store';

@Injectable()
export class RemakeKeysCommand {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly index: BlindIndex,
  ) {}

  /** After the service's secret was changed: makes what a person is found by anew. The record itself stays as it is. */
  execute({ personRef }: { readonly personRef: string }, ctx: CallContext): Promise<void> {
    return this.unit.run(ctx, async (tx) => {
      const person = await lockPerson(tx.db, personRef);
      await saveKeys(tx.db, this.index, ctx.tenant, person);
    });
  }
}
