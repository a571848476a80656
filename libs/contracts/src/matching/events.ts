import { ArrayMaxSize, IsBoolean, IsIn, IsInt, IsString, Matches, Min } from 'class-validator';
import { DISCLOSURE_ITEMS } from '../intake/for-services';
import { IsDay, IsId, OrUnknown } from '../rules';
import { AREA_CODE } from './areas';

/** An organisation was asked whether it can take somebody, with or without a name. Who it is stays out of here. */
export class InquiryArrivedV1 {
  static readonly subject = 'evt.matching.inquiry.arrived.v1';
  static readonly aggregate = 'proposalId';
  @IsId() proposalId!: string;
  @IsId() menuId!: string;
  @IsId() orgId!: string;
  @IsInt() @Min(1) version!: number;
}

/**
 * A named inquiry was sent to an organisation, with consent asked at that moment. From now on the
 * organisation may read these items in intake, as long as consent and inquiry last.
 */
export class NamedInquirySentV1 {
  static readonly subject = 'evt.matching.named-inquiry.sent.v1';
  static readonly aggregate = 'proposalId';
  @IsId() proposalId!: string;
  @IsId() personRef!: string;
  @IsId() orgId!: string;
  @IsIn(DISCLOSURE_ITEMS, { each: true }) items!: (typeof DISCLOSURE_ITEMS)[number][];
  @IsInt() @Min(1) version!: number;
}

/** A proposal came to nothing. The organisation's right to read the person's items ends. */
export class ProposalEndedV1 {
  static readonly subject = 'evt.matching.proposal.ended.v1';
  static readonly aggregate = 'proposalId';
  @IsId() proposalId!: string;
  @IsId() personRef!: string;
  @IsId() orgId!: string;
  @IsIn(['PROVIDER_DECLINED', 'PERSON_DECLINED', 'EXPIRED', 'REVOKED']) state!: string;
  @IsInt() @Min(1) version!: number;
}

/** Person and host agreed; a place is taken. */
export class ProposalAcceptedV1 {
  static readonly subject = 'evt.matching.proposal.accepted.v1';
  static readonly aggregate = 'proposalId';
  @IsId() proposalId!: string;
  @IsId() placementId!: string;
  @IsId() personRef!: string;
  @IsId() menuId!: string;
  @IsInt() @Min(1) version!: number;
}

/** The first day has come. Person and host are followed up from here. */
export class PlacementStartedV1 {
  static readonly subject = 'evt.matching.placement.started.v1';
  static readonly aggregate = 'placementId';
  @IsId() placementId!: string;
  @IsId() personRef!: string;
  @IsId() caseRef!: string;
  @IsId() menuId!: string;
  @IsId() orgId!: string;
  @IsDay() startedOn!: string;
  /** The host assessment said needs_support: the host is followed up more closely. */
  @IsBoolean() hostSupportNeeded!: boolean;
  @IsInt() @Min(1) version!: number;
}

/** Support is over, the person keeps going. `aftercare`: contact goes on with the person's consent. */
export class PlacementSupportClosedV1 {
  static readonly subject = 'evt.matching.placement.support-closed.v1';
  static readonly aggregate = 'placementId';
  @IsId() placementId!: string;
  @IsId() personRef!: string;
  @IsDay() closedOn!: string;
  @IsBoolean() aftercare!: boolean;
  @IsInt() @Min(1) version!: number;
}

/** The person left the place, for whatever reason; the place is free again. */
export class PlacementEndedV1 {
  static readonly subject = 'evt.matching.placement.ended.v1';
  static readonly aggregate = 'placementId';
  @IsId() placementId!: string;
  @IsId() personRef!: string;
  /** Code list placementEndReasons. */
  @IsString() reason!: string;
  @IsDay() endedOn!: string;
  @IsInt() @Min(1) version!: number;
}

/** 5 to 12, 12 to 17, 17 to 21 o'clock, and the night until 5. */
const DAY_PARTS = ['morning', 'afternoon', 'evening', 'night'] as const;

/** Nothing fits a need, once per need and version. Nothing in here points to a person. */
export class UnmetNeedRecordedV1 {
  static readonly subject = 'evt.matching.unmet-need.recorded.v1';
  static readonly aggregate = 'unmetNeedId';
  @IsId() unmetNeedId!: string;
  @IsString({ each: true }) @ArrayMaxSize(20) purposes!: string[];
  @IsString({ each: true }) @ArrayMaxSize(5) modes!: string[];
  @IsString({ each: true }) @ArrayMaxSize(20) supportRequired!: string[];
  /** Days of the week on which the person could come. */
  @IsString({ each: true }) @ArrayMaxSize(7) days!: string[];
  /** Parts of the day at which the person could come; empty = at any time. */
  @IsIn(DAY_PARTS, { each: true }) @ArrayMaxSize(4) times!: string[];
  /**
   * Where a place is missing: second-level mesh of JIS X 0410, about 10 km wide; null = not known, or so few people live
   * there that it would point to somebody.
   */
  @OrUnknown() @Matches(AREA_CODE) areaCode!: string | null;
  /** Exclusion codes that blocked most resources, most frequent first; reasons of safety are left out. */
  @IsString({ each: true }) @ArrayMaxSize(26) blockedBy!: string[];
  @IsInt() @Min(1) version!: number;
}

export const UNMET_NEED_ENDS = ['placed', 'found', 'cancelled'] as const;

/** Nobody waits for it any more: a place was found or taken, or the request was taken back. */
export class UnmetNeedWithdrawnV1 {
  static readonly subject = 'evt.matching.unmet-need.withdrawn.v1';
  static readonly aggregate = 'unmetNeedId';
  @IsId() unmetNeedId!: string;
  @IsIn(UNMET_NEED_ENDS) reason!: (typeof UNMET_NEED_ENDS)[number];
  @IsInt() @Min(1) version!: number;
}

/** A report lowered the total below what is promised. Nobody loses a place; no new hold is made. */
export class MenuOverCommittedV1 {
  static readonly subject = 'evt.matching.menu.over-committed.v1';
  static readonly aggregate = 'menuId';
  @IsId() menuId!: string;
  @IsInt() @Min(1) promised!: number;
  @IsInt() @Min(0) total!: number;
  @IsInt() @Min(1) version!: number;
}

/** A menu that was over-committed has room for all it has promised again. */
export class MenuRoomAgainV1 {
  static readonly subject = 'evt.matching.menu.room-again.v1';
  static readonly aggregate = 'menuId';
  @IsId() menuId!: string;
  @IsInt() @Min(1) version!: number;
}

/** Places were held or given back by a request to the ledger itself; steps of proposals say so in events of their own. */
export class HoldChangedV1 {
  static readonly subject = 'evt.matching.hold.changed.v1';
  static readonly aggregate = 'menuId';
  @IsId() menuId!: string;
  /** E.g. `mon-1000-1200`; empty where the menu counts all its places together. */
  @IsString() session!: string;
  @IsId() holdId!: string;
  @IsIn(['ACTIVE', 'RELEASED', 'LAPSED']) state!: 'ACTIVE' | 'RELEASED' | 'LAPSED';
  /** Of the ledger. */
  @IsInt() @Min(1) version!: number;
}
