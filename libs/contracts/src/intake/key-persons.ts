import { IsBoolean, IsIn, IsInt, IsString, Min } from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { IsFreeCode, IsId, IsText, OrUnknown } from '../rules';
import { AreParts } from '../parts';
import { CASE_STAFF, SAFETY_STAFF } from './roles';

export const CONTACT_WISHES = ['yes', 'no', 'not_asked'] as const;
export const CONTACT_ANSWERS = ['allowed', 'not_allowed', 'not_asked', 'confirm_first'] as const;

/** A relative or another key person (親族・キーパーソン) of ONE person. */
export class KeyPersonFacts {
  @IsText(100) name!: string;
  /** Seen from the person: `mother`, `brother`, `friend`, `landlord`, `former_teacher`…. */
  @IsFreeCode() relation!: string;
  @OrUnknown() @IsText(40) phone?: string | null;
  /** The person's own word on whether this one may be contacted. */
  @IsIn(CONTACT_WISHES) mayBeContacted!: (typeof CONTACT_WISHES)[number];
  /** How, if so: `phone`, `letter`, `through_person`, `visit`…. */
  @OrUnknown() @IsFreeCode() how?: string | null;
}

class OfPerson {
  @IsId() personRef!: string;
}

/** The answer's id is the key person's. Errors: `person.not-found`, `person.merged`, `key-person.too-many` (409: 50). */
export class AddKeyPersonV1 extends KeyPersonFacts {
  static readonly subject = 'rpc.intake.add-key-person.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CASE_STAFF;
  @IsId() personRef!: string;
}

/** Replaces the facts; what was stays on record. Errors: `key-person.not-found`, `key-person.ended` (409), `stale-version` (412). */
export class ChangeKeyPersonV1 extends KeyPersonFacts {
  static readonly subject = 'rpc.intake.change-key-person.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CASE_STAFF;
  @IsId() personRef!: string;
  @IsId() keyPersonId!: string;
}

/** Is no key person any more. Errors: `key-person.not-found`, `key-person.ended` (409). */
export class EndKeyPersonV1 extends OfPerson {
  static readonly subject = 'rpc.intake.end-key-person.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CASE_STAFF;
  @IsId() keyPersonId!: string;
  @IsText(1000) reason!: string;
}

/** What has to be known before anybody contacts this one; restricted roles only (L09). `null` takes it away. Errors: `key-person.not-found`. */
export class RecordKeyPersonSafetyV1 extends OfPerson {
  static readonly subject = 'rpc.intake.record-key-person-safety.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = SAFETY_STAFF;
  @IsId() keyPersonId!: string;
  @OrUnknown() @IsText(2000) safetyNote!: string | null;
}

export class KeyPersonSafetyAnswer {
  @IsId() keyPersonId!: string;
  @IsInt() @Min(1) version!: number;
  @OrUnknown() @IsString() safetyNote!: string | null;
}

/** Restricted roles only. Errors: `key-person.not-found`. */
export class ReadKeyPersonSafetyV1 extends OfPerson {
  static readonly subject = 'rpc.intake.read-key-person-safety.v1';
  static readonly answer = KeyPersonSafetyAnswer;
  static readonly allow: readonly Role[] = SAFETY_STAFF;
  static readonly reads = true;
  @IsId() keyPersonId!: string;
}

export class KeyPersonAnswer extends KeyPersonFacts {
  @IsId() keyPersonId!: string;
  @IsInt() @Min(1) version!: number;
  /** Something has to be known first; what it is, restricted roles read. */
  @IsBoolean() confirmFirst!: boolean;
  /** May this one be contacted now: the person's word, consent `family_contact` in force, and no safety note. */
  @IsIn(CONTACT_ANSWERS) contact!: (typeof CONTACT_ANSWERS)[number];
  /** The same for the reader. */
  @IsString() contactJa!: string;
  @IsBoolean() ended!: boolean;
}

export class KeyPersonListAnswer {
  @AreParts(() => KeyPersonAnswer, 100) items!: KeyPersonAnswer[];
}

/** Key persons of one person and of nobody else (L10). Errors: `person.not-found`. */
export class ListKeyPersonsV1 extends OfPerson {
  static readonly subject = 'rpc.intake.list-key-persons.v1';
  static readonly answer = KeyPersonListAnswer;
  static readonly allow: readonly Role[] = CASE_STAFF;
  static readonly reads = true;
}
