import { ArrayMaxSize, ArrayMinSize, IsInt, IsString, Matches, Min } from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { AreParts } from '../parts';
import { IsCodeOf, IsDay, IsText, MayBeLeftOut, OrUnknown } from '../rules';
import { CASE_READERS } from './roles';

export const WORDING_VERSION = /^[\w.-]{1,40}$/;

/** What the person is shown about one scope. */
export class WordingText {
  @IsCodeOf('consentScopes') scope!: string;
  @IsText(2000) ja!: string;
  /** The same in やさしい日本語. */
  @IsText(2000) easyJa!: string;
}

/**
 * The municipality's own wording, from a day on. A wording that somebody may have seen is never changed: a
 * change is a new version. Errors: `consent-wording.exists` (409), `consent-wording.incomplete`,
 * `consent-wording.days-reversed` (400).
 */
export class EnterConsentWordingV1 {
  static readonly subject = 'rpc.intake.enter-consent-wording.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['PRIVACY_OFFICER', 'DECISION_MAKER'];
  @IsString() @Matches(WORDING_VERSION) wordingVersion!: string;
  @IsDay() validFrom!: string;
  @OrUnknown() @IsDay() validUntil?: string | null;
  /** One for every scope. */
  @AreParts(() => WordingText, 50) @ArrayMinSize(1) texts!: WordingText[];
}

export class ConsentWordingAnswer {
  @IsString() wordingVersion!: string;
  @IsDay() validFrom!: string;
  @OrUnknown() @IsDay() validUntil!: string | null;
  @AreParts(() => WordingText, 50) @ArrayMaxSize(50) texts!: WordingText[];
  /** 1 for the wording that comes with the product. */
  @IsInt() @Min(1) version!: number;
}

/** The wording that is shown on a day, today where none is given. Errors: `consent-wording.not-found` (404). */
export class ReadConsentWordingV1 {
  static readonly subject = 'rpc.intake.read-consent-wording.v1';
  static readonly answer = ConsentWordingAnswer;
  static readonly allow: readonly Role[] = [...CASE_READERS, 'PRIVACY_OFFICER'];
  static readonly reads = true;
  @MayBeLeftOut() @IsDay() date?: string;
}
