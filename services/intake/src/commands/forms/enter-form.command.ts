import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, EnterFormV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { refuseBeginningInPast } from '../../domain/forms/codes';
import { checkDefinition, listsOf } from '../../domain/forms/form';
import type { FormDefinition } from '../../domain/forms/form-types';
import { codeListsOn, insertFormEdition } from '../../storage/forms.store';

@Injectable()
export class EnterFormCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ kind, validFrom, ...form }: EnterFormV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const definition = form as FormDefinition;
      refuseBeginningInPast(validFrom, tx.today);
      checkDefinition(definition, await codeListsOn(tx.db, listsOf(definition), validFrom));
      const id = randomUUID();
      const entered = { enteredBy: ctx.actor.sub, enteredAt: tx.now };
      await insertFormEdition(tx.db, { id, kind, validFrom, definition, ...entered });
      return { id, state: 'ENTERED', version: 1 };
    });
  }
}
