import { Injectable } from '@nestjs/common';
import type { Acted } from '#libs/contracts';
import { type CallContext, notFound } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { MATCH_REQUEST } from '../../domain/match-request';
import { findMenu } from '../../storage/copies.store';
import { lockRequest, moveRequest } from '../../storage/match-request.store';

/** Back to SEARCHING: after another look at the conditions, with a menu that was developed, or when parking is over. */
@Injectable()
export class ResumeSearchCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(
    { matchRequestId, menuId }: { readonly matchRequestId: string; readonly menuId?: string },
    ctx: CallContext,
    event: 'searchAgain' | 'resourceDeveloped' | 'unpark',
  ): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const row = await lockRequest(tx.db, matchRequestId, ctx.expectedVersion);
      const state = MATCH_REQUEST.next(row.state, event, ctx.actor);
      if (menuId !== undefined && (await findMenu(tx.db, menuId)) === null) throw notFound('menu');
      const developed = menuId === undefined ? {} : { developedMenuId: menuId };
      return moveRequest(tx.db, row, state, { ...developed, parkedUntil: null });
    });
  }
}
