import { Injectable } from '@nestjs/common';
import type { CapacityAnswer } from '#libs/contracts';
import { type CallContext, notFound } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import { capacityViewOf, freeOutOfSystemOf, freePlacesOf } from '../domain/ledger';
import { requireOwnOrganisation } from '../domain/proposal';
import { findMenu } from '../storage/copies.store';
import { loadLedger } from '../storage/ledger.rows';

/** Counts of places, from the table and not from memory: what is answered here was true at its version. */
@Injectable()
export class CapacityQueries {
  constructor(private readonly reads: ReadScope) {}

  of(menuId: string, ctx: CallContext): Promise<CapacityAnswer> {
    return this.reads.run(ctx, async ({ db }) => {
      const menu = await findMenu(db, menuId);
      const { ledger } = await loadLedger(db, menuId, false);
      if (menu === null && ledger.version === 0) throw notFound('menu');
      requireOwnOrganisation(ctx.actor, menu?.orgId ?? '', 'menu');
      const { total, used, held, reportedAt, overCommitted } = capacityViewOf(ledger);
      return {
        menuId,
        total,
        used,
        held,
        free: freePlacesOf(ledger),
        outOfSystemFree: freeOutOfSystemOf(ledger),
        reportedAt,
        overCommitted,
        version: ledger.version,
      };
    });
  }
}
