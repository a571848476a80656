import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsBoolean,
  IsIn,
  IsInt,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { Type } from 'class-transformer';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { IsCodeOf, IsDay, IsFreeCode, IsId, IsText, MayBeLeftOut, OrUnknown } from '../rules';
import { GUARDIAN_WORDS } from './for-services';
import { AreParts } from '../parts';
import { ExceptionLine } from './consent-exceptions';
import { WORDING_VERSION } from './consent-wordings';
import { CASE_STAFF } from './roles';

/** One thing that the person agrees to: scope × recipients × term. */
export class ConsentTerm {
  @IsCodeOf('consentScopes') scope!: string;
  /**
   * Whom it holds for, one by one: organisations for provider_disclosure, agencies for agency_referral (one at
   * least), key persons for family_contact (none yet = the family may be involved, nobody may be called).
   * Other scopes name nobody.
   */
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

/**
 * A step that a representative may take with the person or for the person, within what the representation
 * covers. The person's own words are then always recorded beside (L20). Errors: `representative.not-found`
 * (404), `consent.representative-out-of-range`, `consent.representative-not-heard` (403),
 * `consent.person-words-missing` (400).
 */
class SpokenStep extends ConsentStep {
  /** What the person said. Needed below 18 for saying yes, and whenever a representative speaks. */
  @OrUnknown() @IsText(2000) personWords?: string | null;
  @OrUnknown() @IsId() representativeId?: string | null;
  /** What the representative said; kept apart from the person's words. */
  @OrUnknown() @IsText(2000) representativeWords?: string | null;
}

/**
 * The rules on personal data were explained, for the first time or again. An exception that stood in for the
 * person's word ends with it. Errors: `consent.explained-in-future`, `consent.wording-unknown` (400).
 */
export class ExplainConsentV1 extends ConsentStep {
  static readonly subject = 'rpc.intake.explain-consent.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CASE_STAFF;
  @IsDay() explainedOn!: string;
  /** Version of the municipality's rules on personal data. */
  @IsString() @Matches(/^[\w.-]{1,40}$/) policyVersion!: string;
  /** Version of the wording that was shown; left out = the one of the day (GET …/consent-wordings). */
  @MayBeLeftOut() @IsString() @Matches(WORDING_VERSION) wordingVersion?: string;
  /** `spoken`, `easy_japanese`, `interpreter`, `written`…. */
  @IsFreeCode() method!: string;
}

class AgreeingStep extends SpokenStep {
  @AreParts(() => ConsentTerm, 200) @ArrayMinSize(1) terms!: ConsentTerm[];
  @IsIn(HOW) method!: (typeof HOW)[number];
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
export class RefuseConsentV1 extends SpokenStep {
  static readonly subject = 'rpc.intake.refuse-consent.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CASE_STAFF;
}

/**
 * The person takes back all (nothing given), some scopes, or some recipients (`orgIds`: in the given scopes,
 * without scopes wherever they are named). Holds at once, for all that comes (L06).
 * Errors: `consent.not-granted` (409), `consent.recipients-unexpected` (400: a scope that names nobody).
 */
export class WithdrawConsentV1 extends SpokenStep {
  static readonly subject = 'rpc.intake.withdraw-consent.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CASE_STAFF;
  @MayBeLeftOut() @IsCodeOf('consentScopes', { each: true }) @ArrayMinSize(1) @ArrayMaxSize(10) scopes?: string[];
  @MayBeLeftOut() @IsId({ each: true }) @ArrayMinSize(1) @ArrayMaxSize(200) orgIds?: string[];
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
  /** Which guardian, where one is on record: 403 `consent.representative-out-of-range` outside the term. */
  @OrUnknown() @IsId() representativeId?: string | null;
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
  /** In use, or not decided on yet: red until somebody has. */
  @AreParts(() => ExceptionLine, 100) exceptions!: ExceptionLine[];
  /**
   * The guardian said no and may be the one who harms: consider another legal ground. Null for whoever may not
   * know of danger at home (L09).
   */
  @OrUnknown() @IsBoolean() considerException!: boolean | null;
}

/** What the person agreed to, as it stands. Errors: `person.not-found`. */
export class ReadConsentV1 {
  static readonly subject = 'rpc.intake.read-consent.v1';
  static readonly answer = ConsentRecordAnswer;
  static readonly allow: readonly Role[] = CASE_STAFF;
  static readonly reads = true;
  @IsId() personRef!: string;
}

export class ConsentEnding {
  @IsId() personRef!: string;
  @IsString() state!: string;
  /** The first day on which something of it ends. */
  @IsDay() until!: string;
  /** What ends on that day. */
  @IsString({ each: true }) @ArrayMaxSize(20) scopes!: string[];
}

export class ConsentEndingListAnswer {
  @AreParts(() => ConsentEnding, 100) items!: ConsentEnding[];
  @OrUnknown() @IsString() nextCursor!: string | null;
}

/** Consents of which something ends within 30 days, the earliest first: time to ask again. Errors: `cursor.invalid` (400). */
export class ListConsentsEndingV1 {
  static readonly subject = 'rpc.intake.list-consents-ending.v1';
  static readonly answer = ConsentEndingListAnswer;
  static readonly allow: readonly Role[] = CASE_STAFF;
  static readonly reads = true;
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(100) cursor?: string;
}
