import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  Equals,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsString,
  Min,
} from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { DISCLOSURE_ITEMS } from '../intake/for-services';
import { IsCodeOf, IsFreeCode, IsId, IsInstant, MayBeLeftOut, OrUnknown } from '../rules';

const WORKERS: readonly Role[] = ['PARTICIPATION_WORKER', 'COMMUNITY_COORDINATOR', 'CSW'];
const HOSTS: readonly Role[] = ['PROVIDER_STAFF'];
const BOTH: readonly Role[] = [...WORKERS, ...HOSTS];

/** Who knows where a confidential place is. */
export const DISTANCE_CONFIRMERS = ['host', 'privacy_officer'] as const;

/** An answer to a step, with the ledger's version where a place was held, kept or given back. */
export class ProposalActed extends Acted {
  @OrUnknown() @IsInt() @Min(0) ledgerVersion!: number | null;
}

/**
 * A proposal of one shortlisted place; starts DRAFT, and the request is PROPOSING from here. Errors: 409
 * `proposal.not-eligible` (the place is excluded now; `fields` has the codes), 409 `proposal.not-shortlisted`,
 * 409 `proposal.exists`, 409 `proposal.host-declined` (its host has just said no: choose again first),
 * 409 `proposal.distance-unconfirmed` (the place is confidential and the person has to keep a distance: somebody who
 * knows the place decides, no computer may), 409 `consent.missing`, 503 `consent.unanswered`.
 */
export class CreateProposalV1 {
  static readonly subject = 'rpc.matching.create-proposal.v1';
  static readonly answer = Acted;
  static readonly allow = WORKERS;
  @IsId() matchRequestId!: string;
  @IsId() menuId!: string;
  /** Who knows where the place is and said that the distance is kept. */
  @MayBeLeftOut() @IsIn(DISTANCE_CONFIRMERS) distanceConfirmedBy?: (typeof DISTANCE_CONFIRMERS)[number];
}

/** What the worker has to know: what the host was not told, because too few people of the area fit it. */
export class InquiredAnswer extends ProposalActed {
  /** `age_decade` (a wider band was told), `age` (none was), or codes of considerations. */
  @IsString({ each: true }) withheld!: string[];
}

/**
 * DRAFT → ANON_INQUIRY: asks the host without the name and holds a place. Age and considerations are told only as
 * far as they fit many people of the area. Errors: 409 `consent.missing`
 * (anonymous_inquiry), 409 `proposal.open-place` (nobody has to be asked), 409 `proposal.not-eligible` (not safe any more), 409 `proposal.distance-unconfirmed`, 409 `proposal.place-full` / `proposal.no-out-of-system-place` / `proposal.not-reported`.
 */
export class InquireAnonymouslyV1 {
  static readonly subject = 'rpc.matching.inquire-anonymously.v1';
  static readonly answer = InquiredAnswer;
  static readonly allow = WORKERS;
  @IsId() proposalId!: string;
}

/** ANON_INQUIRY → PROVIDER_WILLING, by the host's own staff. */
export class AnswerWillingV1 {
  static readonly subject = 'rpc.matching.answer-willing.v1';
  static readonly answer = ProposalActed;
  static readonly allow = HOSTS;
  @IsId() proposalId!: string;
}

/** ANON_INQUIRY or NAMED_INQUIRY → PROVIDER_DECLINED. After a named inquiry: 409 `proposal.discard-unconfirmed` unless what was told is discarded. */
export class RefuseInquiryV1 {
  static readonly subject = 'rpc.matching.refuse-inquiry.v1';
  static readonly answer = ProposalActed;
  static readonly allow = HOSTS;
  @IsId() proposalId!: string;
  @IsCodeOf('hostDeclineReasons') reasonCode!: string;
  @MayBeLeftOut() @IsBoolean() discardConfirmed?: boolean;
}

/** PROVIDER_WILLING → PERSON_OFFERED. 409 `proposal.single-option` where there is no second place that the person sees or can be shown at once, and no reason is given. */
export class OfferProposalV1 {
  static readonly subject = 'rpc.matching.offer-proposal.v1';
  static readonly answer = ProposalActed;
  static readonly allow = WORKERS;
  @IsId() proposalId!: string;
  @MayBeLeftOut() @IsFreeCode() singleOptionReasonCode?: string;
}

/** DRAFT → PERSON_OFFERED for an open place; 409 `proposal.not-open` for others. */
export class OfferOpenPlaceV1 {
  static readonly subject = 'rpc.matching.offer-open-place.v1';
  static readonly answer = ProposalActed;
  static readonly allow = WORKERS;
  @IsId() proposalId!: string;
}

/** PERSON_OFFERED → PERSON_INTERESTED. The person's words are a note of the case in intake: 409 `proposal.words-missing` where there is none. */
export class RecordInterestV1 {
  static readonly subject = 'rpc.matching.record-interest.v1';
  static readonly answer = ProposalActed;
  static readonly allow = WORKERS;
  @IsId() proposalId!: string;
  @IsId() personWordsNoteRef!: string;
}

/** PERSON_OFFERED or TRIAL_DONE → PERSON_DECLINED. The place is not proposed again until the person asks. */
export class RecordPersonRefusalV1 {
  static readonly subject = 'rpc.matching.record-person-refusal.v1';
  static readonly answer = ProposalActed;
  static readonly allow = WORKERS;
  @IsId() proposalId!: string;
  @OrUnknown() @IsCodeOf('personDeclineReasons') reasonCode!: string | null;
}

