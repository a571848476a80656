import { Injectable } from '@nestjs/common';
import type { Acted, JoinHouseholdV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { checkDay, checkMembership, refusePersonTwice, refuseTooMany } from '../../domain/household';
import { addMember, lockHousehold, requireNowhereElse } from '../../storage/households.store';
import { refuseMerged } from '../../storage/person-merges.store';

@Injectable()
export class JoinHouseholdCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ householdId, ...input }: JoinHouseholdV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const locked = await lockHousehold(tx.db, householdId, ctx.expectedVersion);
      const { personRef = null, age = null, apartReason = null } = input;
      const member = { ...input, personRef, age, apartReason };
      checkMembership(member);
      checkDay('joinedOn', member.joinedOn, { today: tx.today, from: null });
      refuseTooMany(locked.members.length);
      refusePersonTwice([...locked.members.map((other) => other.personRef), personRef].flatMap((ref) => ref ?? []));
      await requireNowhereElse(tx.db, member, null);
      if (personRef !== null) await refuseMerged(tx.db, personRef);
      const { id, version } = await addMember(tx.db, locked, member, { actor: ctx.actor, now: tx.now });
      return { id, state: 'JOINED', version };
    });
  }
}
