import { ArrayMaxSize, IsIn, IsInt, IsString, Min } from 'class-validator';
import { IsId, OrUnknown } from '../rules';

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
