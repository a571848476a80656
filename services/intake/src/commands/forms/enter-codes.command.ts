import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, EnterCodesV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { refuseBeginningInPast, refuseChangeOfFixed, refuseTwice } from '../../domain/forms/codes';
import { insertCodeEdition } from '../../storage/forms.store';

@Injectable()
export class EnterCodesCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ list, validFrom, entries }: EnterCodesV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      refuseBeginningInPast(validFrom, tx.today);
      refuseTwice(entries);
      refuseChangeOfFixed(list, entries);
      const id = randomUUID();
      const entered = { enteredBy: ctx.actor.sub, enteredAt: tx.now };
      await insertCodeEdition(tx.db, { id, list, validFrom, entries, ...entered });
      return { id, state: 'ENTERED', version: 1 };
    });
  }
}
