import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { Type } from 'class-transformer';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { GeoPoint } from '../intake/for-services';
import { IsCodeOf, IsDay, IsFreeCode, IsId, IsText, MayBeLeftOut, OrUnknown } from '../rules';
import { CommunityPage, REGISTRY_READERS } from './requests';

const EDITORS: readonly Role[] = ['COMMUNITY_COORDINATOR', 'REGISTRY_EDITOR'];
const COORDINATOR: readonly Role[] = ['COMMUNITY_COORDINATOR'];

export const RESOURCE_STATES = [
  'DRAFT',
  'REVIEW',
  'ACTIVE',
  'ACTIVE_PUBLIC',
  'PAUSED',
  'NEEDS_UPDATE',
  'CLOSED',
  'SUSPENDED',
] as const;
export type ResourceState = (typeof RESOURCE_STATES)[number];

/** What the registry says of a resource. Null or left out = not known. */
export class ResourceDescription {
  @IsText(200) name!: string;
  @OrUnknown() @IsCodeOf('resourceTypes') type!: string | null;
  @OrUnknown() @IsObject() @ValidateNested() @Type(() => GeoPoint) location!: GeoPoint | null;
  /** Where it is must stay unknown. Not said = true for a shelter and for 一時保護, false for all others. */
  @OrUnknown() @IsBoolean() addressConfidential!: boolean | null;
}

/**
 * Enters a resource of an organisation in 社会資源台帳, state DRAFT. 404 `organization.not-found`,
 * also where a registry editor names another organisation than his own.
 */
export class RegisterResourceV1 extends ResourceDescription {
  static readonly subject = 'rpc.community.register-resource.v1';
  static readonly answer = Acted;
  static readonly allow = EDITORS;
  @IsId() orgId!: string;
}

/**
 * Replaces the description of a resource as a whole; counts as saying that it is as described.
 * 409 `resource.closed`, 409 `resource.confidential` where a published one would become confidential.
 */
export class CorrectResourceV1 extends ResourceDescription {
  static readonly subject = 'rpc.community.correct-resource.v1';
  static readonly answer = Acted;
  static readonly allow = EDITORS;
  @IsId() resourceId!: string;
}

/** Base of the steps of the Resource machine. 404 `resource.not-found`, 409 `resource.transition-refused`. */
class ResourceStep {
  @IsId() resourceId!: string;
}

/** DRAFT → REVIEW. */
export class SubmitResourceV1 extends ResourceStep {
  static readonly subject = 'rpc.community.submit-resource.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = [...EDITORS, 'SYSTEM'];
}

/** REVIEW → ACTIVE: contact, targets and conditions were looked at. Counts as confirmed today. */
export class ApproveResourceV1 extends ResourceStep {
  static readonly subject = 'rpc.community.approve-resource.v1';
  static readonly answer = Acted;
  static readonly allow = COORDINATOR;
}

/** REVIEW → DRAFT. */
export class RejectResourceV1 extends ResourceStep {
  static readonly subject = 'rpc.community.reject-resource.v1';
  static readonly answer = Acted;
  static readonly allow = COORDINATOR;
  /** `incomplete`, `duplicate`, `not_suitable`, `other` or a code of the municipality's own. */
  @IsFreeCode() reason!: string;
}

/**
 * ACTIVE → ACTIVE_PUBLIC, for residents to see. 409 `resource.confidential` for shelters and confidential
 * addresses; 422 `resource.agreed-in-future`.
 */
export class PublishResourceV1 extends ResourceStep {
  static readonly subject = 'rpc.community.publish-resource.v1';
  static readonly answer = Acted;
  static readonly allow = COORDINATOR;
  /** Day on which the organisation agreed to be shown. */
  @IsDay() agreedOn!: string;
}

/** ACTIVE_PUBLIC → ACTIVE. */
export class UnpublishResourceV1 extends ResourceStep {
  static readonly subject = 'rpc.community.unpublish-resource.v1';
  static readonly answer = Acted;
  static readonly allow = EDITORS;
}

/** ACTIVE or ACTIVE_PUBLIC → PAUSED. Who is there stays; open proposals are revoked by matching. */
export class PauseResourceV1 extends ResourceStep {
  static readonly subject = 'rpc.community.pause-resource.v1';
  static readonly answer = Acted;
  static readonly allow = EDITORS;
  /** When it will probably open again; null = nobody knows. */
  @OrUnknown() @IsDay() resumesOn!: string | null;
}

