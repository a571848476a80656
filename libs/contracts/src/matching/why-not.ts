import { IsArray, IsBoolean, IsInt, IsString, MaxLength, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import type { Role } from '#libs/kernel';
import { IsPart } from '../parts';
import { IsId, OrUnknown } from '../rules';
import { ChangeAnswer } from './ranking';

/** Codes and a number; null = not known, or there is none. */
export class SeenValueAnswer {
  @OrUnknown() @IsInt() amount!: number | null;
  @IsString({ each: true }) codes!: string[];
}

/** What a rule compared: the person's side and the place's. */
export class SeenAnswer {
  /** Of the amounts; null = codes only. */
  @OrUnknown() @IsString() unit!: string | null;
  @IsPart(() => SeenValueAnswer) person!: SeenValueAnswer;
  @IsPart(() => SeenValueAnswer) host!: SeenValueAnswer;
}

/** One broken rule. */
export class ReasonAnswer {
  /** Code list exclusionCodes. */
  @IsString() code!: string;
  @IsString() ja!: string;
  /** Null where nothing may be said. */
  @OrUnknown() @IsPart(() => SeenAnswer) seen!: SeenAnswer | null;
  /** Each alone is enough for this rule; the first is the smallest. Empty = nothing is known that would help. */
  @IsArray() @ValidateNested({ each: true }) @Type(() => ChangeAnswer) changes!: ChangeAnswer[];
  /** The rule whose first change ends this one, too. */
  @OrUnknown() @IsString() through!: string | null;
}

/** Why one place is not proposed now, rule by rule in the order of judgement. */
export class WhyNotAnswer {
  @IsId() matchRequestId!: string;
  @IsId() menuId!: string;
  @IsId() resourceId!: string;
  @IsString() name!: string;
  /** No rule keeps the place out. */
  @IsBoolean() eligible!: boolean;
  /** Its host said no in this request: it is not proposed again unless people choose it for a reason. */
  @IsBoolean() hostDeclined!: boolean;
  @IsArray() @ValidateNested({ each: true }) @Type(() => ReasonAnswer) reasons!: ReasonAnswer[];
  @IsString() @MaxLength(60) settingsVersion!: string;
  /** Domain time, ISO 8601. */
  @IsString() asOf!: string;
}

/**
 * Why is this place not a candidate, and what would help? The person's permission is asked of intake at this moment;
 * without it the only reason is CONSENT_MISSING. Where safety is among the reasons nothing else is said.
 * Errors: 404 `menu.not-found`, 409 `match-request.over`, 503 `consent.unanswered`. Source: matching.md 3.2, 3.4.
 */
export class WhyNotV1 {
  static readonly subject = 'rpc.matching.why-not.v1';
  static readonly answer = WhyNotAnswer;
  static readonly allow: readonly Role[] = ['PARTICIPATION_WORKER', 'COMMUNITY_COORDINATOR', 'CSW'];
  static readonly reads = true;
  @IsId() matchRequestId!: string;
  @IsId() menuId!: string;
}
