import { Injectable } from '@nestjs/common';
import type { CapacityAnswer, SessionCapacityAnswer } from '#libs/contracts';
import { type CallContext, notFound } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import { freeOutOfSystemOf, freePlacesOf, isOverCommitted } from '../domain/ledger';
import { capacityViewOf, liveLedgers, menuVersionOf, overCommitmentOf, sessionOf } from '../domain/ledger-view';
import { requireOwnOrganisation } from '../domain/proposal';
import { findMenu } from '../storage/copies.store';
import { loadLedgers, type StoredLedger } from '../storage/ledger.rows';

/** Counts of places, from the table and not from memory: what is answered here was true at its version. */
@Injectable()
export class CapacityQueries {
  constructor(private readonly reads: ReadScope) {}

  of(menuId: string, ctx: CallContext): Promise<CapacityAnswer> {
    return this.reads.run(ctx, async ({ db }) => {
      const menu = await findMenu(db, menuId);
      const ledgers = await loadLedgers(db, menuId, false);
      if (menu === null && ledgers.length === 0) throw notFound('menu');
      requireOwnOrganisation(ctx.actor, menu?.orgId ?? '', 'menu');
      return answerOf(menuId, ledgers);
    });
  }
}

function answerOf(menuId: string, ledgers: readonly StoredLedger[]): CapacityAnswer {
  const view = capacityViewOf(ledgers);
  const { total, used, held, outOfSystem, reportedAt, unit } = view;
  return {
    menuId,
    total,
    used,
    held,
    free: total === null || used === null ? null : total - used - held,
    outOfSystemFree:
      outOfSystem?.slots == null || outOfSystem.used === null
        ? null
        : outOfSystem.slots - outOfSystem.used - outOfSystem.held,
    reportedAt,
    overCommitted: overCommitmentOf(ledgers) !== null,
    unit,
    sessions: view.sessions === null ? null : liveLedgers(ledgers).map(sessionAnswerOf),
    version: menuVersionOf(ledgers),
  };
}

function sessionAnswerOf({ session, ledger }: StoredLedger): SessionCapacityAnswer {
  const { report, all } = ledger;
  return {
    ...sessionOf(session),
    total: report?.total ?? 0,
    used: (report?.used ?? 0) + all.added - all.freed,
    held: all.held,
    free: freePlacesOf(ledger) ?? 0,
    outOfSystemFree: freeOutOfSystemOf(ledger),
    overCommitted: isOverCommitted(ledger),
    version: ledger.version,
  };
}
