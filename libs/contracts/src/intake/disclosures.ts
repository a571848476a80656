import { Type } from 'class-transformer';
import { IsIn, IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { IsId, IsInstant, MayBeLeftOut, OrUnknown } from '../rules';
import { AreParts } from '../parts';

/** Only the items chosen for this inquiry are there; the others are absent. Null = chosen, but not known. */
export class DisclosureAnswer {
  @IsId() proposalId!: string;
  @OrUnknown() @IsString() name?: string | null;
  @OrUnknown() @IsString() kana?: string | null;
  @OrUnknown() @IsString() phone?: string | null;
  @OrUnknown() @IsInt() @Min(1900) @Max(2199) birthYear?: number | null;
  @OrUnknown() @IsString() considerations?: string | null;
}

/**
 * What a host may know of a person after a named inquiry (L04). Consent is looked at in the moment of
 * reading: 403 `consent.withdrawn` without it. Other organisations and ended proposals: `disclosure.not-found`.
 */
export class ReadDisclosureV1 {
  static readonly subject = 'rpc.intake.read-disclosure.v1';
  static readonly answer = DisclosureAnswer;
  static readonly allow: readonly Role[] = ['PROVIDER_STAFF'];
  static readonly reads = true;
  @IsId() proposalId!: string;
}

export class DestructionRequestFact {
  @IsId() id!: string;
  @IsId() proposalId!: string;
  @IsIn(['REQUESTED', 'CONFIRMED']) state!: string;
  @IsInt() @Min(1) version!: number;
  @IsInstant() requestedAt!: string;
}

export class DestructionRequestListAnswer {
  @AreParts(() => DestructionRequestFact, 100) items!: DestructionRequestFact[];
  @OrUnknown() @IsString() nextCursor!: string | null;
}

/** What an organisation was told and has to destroy after a withdrawal (L06), newest first. Errors: `organization.not-found`. */
export class ListDestructionRequestsV1 {
  static readonly subject = 'rpc.intake.list-destruction-requests.v1';
  static readonly answer = DestructionRequestListAnswer;
  static readonly allow: readonly Role[] = ['PROVIDER_STAFF'];
  static readonly reads = true;
  @IsId() orgId!: string;
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(100) cursor?: string;
}

/** The organisation says that it destroyed it. Errors: `destruction-request.not-found`. */
export class ConfirmDestructionV1 {
  static readonly subject = 'rpc.intake.confirm-destruction.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['PROVIDER_STAFF'];
  @IsId() orgId!: string;
  @IsId() requestId!: string;
}
