import { Injectable } from '@nestjs/common';
import type { Acted, ChangeHouseholdMemberV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { checkMembership } from '../../domain/household';
import { changeMember, lockHousehold, memberOf, requireNowhereElse } from '../../storage/households.store';

@Injectable()
export class ChangeHouseholdMemberCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ householdId, memberId, ...input }: ChangeHouseholdMemberV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const locked = await lockHousehold(tx.db, householdId, ctx.expectedVersion);
      const member = await memberOf(tx.db, locked, memberId);
      const facts = { ...input, age: input.age ?? null, apartReason: input.apartReason ?? null };
      checkMembership(facts);
      await requireNowhereElse(tx.db, { ...facts, personRef: member.personRef }, memberId);
      const by = { actor: ctx.actor, now: tx.now };
      const version = await changeMember(tx.db, locked, member, { ...facts, change: 'changed' }, by);
      return { id: memberId, state: 'CHANGED', version };
    });
  }
}
