import { IsArray, IsIn, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import type { Role } from '#libs/kernel';
import { IsDay, IsId } from '../rules';
import { FOLLOW_UP_RESULTS } from './events';

export class FollowUpFact {
  @IsIn(['person', 'host']) side!: 'person' | 'host';
  @IsIn(FOLLOW_UP_RESULTS) result!: (typeof FOLLOW_UP_RESULTS)[number];
  @IsDay() recordedOn!: string;
}

export class FollowUpFactsAnswer {
  @IsId() placementId!: string;
  /** Recorded follow-ups, oldest first. */
  @IsArray() @ValidateNested({ each: true }) @Type(() => FollowUpFact) followUps!: FollowUpFact[];
}

/** How the follow-ups of a placement went: what matching needs to say that a tie holds. */
export class FollowUpFactsV1 {
  static readonly subject = 'rpc.outreach.follow-up-facts.v1';
  static readonly answer = FollowUpFactsAnswer;
  static readonly allow: readonly Role[] = ['SYSTEM'];
  static readonly reads = true;
  @IsId() placementId!: string;
}
