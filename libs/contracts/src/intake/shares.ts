import { Type } from 'class-transformer';
import { ArrayMaxSize, IsIn, IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { AreParts } from '../parts';
import { IsId, IsInstant, MayBeLeftOut, OrUnknown } from '../rules';
import { CASE_READERS, CASE_STAFF } from './roles';

const RECIPIENT_KINDS = ['desk', 'agency', 'conference', 'host', 'plan', 'family'] as const;
const RETURN_STATES = ['REQUESTED', 'CONFIRMED'] as const;

class PageWish {
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(100) cursor?: string;
}

/** One thing that was given to somebody: on which ground, by whom, when. Codes, never the thing itself. */
export class ShareFact {
  @IsId() shareId!: string;
  @OrUnknown() @IsId() caseRef!: string | null;
  @IsIn(RECIPIENT_KINDS) recipientKind!: string;
  @IsString() recipientId!: string;
  /** Code list consentScopes; null where it rests on another ground without one. */
  @OrUnknown() @IsString() scope!: string | null;
  /** Code list disclosureBases. */
  @IsString() basis!: string;
  @OrUnknown() @IsString() reason!: string | null;
  @IsString({ each: true }) @ArrayMaxSize(100) items!: string[];
  @OrUnknown() @IsString() sourceId!: string | null;
  @IsString() sharedBy!: string;
  @IsInstant() sharedAt!: string;
}

export class ShareListAnswer {
  @AreParts(() => ShareFact, 100) items!: ShareFact[];
  @OrUnknown() @IsString() nextCursor!: string | null;
}

/**
 * What was shared of a person, to whom, on which basis, newest first; also what the person may ask to see
 * (個人情報保護法76条). Errors: `person.not-found` (404), `cursor.invalid` (400).
 */
export class ListSharesV1 extends PageWish {
  static readonly subject = 'rpc.intake.list-shares.v1';
  static readonly answer = ShareListAnswer;
  static readonly allow: readonly Role[] = [...CASE_STAFF, 'PRIVACY_OFFICER'];
  static readonly reads = true;
  @IsId() personRef!: string;
}

export class ReturnRequestFact {
  @IsId() id!: string;
  @IsId() shareId!: string;
  @IsIn(RECIPIENT_KINDS) recipientKind!: string;
  @IsString() recipientId!: string;
  @IsIn(RETURN_STATES) state!: string;
  @IsInt() @Min(1) version!: number;
  @IsString({ each: true }) @ArrayMaxSize(100) items!: string[];
  @IsInstant() requestedAt!: string;
}

export class ReturnRequestListAnswer {
  @AreParts(() => ReturnRequestFact, 100) items!: ReturnRequestFact[];
  @OrUnknown() @IsString() nextCursor!: string | null;
}

/** Tasks to bring back what was shared and may not be kept any more (L06), newest first. Names nobody. */
export class ListReturnRequestsV1 extends PageWish {
  static readonly subject = 'rpc.intake.list-return-requests.v1';
  static readonly answer = ReturnRequestListAnswer;
  static readonly allow: readonly Role[] = [...CASE_READERS, 'CONFERENCE_CHAIR', 'PRIVACY_OFFICER'];
  static readonly reads = true;
  @MayBeLeftOut() @IsIn(RETURN_STATES) state?: string;
  @MayBeLeftOut() @IsIn(RECIPIENT_KINDS) recipientKind?: string;
  @MayBeLeftOut() @IsString() @MaxLength(64) recipientId?: string;
}

/** The recipient gave it back or destroyed it. Saying it twice is no harm. Errors: `return-request.not-found` (404). */
export class ConfirmReturnV1 {
  static readonly subject = 'rpc.intake.confirm-return.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = [...CASE_STAFF, 'CONFERENCE_CHAIR', 'PRIVACY_OFFICER'];
  @IsId() requestId!: string;
}
