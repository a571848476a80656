import { Injectable } from '@nestjs/common';
import type { Acted, EndDeciderDeputyV1 } from '#libs/contracts';
import { type CallContext, conflict } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { changeDeputy, lockDeputy } from '../../storage/multi-agency.store';

@Injectable()
export class EndDeciderDeputyCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ deputyId }: EndDeciderDeputyV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const deputy = await lockDeputy(tx.db, deputyId, ctx.expectedVersion);
      if (deputy.state === 'ENDED') throw conflict('decider-deputy.ended', 'It has ended already.');
      const version = await changeDeputy(tx.db, deputy, { state: 'ENDED' });
      return { id: deputyId, state: 'ENDED', version };
    });
  }
}
