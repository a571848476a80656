import { IsArray, IsBoolean, IsInt, IsString, Max, Min, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import type { Role } from '#libs/kernel';
import { IsId, MayBeLeftOut } from '../rules';
import { QuestionAnswer, ScoreTermAnswer } from './ranking';

/** Somebody for whom a menu could be the place. No name: who it is stays with those who support the person. */
export class FoundPersonAnswer {
  @IsId() matchRequestId!: string;
  @IsId() personRef!: string;
  @IsId() caseRef!: string;
  /** Thousandths of a point: the sum of the terms. */
  @IsInt() @Min(0) score!: number;
  @IsArray() @ValidateNested({ each: true }) @Type(() => ScoreTermAnswer) terms!: ScoreTermAnswer[];
  /** Days since the request was opened. */
  @IsInt() @Min(0) waitedDays!: number;
  @IsString({ each: true }) reasonsJa!: string[];
  @IsArray() @ValidateNested({ each: true }) @Type(() => QuestionAnswer) toAsk!: QuestionAnswer[];
}

export class PeopleSearchAnswer {
  @IsId() menuId!: string;
  /** Looked for as somebody who takes on a role; only people who allowed just that. */
  @IsBoolean() forRole!: boolean;
  /** Best fit first, then who has waited longest. */
  @IsArray() @ValidateNested({ each: true }) @Type(() => FoundPersonAnswer) people!: FoundPersonAnswer[];
  /** There may be more than were looked at. */
  @IsBoolean() more!: boolean;
}

/**
 * The other direction: who among the open match requests has been waiting for just this place, or, where the menu
 * looks for strengths, could take on the role. Every person shown was asked for at this moment: permission
 * (`role_search` for roles) and facts. How many did not allow it is not told. Errors: 404 `menu.not-found`, 503
 * `consent.unanswered`.
 */
export class SearchPeopleV1 {
  static readonly subject = 'rpc.matching.search-people.v1';
  static readonly answer = PeopleSearchAnswer;
  static readonly allow: readonly Role[] = ['PARTICIPATION_WORKER', 'COMMUNITY_COORDINATOR', 'CSW'];
  static readonly reads = true;
  @IsId() menuId!: string;
  @MayBeLeftOut() @IsInt() @Min(1) @Max(50) limit?: number;
}
