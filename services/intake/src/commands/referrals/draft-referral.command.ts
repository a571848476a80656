import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, DraftReferralV1 } from '#libs/contracts';
import { type CallContext, conflict } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { requireOwnDesk } from '../../domain/desk';
import { refuseReferralIn, refuseWhereClosed, worksAt } from '../../domain/referral';
import { lockCase } from '../../storage/cases.store';
import { holdDesk, requireDesk } from '../../storage/desks.store';
import { insertReferral } from '../../storage/referrals.store';

@Injectable()
export class DraftReferralCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(input: DraftReferralV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const { personRef, state } = await lockCase(tx.db, input.caseRef, ctx.expectedVersion);
      refuseReferralIn(state);
      if (personRef === null) throw conflict('case.person-missing', 'Say first whom the case is about.');
      await holdDesk(tx.db, input.fromDeskId);
      const desk = await requireDesk(tx.db, input.fromDeskId, 'fromDeskId');
      requireOwnDesk(worksAt(desk, ctx.actor));
      refuseWhereClosed(desk);
      const drafted = { id: randomUUID(), state: 'DRAFT', version: 1 };
      const sheet = { ...input, ...drafted, personRef, draftedBy: ctx.actor.sub, draftedAt: tx.now };
      await insertReferral(tx.db, { ...sheet, ...NEVER_SENT, stateSince: tx.now }, ctx.actor);
      return drafted;
    });
  }
}

const NEVER_SENT = {
  toDeskId: null,
  basis: null,
  shareId: null,
  sendings: 0,
  returns: 0,
  remindAt: null,
  overdueAt: null,
};
