import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { HoldAnswer, ReserveHoldV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { isBroken, UnitOfWork } from '#libs/messaging';
import { heldFrom } from '../../domain/proposal';
import { reserveHold, reserveNaively } from '../../storage/ledger.store';

@Injectable()
export class ReserveHoldCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ menuId, reservationId, outOfSystem, days }: ReserveHoldV1, ctx: CallContext): Promise<HoldAnswer> {
    return this.unit.run(ctx, async (tx) => {
      const expiresAt = heldFrom(tx.now, days);
      const wish = { menuId, reservationId, outOfSystem, holdId: randomUUID(), now: tx.now, expiresAt };
      const answer = await (isBroken('NAIVE_RESERVE') ? reserveNaively(tx.db, wish) : reserveHold(tx.db, wish));
      if (answer.granted) tx.wakeReplicas();
      return answer;
    });
  }
}
