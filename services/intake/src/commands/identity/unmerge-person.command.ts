import { Injectable } from '@nestjs/common';
import { type Acted, MatchingProfileChangedV1, PersonUnmergedV1, type UnmergePersonV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { countUpProfiles, groupOf, lockMerge, undoMerge } from '../../storage/person-merges.store';
import { lockPerson } from '../../storage/persons.store';

@Injectable()
export class UnmergePersonCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** Whatever was written meanwhile is on the record it was written for, and stays there. */
  execute({ mergeId, reason }: UnmergePersonV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const merge = await lockMerge(tx.db, mergeId, ctx.expectedVersion);
      const { personRef, intoRef } = merge;
      for (const ref of [personRef, intoRef].sort()) await lockPerson(tx.db, ref);
      const before = [await groupOf(tx.db, personRef)];
      const undone = { undoneReason: reason, undoneBy: ctx.actor.sub, undoneAt: tx.now };
      const version = await undoMerge(tx.db, merge, undone);
      const after = [await groupOf(tx.db, personRef), await groupOf(tx.db, intoRef)];
      for (const changed of await countUpProfiles(tx.db, before, after)) {
        await tx.publish(MatchingProfileChangedV1, changed);
      }
      await tx.publish(PersonUnmergedV1, { personRef, intoRef, version });
      return { id: mergeId, state: 'UNDONE', version };
    });
  }
}