/**
 * PERSON_INTERESTED → NAMED_INQUIRY: from here the host may read these items in intake. Consent is asked at
 * this moment. Errors: 409 `consent.missing`, 409 `consent.guardian-missing`, 409 `proposal.not-eligible` (not safe any more), 409 `proposal.open-place` (no name is
 * needed there), 503 `consent.unanswered`.
 */
export class InquireNamedV1 {
  static readonly subject = 'rpc.matching.inquire-named.v1';
  static readonly answer = ProposalActed;
  static readonly allow = WORKERS;
  @IsId() proposalId!: string;
  @IsArray()
  @IsIn(DISCLOSURE_ITEMS, { each: true })
  @ArrayMinSize(1)
  @ArrayMaxSize(DISCLOSURE_ITEMS.length)
  @ArrayUnique()
  items!: (typeof DISCLOSURE_ITEMS)[number][];
}

/**
 * → TRIAL_SCHEDULED, or another day for it; the place is kept until then and for a term after it. 409
 * `proposal.name-first` where the place needs the name and has not got it, `proposal.trial-in-past`,
 * `proposal.trial-too-far`.
 */
export class ScheduleTrialV1 {
  static readonly subject = 'rpc.matching.schedule-trial.v1';
  static readonly answer = ProposalActed;
  static readonly allow = BOTH;
  @IsId() proposalId!: string;
  @IsInstant() at!: string;
}

export const FEELINGS = ['good', 'mixed', 'not_good', 'not_said'] as const;

/** TRIAL_SCHEDULED → TRIAL_DONE: how it was for both, by codes. */
export class RecordTrialDoneV1 {
  static readonly subject = 'rpc.matching.record-trial-done.v1';
  static readonly answer = ProposalActed;
  static readonly allow = WORKERS;
  @IsId() proposalId!: string;
  @IsIn(FEELINGS) personFeeling!: (typeof FEELINGS)[number];
  @IsIn(FEELINGS) hostFeeling!: (typeof FEELINGS)[number];
}

/** The proposal, and the placement that came of it. */
export class AcceptedAnswer extends ProposalActed {
  @IsId() placementId!: string;
}

/**
 * TRIAL_DONE → ACCEPTED: the place is taken and the placement starts to be prepared, both or neither. Other
 * proposals of the request are revoked. Errors: 409 `proposal.host-assessment-old` (older than 365 days or
 * missing), 409 `proposal.place-full`.
 */
export class AcceptProposalV1 {
  static readonly subject = 'rpc.matching.accept-proposal.v1';
  static readonly answer = AcceptedAnswer;
  static readonly allow = WORKERS;
  @IsId() proposalId!: string;
  /** Both have to have said yes. */
  @Equals(true, { message: '本人の合意を確認してください' }) personAgreed!: boolean;
  @Equals(true, { message: '受入先の合意を確認してください' }) hostAgreed!: boolean;
}

export const DIRECT_REASONS = ['emergency', 'trial_not_needed'] as const;

/** NAMED_INQUIRY → ACCEPTED without a trial. */
export class AcceptDirectlyV1 {
  static readonly subject = 'rpc.matching.accept-directly.v1';
  static readonly answer = AcceptedAnswer;
  static readonly allow = WORKERS;
  @IsId() proposalId!: string;
  @IsIn(DIRECT_REASONS) reasonCode!: (typeof DIRECT_REASONS)[number];
  @Equals(true, { message: '本人の合意を確認してください' }) personAgreed!: boolean;
  @Equals(true, { message: '受入先の合意を確認してください' }) hostAgreed!: boolean;
}

/** PERSON_INTERESTED → ACCEPTED at an open place that needs no name; 409 `proposal.not-open`. */
export class JoinOpenPlaceV1 {
  static readonly subject = 'rpc.matching.join-open-place.v1';
  static readonly answer = AcceptedAnswer;
  static readonly allow = WORKERS;
  @IsId() proposalId!: string;
}

/** The host steps back: → PROVIDER_DECLINED. After a named inquiry: 409 `proposal.discard-unconfirmed`. */
export class WithdrawHostV1 {
  static readonly subject = 'rpc.matching.withdraw-host.v1';
  static readonly answer = ProposalActed;
  static readonly allow = BOTH;
  @IsId() proposalId!: string;
  @IsCodeOf('hostDeclineReasons') reasonCode!: string;
  @MayBeLeftOut() @IsBoolean() discardConfirmed?: boolean;
}

/** The person steps back, at any time and without having to say why: → PERSON_DECLINED. */
export class WithdrawPersonV1 {
  static readonly subject = 'rpc.matching.withdraw-person.v1';
  static readonly answer = ProposalActed;
  static readonly allow = WORKERS;
  @IsId() proposalId!: string;
  @OrUnknown() @IsCodeOf('personDeclineReasons') reasonCode!: string | null;
}

export const REVOCATION_REASONS = ['consent_withdrawn', 'safety', 'resource_stopped', 'other'] as const;

/** → REVOKED, for consent, safety or because the place stopped. */
export class RevokeProposalV1 {
  static readonly subject = 'rpc.matching.revoke-proposal.v1';
  static readonly answer = ProposalActed;
  static readonly allow: readonly Role[] = [...WORKERS, 'PRIVACY_OFFICER'];
  @IsId() proposalId!: string;
  @IsIn(REVOCATION_REASONS) reasonCode!: (typeof REVOCATION_REASONS)[number];
}
