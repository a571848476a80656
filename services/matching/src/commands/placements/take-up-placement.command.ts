import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted } from '#libs/contracts';
import { type CallContext, conflict } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { hasStopped } from '../../domain/menu-facts';
import { PLACEMENT } from '../../domain/placement';
import { noPlace } from '../../domain/proposal';
import { findMenu } from '../../storage/copies.store';
import { chooseSession } from '../../storage/ledger-session.store';
import { takePlace } from '../../storage/ledger.store';
import { lockPlacement, movePlacement } from '../../storage/placement.store';

/** Goes on after a pause, or comes back after the end; a place that was given back is taken again or there is none. */
@Injectable()
export class TakeUpPlacementCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(
    { placementId }: { readonly placementId: string },
    ctx: CallContext,
    event: 'resume' | 'return',
  ): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const row = await lockPlacement(tx.db, placementId, ctx.expectedVersion);
      const state = PLACEMENT.next(row.state, event, ctx.actor);
      const menu = await findMenu(tx.db, row.menuId);
      if (menu !== null && hasStopped(menu)) throw conflict('placement.place-stopped', 'This place is closed.');
      const again = event === 'return' ? { startedOn: null, endedOn: null, adjustedOn: null } : {};
      const clean = { ...again, reasonCode: null, reviewOn: null };
      if (row.openPlace || row.placeId !== null) return movePlacement(tx.db, row, state, clean);
      const placeId = randomUUID();
      const taking = { menuId: row.menuId, placementId, placeId, now: tx.now };
      const { party, outOfSystem } = row;
      const session = await chooseSession(tx.db, row);
      const taken = await takePlace(tx.db, taking, { party, outOfSystem, session });
      if (taken.reason !== null) throw noPlace('placement', taken.reason, taken.version);
      tx.wakeReplicas();
      return movePlacement(tx.db, row, state, { ...clean, placeId, session });
    });
  }
}
