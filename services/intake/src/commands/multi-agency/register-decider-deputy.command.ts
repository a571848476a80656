import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, RegisterDeciderDeputyV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { checkDeputy } from '../../domain/support-plan';
import { insertDeputy } from '../../storage/multi-agency.store';

@Injectable()
export class RegisterDeciderDeputyCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ deputySub, from, until, reason }: RegisterDeciderDeputyV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      checkDeputy({ deputySub, from, until }, { actorSub: ctx.actor.sub, today: tx.today });
      const registered = { id: randomUUID(), state: 'REGISTERED' as const, version: 1 };
      const who = { registeredBy: ctx.actor.sub, registeredAt: tx.now };
      await insertDeputy(tx.db, { ...registered, deputySub, fromDay: from, untilDay: until, reason, ...who });
      return registered;
    });
  }
}
