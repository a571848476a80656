import { Injectable } from '@nestjs/common';
import type { Acted, LinkHouseholdMemberV1 } from '#libs/contracts';
import { type CallContext, conflict } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { refusePersonTwice } from '../../domain/household';
import { changeMember, lockHousehold, memberOf, requireNowhereElse } from '../../storage/households.store';
import { refuseMerged } from '../../storage/person-merges.store';

@Injectable()
export class LinkHouseholdMemberCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** The age that others told stays on record; the person's own birth date is read from the person. */
  execute({ householdId, memberId, personRef }: LinkHouseholdMemberV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const locked = await lockHousehold(tx.db, householdId, ctx.expectedVersion);
      const member = await memberOf(tx.db, locked, memberId);
      if (member.personRef !== null)
        throw conflict('household.member-known', 'The member is a person of ours already.');
      refusePersonTwice([...locked.members.flatMap((other) => other.personRef ?? []), personRef]);
      await requireNowhereElse(tx.db, { ...member, personRef }, memberId);
      await refuseMerged(tx.db, personRef);
      const by = { actor: ctx.actor, now: tx.now };
      const version = await changeMember(tx.db, locked, member, { personRef, change: 'linked' }, by);
      return { id: memberId, state: 'LINKED', version };
    });
  }
}
