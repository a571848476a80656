import { Injectable } from '@nestjs/common';
import type { Acted, ChangeNeedV1 } from '#libs/contracts';
import { type CallContext, conflict } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { isBeforeChoice, needOf } from '../../domain/match-request';
import { lockRequest, moveRequest } from '../../storage/match-request.store';

@Injectable()
export class ChangeNeedCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ matchRequestId, need }: ChangeNeedV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const row = await lockRequest(tx.db, matchRequestId, ctx.expectedVersion);
      if (!isBeforeChoice(row.state)) {
        throw conflict('match-request.need-is-fixed', 'Places are chosen already: search again first.');
      }
      return moveRequest(tx.db, row, row.state, { need: needOf(need) });
    });
  }
}
