import { Injectable } from '@nestjs/common';
import type { Acted, LeaveHouseholdV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { checkDay } from '../../domain/household';
import { changeMember, endCaresOf, lockHousehold, memberOf } from '../../storage/households.store';

@Injectable()
export class LeaveHouseholdCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** The row stays: who was of the household on which day is read from it. */
  execute({ householdId, memberId, leftOn, reason }: LeaveHouseholdV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const locked = await lockHousehold(tx.db, householdId, ctx.expectedVersion);
      const member = await memberOf(tx.db, locked, memberId);
      checkDay('leftOn', leftOn, { today: tx.today, from: member.joinedOn });
      const by = { actor: ctx.actor, now: tx.now };
      const left = { leftOn, leftReason: reason, change: 'left' as const };
      const version = await changeMember(tx.db, locked, member, left, by);
      await endCaresOf(tx.db, memberId, leftOn);
      return { id: memberId, state: 'LEFT', version };
    });
  }
}
