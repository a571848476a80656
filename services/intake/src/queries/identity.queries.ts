import { Injectable } from '@nestjs/common';
import type { MergeFact, PersonRecordsAnswer, PersonRecordsV1 } from '#libs/contracts';
import { type CallContext, localDay } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { isLoss } from '../domain/consent-change';
import { lossBeside } from '../domain/merge';
import { BlindIndex } from '../storage/blind-index';
import { staleKeySets } from '../storage/person-keys.store';
import type { PersonMergeEntity } from '../storage/person-merge.entity';
import { groupOf, mergesOf, momentOf, recordsOf, refusedBeside, survivorsOf } from '../storage/person-merges.store';
import { findPerson } from '../storage/persons.store';

/** What one turn of a timer can do. */
const AT_ONCE = 200;

/** Which records are of one human, and what follows from it. */
@Injectable()
export class IdentityQueries {
  constructor(
    private readonly reads: ReadScope,
    private readonly index: BlindIndex,
  ) {}

  records({ personRef }: PersonRecordsV1, ctx: CallContext): Promise<PersonRecordsAnswer> {
    return this.reads.run(ctx, async ({ db }) => {
      await findPerson(db, personRef);
      const refs = await recordsOf(db, personRef);
      const survivors = await survivorsOf(db, [personRef]);
      return {
        survivorRef: survivors.get(personRef) ?? personRef,
        personRefs: [...refs],
        caseRefs: await idsOf(db, 'SELECT id FROM cases WHERE person_ref = ANY($1::uuid[]) ORDER BY number', refs),
        householdIds: await idsOf(db, HOUSEHOLDS, refs),
        participationPlanIds: await idsOf(db, idsIn('participation_plans'), refs),
        supportPlanIds: await idsOf(db, idsIn('support_plans'), refs),
        referralIds: await idsOf(db, idsIn('referral_sheets'), refs),
        merges: (await mergesOf(db, refs)).map(factOf),
      };
    });
  }

  /** Persons whose keys nobody finds any more. */
  staleKeys(tenant: string): Promise<readonly string[]> {
    return this.reads.run({ tenant }, ({ db }) => staleKeySets(db, this.index, AT_ONCE));
  }

  /** Records on which more is permitted than the same human allows on another. */
  refusalsToCarry(tenant: string): Promise<readonly string[]> {
    return this.reads.run({ tenant }, async ({ db, now }) => {
      const due: string[] = [];
      for (const ref of await refusedBeside(db)) {
        const group = await groupOf(db, ref);
        const own = group.find(({ person }) => person.id === ref);
        const others = group.filter((record) => record !== own).map(({ consent }) => consent);
        if (own && isLoss(lossBeside(own.consent, others, momentOf(own, localDay(now))))) due.push(ref);
      }
      return due.slice(0, AT_ONCE);
    });
  }
}

const HOUSEHOLDS =
  'SELECT DISTINCT household_id AS id FROM household_members WHERE person_ref = ANY($1::uuid[]) ORDER BY 1';
const idsIn = (table: string): string => `SELECT id FROM ${table} WHERE person_ref = ANY($1::uuid[]) ORDER BY id`;

async function idsOf(db: EntityManager, text: string, refs: readonly string[]): Promise<string[]> {
  const rows = await db.query<readonly { readonly id: string }[]>(text, [refs]);
  return rows.map(({ id }) => id);
}

const factOf = (merge: PersonMergeEntity): MergeFact => ({
  ...{ mergeId: merge.id, state: merge.state, personRef: merge.personRef, intoRef: merge.intoRef },
  ...{ reason: merge.reason, mergedBy: merge.mergedBy, mergedAt: merge.mergedAt.toISOString() },
  ...{ undoneReason: merge.undoneReason, undoneBy: merge.undoneBy },
  undoneAt: merge.undoneAt?.toISOString() ?? null,
});
