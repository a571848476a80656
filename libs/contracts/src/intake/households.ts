import { ArrayMinSize, IsBoolean, IsInt, Max, Min } from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { IsFreeCode, IsId, OrUnknown } from '../rules';
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
}

/** Enters a household, registered and actual. Errors: `person.not-found`, `household.person-twice` (400). */
export class EnterHouseholdV1 {
  static readonly subject = 'rpc.intake.enter-household.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CASE_STAFF;
  @AreParts(() => HouseholdMemberFacts, 30) @ArrayMinSize(1) members!: HouseholdMemberFacts[];
}

/** Who lives together: references and relations, no facts of anybody (L10). */
export class HouseholdAnswer {
  @IsId() householdId!: string;
  @IsInt() @Min(1) version!: number;
  @AreParts(() => HouseholdMemberFacts, 30) members!: HouseholdMemberFacts[];
}

/** Errors: `household.not-found`. */
export class ReadHouseholdV1 {
  static readonly subject = 'rpc.intake.read-household.v1';
  static readonly answer = HouseholdAnswer;
  static readonly allow: readonly Role[] = CASE_STAFF;
  static readonly reads = true;
  @IsId() householdId!: string;
}
