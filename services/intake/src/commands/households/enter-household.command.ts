import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, EnterHouseholdV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { checkMembership, refusePersonTwice } from '../../domain/household';
import { insertHousehold, requireNowhereElse } from '../../storage/households.store';
import { refuseMerged } from '../../storage/person-merges.store';

@Injectable()
export class EnterHouseholdCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ members }: EnterHouseholdV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const known = members.flatMap(({ personRef }) => personRef ?? []);
      refusePersonTwice(known);
      const entered = members.map(({ personRef, age, apartReason, relation, registered, actual, livingApart }) => ({
        ...{ personRef: personRef ?? null, age: age ?? null, apartReason: apartReason ?? null },
        ...{ relation, registered, actual, livingApart, joinedOn: tx.today },
      }));
      entered.forEach(checkMembership);
      // In the order of their ids everywhere, so that two households never wait for each other.
      const inOrder = [...entered].sort((one, other) => ((one.personRef ?? '') < (other.personRef ?? '') ? -1 : 1));
      for (const member of inOrder) await requireNowhereElse(tx.db, member, null);
      for (const personRef of known) await refuseMerged(tx.db, personRef);
      const id = randomUUID();
      await insertHousehold(tx.db, id, entered, { actor: ctx.actor, now: tx.now });
      return { id, state: 'ENTERED', version: 1 };
    });
  }
}
