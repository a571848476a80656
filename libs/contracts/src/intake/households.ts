import { ArrayMaxSize, ArrayMinSize, IsBoolean, IsIn, IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { Type } from 'class-transformer';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { IsDay, IsFreeCode, IsId, IsInstant, MayBeLeftOut, OrUnknown } from '../rules';
import { AreParts } from '../parts';
import { CASE_STAFF } from './roles';

/** One of a household; those whom nobody consults about stay without a personRef. */
export class HouseholdMemberFacts {
  @OrUnknown() @IsId() personRef?: string | null;
  /** Seen from the first member: `self`, `wife`, `husband`, `son`, `daughter`, `mother`…. */
  @IsFreeCode() relation!: string;
  @OrUnknown() @IsInt() @Min(0) @Max(130) age?: number | null;
  /** In the registered household (住民票). */
  @IsBoolean() registered!: boolean;
  /** In the household as it really lives. */
  @IsBoolean() actual!: boolean;
  /** Lives elsewhere, for work or otherwise. */
  @IsBoolean() livingApart!: boolean;
  /**
   * Why, where a member lives apart: `work`, `study`, `hospital`, `facility`, `separated`, `refuge`…. That somebody
   * fled is read by restricted roles only (L09); others read `other`, and no reference to the person.
   */
  @OrUnknown() @IsFreeCode() apartReason?: string | null;
}

/**
 * Enters a household, registered and actual. Errors: `person.not-found`, `household.person-twice`,
 * `household.neither-kind`, `household.not-apart` (400), `household.member-elsewhere` (409: in another registered or
 * actual household already), `person.merged` (409).
 */
export class EnterHouseholdV1 {
  static readonly subject = 'rpc.intake.enter-household.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CASE_STAFF;
  @AreParts(() => HouseholdMemberFacts, 30) @ArrayMinSize(1) members!: HouseholdMemberFacts[];
}

/**
 * Changes of a household over time. All of them: `household.not-found`, `household-member.not-found`,
 * `household.future-day` (400), `household.before-joining` (400), `stale-version` (412, version of the household).
 */
class HouseholdStep {
  @IsId() householdId!: string;
}

/** Somebody joins; the answer's id is the member's. Errors besides: as entering, `household.too-many` (409: 30). */
export class JoinHouseholdV1 extends HouseholdMemberFacts {
  static readonly subject = 'rpc.intake.join-household.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CASE_STAFF;
  @IsId() householdId!: string;
  @IsDay() joinedOn!: string;
}

/** Replaces what is on record of a member; what was stays in the history. Errors besides: as entering. */
export class ChangeHouseholdMemberV1 extends HouseholdStep {
  static readonly subject = 'rpc.intake.change-household-member.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CASE_STAFF;
  @IsId() memberId!: string;
  @IsFreeCode() relation!: string;
  @OrUnknown() @IsInt() @Min(0) @Max(130) age?: number | null;
  @IsBoolean() registered!: boolean;
  @IsBoolean() actual!: boolean;
  @IsBoolean() livingApart!: boolean;
  @OrUnknown() @IsFreeCode() apartReason?: string | null;
}

/** Somebody leaves the household for good; care relations with this member end. Errors besides: `household.member-gone` (409). */
export class LeaveHouseholdV1 extends HouseholdStep {
  static readonly subject = 'rpc.intake.leave-household.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CASE_STAFF;
  @IsId() memberId!: string;
  @IsDay() leftOn!: string;
  /** `moved_out`, `married`, `divorced`, `facility`, `deceased`, `refuge`…; that somebody fled is read as `other` (L09). */
  @IsFreeCode() reason!: string;
}

/**
 * A member about whom nobody consulted becomes a person of ours. Errors besides: `person.not-found`,
 * `household.member-known`, `household.member-gone` (409), `household.person-twice` (400), `household.member-elsewhere` (409).
 */
export class LinkHouseholdMemberV1 extends HouseholdStep {
  static readonly subject = 'rpc.intake.link-household-member.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CASE_STAFF;
  @IsId() memberId!: string;
  @IsId() personRef!: string;
}

/** Who cares for whom. The answer's id is the care's. Errors besides: `household.care-of-self` (400), `household.care-known`, `household.member-gone` (409). */
export class RecordCareV1 extends HouseholdStep {
  static readonly subject = 'rpc.intake.record-care.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CASE_STAFF;
  /** Member who cares. */
  @IsId() carerId!: string;
  /** Member who is cared for. */
  @IsId() caredForId!: string;
  /** `nursing`, `housework`, `siblings`, `emotional`, `interpreting`, `earning`, `watching`…. */
  @IsFreeCode() kind!: string;
  @OrUnknown() @IsDay() since?: string | null;
}

/** Errors besides: `household-care.not-found`, `household.care-over` (409). */
export class EndCareV1 extends HouseholdStep {
  static readonly subject = 'rpc.intake.end-care.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CASE_STAFF;
  @IsId() careId!: string;
  @IsDay() endedOn!: string;
}

export class HouseholdMemberAnswer extends HouseholdMemberFacts {
  @IsId() memberId!: string;
  @IsDay() joinedOn!: string;
  /** Null = is of the household now. */
  @OrUnknown() @IsDay() leftOn!: string | null;
  @OrUnknown() @IsString() leftReason!: string | null;
}

export class CareFact {
  @IsId() careId!: string;
  @IsId() carerId!: string;
  @IsId() caredForId!: string;
  @IsString() kind!: string;
  @OrUnknown() @IsDay() since!: string | null;
  @OrUnknown() @IsDay() endedOn!: string | null;
}

/** Who lives together: references, relations and who cares for whom; no other facts of anybody (L10). */
export class HouseholdAnswer {
  @IsId() householdId!: string;
  @IsInt() @Min(1) version!: number;
  /** The day that is shown. */
  @IsDay() on!: string;
  @AreParts(() => HouseholdMemberAnswer, 100) members!: HouseholdMemberAnswer[];
  @AreParts(() => CareFact, 200) cares!: CareFact[];
}

/** Without a day, who is of the household today; with one, who was of it then. Errors: `household.not-found`. */
export class ReadHouseholdV1 {
  static readonly subject = 'rpc.intake.read-household.v1';
  static readonly answer = HouseholdAnswer;
  static readonly allow: readonly Role[] = CASE_STAFF;
  static readonly reads = true;
  @IsId() householdId!: string;
  @MayBeLeftOut() @IsDay() on?: string;
}

export class HouseholdLine {
  @IsId() householdId!: string;
  @IsId() memberId!: string;
  @IsBoolean() registered!: boolean;
  @IsBoolean() actual!: boolean;
  @OrUnknown() @IsDay() leftOn!: string | null;
}

export class PersonHouseholdsAnswer {
  @AreParts(() => HouseholdLine, 100) items!: HouseholdLine[];
}

/** Households in which the person is or was, the present ones first. Errors: `person.not-found`. */
export class PersonHouseholdsV1 {
  static readonly subject = 'rpc.intake.person-households.v1';
  static readonly answer = PersonHouseholdsAnswer;
  static readonly allow: readonly Role[] = CASE_STAFF;
  static readonly reads = true;
  @IsId() personRef!: string;
}

const CHANGES = ['joined', 'changed', 'left', 'linked'] as const;

/** How a member stood on record after the change. */
export class HouseholdChangeFact extends HouseholdMemberAnswer {
  @IsIn(CHANGES) change!: (typeof CHANGES)[number];
  @IsInt() @Min(1) version!: number;
  @IsString() recordedBy!: string;
  @IsInstant() recordedAt!: string;
}

export class HouseholdChangesAnswer {
  @AreParts(() => HouseholdChangeFact, 100) @ArrayMaxSize(100) items!: HouseholdChangeFact[];
  @OrUnknown() @IsString() nextCursor!: string | null;
}

/** What changed in a household, newest first. Errors: `household.not-found`, `cursor.invalid` (400). */
export class ListHouseholdChangesV1 {
  static readonly subject = 'rpc.intake.list-household-changes.v1';
  static readonly answer = HouseholdChangesAnswer;
  static readonly allow: readonly Role[] = CASE_STAFF;
  static readonly reads = true;
  @IsId() householdId!: string;
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(100) cursor?: string;
}
