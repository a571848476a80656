import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, EnterHouseholdV1 } from '#libs/contracts';
import { type CallContext, invalid } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { findPerson, insertHousehold } from '../../storage/persons.store';

@Injectable()
export class EnterHouseholdCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ members }: EnterHouseholdV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const known = members.flatMap(({ personRef }) => personRef ?? []);
      refuseTwice(known);
      for (const personRef of known) await findPerson(tx.db, personRef);
      const id = randomUUID();
      await insertHousehold(
        tx.db,
        id,
        members.map(({ personRef = null, age = null, relation, registered, actual, livingApart }) => ({
          personRef,
          age,
          relation,
          registered,
          actual,
          livingApart,
        })),
      );
      return { id, state: 'ENTERED', version: 1 };
    });
  }
}

function refuseTwice(personRefs: readonly string[]): void {
  if (new Set(personRefs).size === personRefs.length) return;
  throw invalid('household.person-twice', 'One person is in the household twice.', [
    { field: 'members', rule: 'personOnce', mend: '同じ本人を二度指定しないでください' },
  ]);
}
