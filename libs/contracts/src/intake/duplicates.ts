import { IsIn, IsInt, IsString, Max, Min } from 'class-validator';
import type { Role } from '#libs/kernel';
import { IsDay, IsId, IsText, OrUnknown } from '../rules';
import { AreParts } from '../parts';
import { GENDERS } from './persons';
import { CASE_STAFF } from './roles';

const LEVELS = ['likely', 'possible'] as const;

export class DuplicateReason {
  /** `name_same`, `kana_similar`, `birth_swapped`, `phone_same`…; some of them speak against it. */
  @IsString() code!: string;
  /** Japanese, for the one who decides. */
  @IsString() ja!: string;
}

/** A record that may be of the same person. A reference and reasons, no facts (L07). */
export class DuplicateCandidate {
  @IsId() personRef!: string;
  @IsIn(LEVELS) level!: (typeof LEVELS)[number];
  @AreParts(() => DuplicateReason, 20) reasons!: DuplicateReason[];
}

export class DuplicatesAnswer {
  /** The likeliest first. */
  @AreParts(() => DuplicateCandidate, 20) items!: DuplicateCandidate[];
}

/** Is this person with us already? Asked before entering one; keeps nothing of what is asked. */
export class FindDuplicatesV1 {
  static readonly subject = 'rpc.intake.find-duplicates.v1';
  static readonly answer = DuplicatesAnswer;
  static readonly allow: readonly Role[] = CASE_STAFF;
  static readonly reads = true;
  @IsText(100) name!: string;
  @IsText(100) kana!: string;
  @OrUnknown() @IsText(100) alias?: string | null;
  @OrUnknown() @IsDay() birthDate?: string | null;
  @OrUnknown() @IsInt() @Min(1900) @Max(2199) birthYear?: number | null;
  @OrUnknown() @IsIn(GENDERS) gender?: (typeof GENDERS)[number] | null;
  @OrUnknown() @IsText(40) phone?: string | null;
  @OrUnknown() @IsText(300) address?: string | null;
}

/** The same for a person who is entered. Records that are merged with it are left out. Errors: `person.not-found`. */
export class DuplicatesOfPersonV1 {
  static readonly subject = 'rpc.intake.duplicates-of-person.v1';
  static readonly answer = DuplicatesAnswer;
  static readonly allow: readonly Role[] = CASE_STAFF;
  static readonly reads = true;
  @IsId() personRef!: string;
}
