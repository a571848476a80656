import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, GiveAdviceV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { refuseToNobody } from '../../domain/learning';
import { insertAdvice } from '../../storage/advice.store';
import { findCase } from '../../storage/cases.store';
import { requireDesk } from '../../storage/desks.store';

@Injectable()
export class GiveAdviceCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ caseRef, deskId, toSub, words }: GiveAdviceV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      refuseToNobody([caseRef, deskId, toSub]);
      if (caseRef !== undefined) await findCase(tx.db, caseRef);
      if (deskId !== undefined) await requireDesk(tx.db, deskId);
      const id = randomUUID();
      await insertAdvice(tx.db, {
        ...{ id, caseRef: caseRef ?? null, deskId: deskId ?? null, toSub: toSub ?? null, words },
        ...{ givenBy: ctx.actor.sub, givenAt: tx.now },
      });
      return { id, state: 'GIVEN', version: 1 };
    });
  }
}
