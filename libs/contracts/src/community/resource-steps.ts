import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { IsDay, IsFreeCode, IsId, OrUnknown } from '../rules';

const EDITORS: readonly Role[] = ['COMMUNITY_COORDINATOR', 'REGISTRY_EDITOR'];
const COORDINATOR: readonly Role[] = ['COMMUNITY_COORDINATOR'];

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

/**
 * → SUSPENDED at once: nobody is sent there for reasons of safety, and everybody placed there is looked after the same
 * day. Stays marked as unconfirmed until a second person has confirmed it.
 */
export class SuspendResourceV1 extends ResourceStep {
  static readonly subject = 'rpc.community.suspend-resource.v1';
  static readonly answer = Acted;
  static readonly allow = COORDINATOR;
  @IsFreeCode() reason!: string;
}

/**
 * A second person confirms, by the end of the day, that a resource is suspended. 404 `resource.not-found`, 409
 * `resource.not-suspended`, 409 `resource.two-persons`, 409 `resource.suspension-confirmed`.
 */
export class ConfirmSuspensionV1 extends ResourceStep {
  static readonly subject = 'rpc.community.confirm-suspension.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['COMMUNITY_COORDINATOR', 'DECISION_MAKER'];
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
