import { Injectable } from '@nestjs/common';
import { type Acted, MatchingProfileChangedV1, type RecordSafetyV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { countUpProfiles, groupOf } from '../../storage/person-merges.store';
import { changePerson, lockPerson } from '../../storage/persons.store';

@Injectable()
export class RecordSafetyCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** The event says that something changed, not what: the facts leave intake only in a matching profile. */
  execute({ personRef, ...safety }: RecordSafetyV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const person = await lockPerson(tx.db, personRef, ctx.expectedVersion);
      const before = [await groupOf(tx.db, personRef)];
      const { version, profileVersion } = await changePerson(tx.db, person, { safety });
      await tx.publish(MatchingProfileChangedV1, { personRef, version: profileVersion });
      // What is known on one record counts for the others of the same human.
      const after = [await groupOf(tx.db, personRef)];
      for (const changed of await countUpProfiles(tx.db, before, after, personRef)) {
        await tx.publish(MatchingProfileChangedV1, changed);
      }
      return { id: personRef, state: 'RECORDED', version };
    });
  }
}
