import { IsString } from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { IsId, IsInstant, IsText, OrUnknown } from '../rules';
import { AreParts } from '../parts';
import { CASE_STAFF } from './roles';

/** Decides that two records are of one person. */
const MERGING: readonly Role[] = ['HOKATSU_COORDINATOR', 'CSW', 'PRIVACY_OFFICER'];

/**
 * A human says: these two records are of one person. `personRef` from now on points to `intoRef`; nothing is
 * rewritten, both stay readable. Of consent the stricter word counts, of safety facts both. The answer's id is the merge's.
 * Errors: `person.not-found`, `person-merge.same` (400), `person-merge.merged-already` (409: one of the two points
 * elsewhere), `person-merge.one-household` (409: they are two members of one household), `person-merge.consent-differs`
 * (409: consent was refused or withdrawn on one record and is in force on the other: settle it with the person first).
 */
export class MergePersonV1 {
  static readonly subject = 'rpc.intake.merge-person.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = MERGING;
  @IsId() personRef!: string;
  @IsId() intoRef!: string;
  @IsText(1000) reason!: string;
}

/** They are two people after all: everything is as before the merge. Errors: `person-merge.not-found`, `person-merge.undone` (409). */
export class UnmergePersonV1 {
  static readonly subject = 'rpc.intake.unmerge-person.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = MERGING;
  @IsId() mergeId!: string;
  @IsText(1000) reason!: string;
}

export class MergeFact {
  @IsId() mergeId!: string;
  @IsString() state!: string;
  @IsId() personRef!: string;
  @IsId() intoRef!: string;
  @IsString() reason!: string;
  @IsString() mergedBy!: string;
  @IsInstant() mergedAt!: string;
  @OrUnknown() @IsString() undoneReason!: string | null;
  @OrUnknown() @IsString() undoneBy!: string | null;
  @OrUnknown() @IsInstant() undoneAt!: string | null;
}

/** What is on record of one human, over all records that are merged. References only; conferences are not among them (L01). */
export class PersonRecordsAnswer {
  /** The record that goes on: the person itself where nothing is merged. */
  @IsId() survivorRef!: string;
  @IsId({ each: true }) personRefs!: string[];
  @IsId({ each: true }) caseRefs!: string[];
  @IsId({ each: true }) householdIds!: string[];
  @IsId({ each: true }) participationPlanIds!: string[];
  @IsId({ each: true }) supportPlanIds!: string[];
  @IsId({ each: true }) referralIds!: string[];
  @AreParts(() => MergeFact, 100) merges!: MergeFact[];
}

/** Errors: `person.not-found`. */
export class PersonRecordsV1 {
  static readonly subject = 'rpc.intake.person-records.v1';
  static readonly answer = PersonRecordsAnswer;
  static readonly allow: readonly Role[] = CASE_STAFF;
  static readonly reads = true;
  @IsId() personRef!: string;
}
