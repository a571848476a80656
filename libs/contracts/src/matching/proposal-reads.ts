import { IsArray, IsBoolean, IsIn, IsInt, IsString, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import type { Role } from '#libs/kernel';
import { DISCLOSURE_ITEMS } from '../intake/for-services';
import { IsDay, IsId, MayBeLeftOut, OrUnknown } from '../rules';

const HOSTS: readonly Role[] = ['PROVIDER_STAFF'];
const READERS: readonly Role[] = ['PARTICIPATION_WORKER', 'COMMUNITY_COORDINATOR', 'CSW', 'DECISION_MAKER'];

export class ProposalAnswer {
  @IsId() id!: string;
  @IsString() state!: string;
  @IsInt() @Min(1) version!: number;
  @IsId() matchRequestId!: string;
  @IsId() caseRef!: string;
  @IsId() personRef!: string;
  @IsId() menuId!: string;
  @IsId() orgId!: string;
  @IsBoolean() outOfSystem!: boolean;
  /** Until when the place is held, ISO 8601; null = nothing is held. */
  @OrUnknown() @IsString() heldUntil!: string | null;
  @OrUnknown() @IsString() trialAt!: string | null;
  @IsIn(DISCLOSURE_ITEMS, { each: true }) disclosedItems!: string[];
  /** What the host was not told, because few people fit it: `age_decade`, `age`, codes of considerations. */
  @IsString({ each: true }) withheld!: string[];
  /** Why it ended, or why one choice was enough. */
  @OrUnknown() @IsString() reasonCode!: string | null;
  @OrUnknown() @IsId() placementId!: string | null;
}

export class ReadProposalV1 {
  static readonly subject = 'rpc.matching.read-proposal.v1';
  static readonly answer = ProposalAnswer;
  static readonly allow = READERS;
  static readonly reads = true;
  @IsId() proposalId!: string;
}

export class ProposalList {
  @IsArray() @ValidateNested({ each: true }) @Type(() => ProposalAnswer) items!: ProposalAnswer[];
  @OrUnknown() @IsString() nextCursor!: string | null;
}

/** Proposals, oldest first. */
export class ListProposalsV1 {
  static readonly subject = 'rpc.matching.list-proposals.v1';
  static readonly answer = ProposalList;
  static readonly allow = READERS;
  static readonly reads = true;
  @MayBeLeftOut() @IsId() matchRequestId?: string;
  @MayBeLeftOut() @IsId() personRef?: string;
  @MayBeLeftOut() @IsId() menuId?: string;
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(200) cursor?: string;
}

/**
 * What a host is told about somebody before there is a name. Exactly these fields (L05): no name, address,
 * birth date, phone or diagnosis, and nothing written by hand.
 */
export class AnonymousPerson {
  /** Years, both included: a decade, or wider where few people live. `ageTo` null = and older; both null = not told. */
  @OrUnknown() @IsInt() @Min(0) @Max(80) ageFrom!: number | null;
  @OrUnknown() @IsInt() @Min(0) @Max(80) ageTo!: number | null;
  @IsString({ each: true }) purposes!: string[];
  @IsString({ each: true }) modes!: string[];
  @IsString({ each: true }) supportRequired!: string[];
  /** `mon` … `sun`; empty = any day. */
  @IsString({ each: true }) days!: string[];
  @OrUnknown() @IsDay() startBy!: string | null;
}

/** An inquiry as the host sees it. */
export class InquiryAnswer {
  @IsId() proposalId!: string;
  @IsIn(['anonymous', 'named']) kind!: 'anonymous' | 'named';
  @IsString() state!: string;
  @IsInt() @Min(1) version!: number;
  @IsId() menuId!: string;
  @IsString() menuName!: string;
  @OrUnknown() @ValidateNested() @Type(() => AnonymousPerson) person!: AnonymousPerson | null;
  /** Items that the host may read in intake now; empty while anonymous. */
  @IsIn(DISCLOSURE_ITEMS, { each: true }) items!: string[];
  @OrUnknown() @IsString() trialAt!: string | null;
  /** Last moment for an answer, ISO 8601; null = none. */
  @OrUnknown() @IsString() answerBy!: string | null;
}

export class InquiryList {
  @IsArray() @ValidateNested({ each: true }) @Type(() => InquiryAnswer) items!: InquiryAnswer[];
  @OrUnknown() @IsString() nextCursor!: string | null;
}

/** Open inquiries to the actor's own organisation, oldest first. */
export class ListInquiriesV1 {
  static readonly subject = 'rpc.matching.list-inquiries.v1';
  static readonly answer = InquiryList;
  static readonly allow = HOSTS;
  static readonly reads = true;
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(200) cursor?: string;
}
