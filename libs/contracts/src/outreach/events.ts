import { IsIn, IsInt, Min } from 'class-validator';
import { IsDay, IsId, OrUnknown } from '../rules';

/** How a follow-up went: `good`, `concern` (something has to be adjusted), `missed` (could not be reached). */
export const FOLLOW_UP_RESULTS = ['good', 'concern', 'missed'] as const;

/** Where a 気づき comes from; codes of the list channels. */
export const CONCERN_SOURCES = ['minsei', 'hub', 'watch_partner', 'school', 'agency', 'other'] as const;

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

/** Somebody told of a person they worry about (気づき). Its words stay in outreach; this is enough to count it. */
export class ConcernReceivedV1 {
  static readonly subject = 'evt.outreach.concern.received.v1';
  static readonly aggregate = 'concernId';
  @IsId() concernId!: string;
  /** Code list channels. */
  @IsIn(CONCERN_SOURCES) sourceKind!: (typeof CONCERN_SOURCES)[number];
  /** The area (圏域) where; null = not said. */
  @OrUnknown() @IsId() areaId!: string | null;
  /** Code list urgency. */
  @IsIn(['emergency', 'high', 'normal']) urgency!: 'emergency' | 'high' | 'normal';
  @IsDay() receivedOn!: string;
  @IsInt() @Min(1) version!: number;
}
