import { IsIn, IsInt, Min } from 'class-validator';
import { IsDay, IsId, OrUnknown } from '../rules';

/** How a follow-up went: `good`, `concern` (something has to be adjusted), `missed` (could not be reached). */
export const FOLLOW_UP_RESULTS = ['good', 'concern', 'missed'] as const;

/** Person or host was followed up. Its words stay in intake. */
export class FollowUpRecordedV1 {
  static readonly subject = 'evt.outreach.follow-up.recorded.v1';
  static readonly aggregate = 'placementId';
  @IsId() followUpId!: string;
  @IsId() placementId!: string;
  @IsIn(['person', 'host']) side!: 'person' | 'host';
  @IsIn(FOLLOW_UP_RESULTS) result!: (typeof FOLLOW_UP_RESULTS)[number];
  @IsDay() recordedOn!: string;
  @IsInt() @Min(1) version!: number;
}

/** How close the person is to us (R0–R6) changed; it may go back. */
export class RelationshipStageChangedV1 {
  static readonly subject = 'evt.outreach.relationship-stage.changed.v1';
  static readonly aggregate = 'engagementId';
  @IsId() engagementId!: string;
  @OrUnknown() @IsId() caseRef!: string | null;
  /** Code list relationshipStages. */
  @IsIn(['R0', 'R1', 'R2', 'R3', 'R4', 'R5', 'R6']) stage!: string;
  @IsInt() @Min(1) version!: number;
}
