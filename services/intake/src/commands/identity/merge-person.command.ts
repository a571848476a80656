import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Acted, MatchingProfileChangedV1, type MergePersonV1, PersonMergedV1 } from '#libs/contracts';
import { type CallContext, conflict } from '#libs/kernel';
import { type Tx, UnitOfWork } from '#libs/messaging';
import { refuseDifferingConsent, refuseSame } from '../../domain/merge';
import {
  countUpProfiles,
  groupOf,
  insertMerge,
  momentOf,
  refuseOneHousehold,
  survivorsOf,
} from '../../storage/person-merges.store';
import { lockPerson } from '../../storage/persons.store';

@Injectable()
export class MergePersonCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** One row says it and nothing is rewritten: cases, consents and notes stay with the record they were made for. */
  execute({ personRef, intoRef, reason }: MergePersonV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      refuseSame(personRef, intoRef);
      // In the order of their ids, so that two merges of the same two never wait for each other.
      for (const ref of [personRef, intoRef].sort()) await lockPerson(tx.db, ref);
      await requireStandingAlone(tx, [personRef, intoRef]);
      const before = [await groupOf(tx.db, personRef), await groupOf(tx.db, intoRef)];
      const records = before.flat();
      for (const one of before[0] ?? []) {
        for (const other of before[1] ?? []) await refuseOneHousehold(tx.db, one.person.id, other.person.id);
      }
      refuseDifferingConsent(records.map((own) => ({ consent: own.consent, moment: momentOf(own, tx.today) })));
      const merge = { id: randomUUID(), version: 1, state: 'MERGED' as const, personRef, intoRef, reason };
      const open = { undoneReason: null, undoneBy: null, undoneAt: null };
      await insertMerge(tx.db, { ...merge, ...open, mergedBy: ctx.actor.sub, mergedAt: tx.now });
      for (const changed of await countUpProfiles(tx.db, before, [records])) {
        await tx.publish(MatchingProfileChangedV1, changed);
      }
      await tx.publish(PersonMergedV1, { personRef, intoRef, version: merge.version });
      return { id: merge.id, state: merge.state, version: merge.version };
    });
  }
}

/** A record points to one other at most, and a circle cannot come about: both stand where they end. */
async function requireStandingAlone({ db }: Tx, refs: readonly string[]): Promise<void> {
  const survivors = await survivorsOf(db, refs);
  if (refs.every((ref) => survivors.get(ref) === ref)) return;
  throw conflict('person-merge.merged-already', 'One of the two is merged: name the record that goes on.');
}
