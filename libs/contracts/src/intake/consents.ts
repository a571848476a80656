import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsBoolean,
  IsIn,
  IsInt,
  IsString,
  Matches,
  Min,
} from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { IsCodeOf, IsDay, IsFreeCode, IsId, IsText, MayBeLeftOut, OrUnknown } from '../rules';
import { GUARDIAN_WORDS } from './for-services';
import { AreParts } from '../parts';
import { CASE_STAFF } from './roles';

/** One thing that the person agrees to: scope × recipients × term. */
export class ConsentTerm {
  @IsCodeOf('consentScopes') scope!: string;
  /** Scope provider_disclosure names its recipients, one by one; other scopes name none. */
  @MayBeLeftOut() @IsId({ each: true }) @ArrayUnique() @ArrayMaxSize(200) orgIds?: string[];
  /** Last day on which it holds; null = until taken back. */
  @OrUnknown() @IsDay() until?: string | null;
}

/**
 * Steps of the machine Consent, one per person. All of them: `person.not-found` (404),
 * `consent.transition-refused` (409), `consent.role-refused` (403), `stale-version` (412).
 */
class ConsentStep {
  @IsId() personRef!: string;
}

const HOW = ['signature', 'spoken'] as const;

/** The rules on personal data were explained, for the first time or again. */
export class ExplainConsentV1 extends ConsentStep {
  static readonly subject = 'rpc.intake.explain-consent.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CASE_STAFF;
  @IsDay() explainedOn!: string;
  /** Version of the municipality's rules on personal data. */
  @IsString() @Matches(/^[\w.-]{1,40}$/) policyVersion!: string;
  /** `spoken`, `easy_japanese`, `interpreter`, `written`…. */
  @IsFreeCode() method!: string;
}

class AgreeingStep extends ConsentStep {
  @AreParts(() => ConsentTerm, 200) @ArrayMinSize(1) terms!: ConsentTerm[];
  @IsIn(HOW) method!: (typeof HOW)[number];
  /** Needed below 18 (L20). */
  @OrUnknown() @IsText(2000) personWords?: string | null;
}

/**
 * The person agrees, after an explanation. `refusedScopes`: was asked for too and not agreed to.
 * Errors: `consent.not-explained` (409), `consent.recipients-missing`, `consent.recipients-unexpected`,
 * `consent.too-many-recipients` (500), `consent.term-over`, `consent.person-words-missing` (400).
 */
export class GrantConsentV1 extends AgreeingStep {
  static readonly subject = 'rpc.intake.grant-consent.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CASE_STAFF;
  @MayBeLeftOut() @IsCodeOf('consentScopes', { each: true }) @ArrayMaxSize(10) refusedScopes?: string[];
  /** The guardian's word where it was given at the same time; stored apart from the person's. */
  @MayBeLeftOut() @IsIn(GUARDIAN_WORDS) guardian?: (typeof GUARDIAN_WORDS)[number];
}

/** The person agrees to more. A scope that is given again gets the new term. Errors: as granting. */
export class AmendConsentV1 extends AgreeingStep {
  static readonly subject = 'rpc.intake.amend-consent.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CASE_STAFF;
}

/** The person says no. Consultation goes on all the same. */
export class RefuseConsentV1 extends ConsentStep {
  static readonly subject = 'rpc.intake.refuse-consent.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CASE_STAFF;
  @OrUnknown() @IsText(2000) personWords?: string | null;
}

/**
 * The person takes back all (nothing given), some scopes, or some recipients (`orgIds`, scope
 * provider_disclosure only). Holds at once, for all that comes (L06).
 * Errors: `consent.not-granted` (409), `consent.recipients-unexpected` (400).
 */
export class WithdrawConsentV1 extends ConsentStep {
  static readonly subject = 'rpc.intake.withdraw-consent.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CASE_STAFF;
  @MayBeLeftOut() @IsCodeOf('consentScopes', { each: true }) @ArrayMinSize(1) @ArrayMaxSize(10) scopes?: string[];
  @MayBeLeftOut() @IsId({ each: true }) @ArrayMinSize(1) @ArrayMaxSize(200) orgIds?: string[];
  @OrUnknown() @IsText(2000) personWords?: string | null;
}

/** Below 18: the person agrees, and the guardian is asked. The terms hold once the guardian agrees. */
export class AskGuardianV1 extends ConsentStep {
  static readonly subject = 'rpc.intake.ask-guardian.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['INTAKE_WORKER', 'CSW'];
  @AreParts(() => ConsentTerm, 200) @ArrayMinSize(1) terms!: ConsentTerm[];
  @IsText(2000) personWords!: string;
}

/**
 * Records the guardian's word, in whatever state. Where the guardian was asked, it moves the machine.
 * Below 16 a name is given to nobody without it. Errors: `consent.guardian-asked` (409: asked, so
 * `not_required` is no answer).
 */
export class RecordGuardianWordV1 extends ConsentStep {
  static readonly subject = 'rpc.intake.record-guardian-word.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CASE_STAFF;
  @IsIn(GUARDIAN_WORDS) word!: (typeof GUARDIAN_WORDS)[number];
  @OrUnknown() @IsText(2000) guardianWords?: string | null;
}

/** Acting without consent on another legal ground (L18). Answers `not-available-yet` (409). */
export class UseConsentExceptionV1 extends ConsentStep {
  static readonly subject = 'rpc.intake.use-consent-exception.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['DECISION_MAKER', 'CONFERENCE_CHAIR', 'CSW', 'INTAKE_WORKER'];
  @IsCodeOf('disclosureBases') basis!: string;
  @IsText(2000) reason!: string;
}

export class ConsentTermFact {
  @IsString() scope!: string;
  @IsId({ each: true }) @ArrayMaxSize(200) orgIds!: string[];
  @OrUnknown() @IsDay() until!: string | null;
  @IsBoolean() inForce!: boolean;
}

export class ConsentRecordAnswer {
  @IsId() personRef!: string;
  @IsString() state!: string;
  @IsInt() @Min(1) version!: number;
  @AreParts(() => ConsentTermFact, 500) terms!: ConsentTermFact[];
  @OrUnknown() @IsIn(GUARDIAN_WORDS) guardian!: (typeof GUARDIAN_WORDS)[number] | null;
}

/** What the person agreed to, as it stands. Errors: `person.not-found`. */
export class ReadConsentV1 {
  static readonly subject = 'rpc.intake.read-consent.v1';
  static readonly answer = ConsentRecordAnswer;
  static readonly allow: readonly Role[] = CASE_STAFF;
  static readonly reads = true;
  @IsId() personRef!: string;
}