/** PAUSED → ACTIVE. 409 `resource.assessment-outdated` while a counted place was not assessed again since the pause. */
export class ResumeResourceV1 extends ResourceStep {
  static readonly subject = 'rpc.community.resume-resource.v1';
  static readonly answer = Acted;
  static readonly allow = EDITORS;
}

/** → CLOSED for good; also with people in it: matching takes care of them. */
export class CloseResourceV1 extends ResourceStep {
  static readonly subject = 'rpc.community.close-resource.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = [...EDITORS, 'DECISION_MAKER'];
}

/** → SUSPENDED: nobody is sent there for reasons of safety. */
export class SuspendResourceV1 extends ResourceStep {
  static readonly subject = 'rpc.community.suspend-resource.v1';
  static readonly answer = Acted;
  static readonly allow = COORDINATOR;
  @IsFreeCode() reason!: string;
}

/** SUSPENDED → ACTIVE by another person than the one who suspended it: 409 `resource.two-persons`. */
export class ReinstateResourceV1 extends ResourceStep {
  static readonly subject = 'rpc.community.reinstate-resource.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['COMMUNITY_COORDINATOR', 'DECISION_MAKER'];
}

/** NEEDS_UPDATE → ACTIVE: it is as described. */
export class ConfirmResourceV1 extends ResourceStep {
  static readonly subject = 'rpc.community.confirm-resource.v1';
  static readonly answer = Acted;
  static readonly allow = EDITORS;
}

/**
 * NEEDS_UPDATE or PAUSED → ACTIVE_PUBLIC: it is as described and stays public. 409 `resource.never-published`,
 * 409 `resource.confidential`; out of PAUSED also 409 `resource.assessment-outdated`.
 */
export class ConfirmPublicResourceV1 extends ResourceStep {
  static readonly subject = 'rpc.community.confirm-public-resource.v1';
  static readonly answer = Acted;
  static readonly allow = EDITORS;
}

export class ResourceAnswer {
  @IsId() resourceId!: string;
  @IsId() orgId!: string;
  @IsInt() @Min(1) version!: number;
  @IsIn(RESOURCE_STATES) state!: ResourceState;
  @IsText(200) name!: string;
  @OrUnknown() @IsCodeOf('resourceTypes') type!: string | null;
  /** Null also where the address is confidential and the reader is neither coordinator nor of the organisation. */
  @OrUnknown() @ValidateNested() @Type(() => GeoPoint) location!: GeoPoint | null;
  @IsBoolean() addressConfidential!: boolean;
  /** Last day on which somebody said that it is as described; null = never yet. */
  @OrUnknown() @IsDay() lastConfirmedOn!: string | null;
  /** While PAUSED: when it will probably open again. */
  @OrUnknown() @IsDay() resumesOn!: string | null;
  /** Why it was sent back or suspended last. */
  @OrUnknown() @IsFreeCode() reason!: string | null;
}

/** One resource. 404 `resource.not-found`. */
export class ReadResourceV1 {
  static readonly subject = 'rpc.community.read-resource.v1';
  static readonly answer = ResourceAnswer;
  static readonly allow = REGISTRY_READERS;
  static readonly reads = true;
  @IsId() resourceId!: string;
}

export class ResourcesAnswer {
  @IsArray() @ArrayMaxSize(100) @ValidateNested({ each: true }) @Type(() => ResourceAnswer) items!: ResourceAnswer[];
  @OrUnknown() @IsString() @MaxLength(64) nextCursor!: string | null;
}

/** Resources in the order in which they were entered; an organisation's own people see their own. */
export class ListResourcesV1 extends CommunityPage {
  static readonly subject = 'rpc.community.list-resources.v1';
  static readonly answer = ResourcesAnswer;
  static readonly allow = REGISTRY_READERS;
  static readonly reads = true;
  @MayBeLeftOut() @IsId() orgId?: string;
  @MayBeLeftOut() @IsIn(RESOURCE_STATES) state?: ResourceState;
  @MayBeLeftOut() @IsCodeOf('resourceTypes') type?: string;
}
