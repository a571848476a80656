import { ArrayMaxSize, IsIn, IsInt, IsString, Min } from 'class-validator';
import { IsCodeOf, IsId, OrUnknown } from '../rules';

/** A consultation became a case: somebody is now responsible for the next step. */
export class CaseOpenedV1 {
  static readonly subject = 'evt.intake.case.opened.v1';
  static readonly aggregate = 'caseRef';
  @IsId() caseRef!: string;
  /** Null while the person behind a report is not known. */
  @OrUnknown() @IsId() personRef!: string | null;
  @IsInt() @Min(1) version!: number;
}

/** Support by this case is over. What the person takes part in goes on. */
export class CaseClosedV1 {
  static readonly subject = 'evt.intake.case.closed.v1';
  static readonly aggregate = 'caseRef';
  @IsId() caseRef!: string;
  @OrUnknown() @IsId() personRef!: string | null;
  /** Code list closureReasons. */
  @IsString() reason!: string;
  @IsInt() @Min(1) version!: number;
}

/**
 * Somebody has died: every letter, call and visit stops this very day. All cases and records of the person, so that
 * whoever knows only one of them stops too.
 */
export class PersonDeceasedV1 {
  static readonly subject = 'evt.intake.person.deceased.v1';
  static readonly aggregate = 'caseRef';
  /** The case by which it became known. */
  @IsId() caseRef!: string;
  @IsId({ each: true }) @ArrayMaxSize(500) caseRefs!: string[];
  /** Empty while nobody knows who the person was. */
  @IsId({ each: true }) @ArrayMaxSize(100) personRefs!: string[];
  @IsInt() @Min(1) version!: number;
}

/** The person agreed to more than before. */
export class ConsentGrantedV1 {
  static readonly subject = 'evt.intake.consent.granted.v1';
  static readonly aggregate = 'personRef';
  @IsId() personRef!: string;
  /** Code list consentScopes: the scopes in force now. */
  @IsString({ each: true }) @ArrayMaxSize(20) scopes!: string[];
  @IsInt() @Min(1) version!: number;
}

/**
 * The person took back all or part of the consent (L06). Who hears it drops cached permission,
 * ends what rests on it and deletes what it was given. Ask intake what still holds.
 */
export class ConsentWithdrawnV1 {
  static readonly subject = 'evt.intake.consent.withdrawn.v1';
  static readonly aggregate = 'personRef';
  static readonly endsPermission = true;
  @IsId() personRef!: string;
  /** Scopes taken back now. */
  @IsString({ each: true }) @ArrayMaxSize(20) scopes!: string[];
  /** Organisations that may not be told any more (scope provider_disclosure). */
  @IsId({ each: true }) @ArrayMaxSize(500) orgIds!: string[];
  @IsInt() @Min(1) version!: number;
}

/** Facts that matter for matching changed. Ask for the profile where you hold one. */
export class MatchingProfileChangedV1 {
  static readonly subject = 'evt.intake.matching-profile.changed.v1';
  static readonly aggregate = 'personRef';
  @IsId() personRef!: string;
  @IsInt() @Min(1) version!: number;
}

/** The person said yes to the participation plan; matching may begin. */
export class ParticipationPlanConfirmedV1 {
  static readonly subject = 'evt.intake.participation-plan.confirmed.v1';
  static readonly aggregate = 'planId';
  @IsId() planId!: string;
  @IsId() caseRef!: string;
  @IsId() personRef!: string;
  @IsInt() @Min(1) version!: number;
}

/** Somebody's life or body may be in danger: the flag was raised or taken down. */
export class EmergencyFlagChangedV1 {
  static readonly subject = 'evt.intake.emergency-flag.changed.v1';
  static readonly aggregate = 'caseRef';
  @IsId() caseRef!: string;
  @IsIn(['RAISED', 'CLEARED']) state!: 'RAISED' | 'CLEARED';
  @IsInt() @Min(1) version!: number;
}

/** A human said that two records are of one person. Both references stay answered. */
export class PersonMergedV1 {
  static readonly subject = 'evt.intake.person.merged.v1';
  static readonly aggregate = 'personRef';
  @IsId() personRef!: string;
  /** The record that goes on. */
  @IsId() intoRef!: string;
  @IsInt() @Min(1) version!: number;
}

/** A human said that they are two people after all. */
export class PersonUnmergedV1 {
  static readonly subject = 'evt.intake.person.unmerged.v1';
  static readonly aggregate = 'personRef';
  @IsId() personRef!: string;
  @IsId() intoRef!: string;
  @IsInt() @Min(1) version!: number;
}

/**
 * The municipality decided on a support plan (支援決定): several agencies may begin. Who is applied to by it (利用申込)
 * takes the application up.
 */
export class SupportPlanDecidedV1 {
  static readonly subject = 'evt.intake.plan.decided.v1';
  static readonly aggregate = 'planId';
  @IsId() planId!: string;
  @IsId() caseRef!: string;
  @IsId() personRef!: string;
  @IsCodeOf('planApplications', { each: true }) @ArrayMaxSize(2) applications!: string[];
  @IsInt() @Min(1) version!: number;
}
