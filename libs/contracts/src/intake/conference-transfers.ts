import { ArrayMaxSize, IsIn, IsString } from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { AreParts, IsPart } from '../parts';
import { IsCodeOf, IsFreeCode, IsId, IsInstant, IsText, MayBeLeftOut } from '../rules';
import { OfItem } from './conferences';
import { CASE_STAFF } from './roles';

const TRANSFER_TARGETS = ['note', 'plan', 'multilayered_item', 'matching', 'host'] as const;

/** Codes that matching may look at from now on, beside those that it may look at already. */
export class TransferredFacts {
  @MayBeLeftOut() @IsFreeCode({ each: true }) @ArrayMaxSize(20) strengths?: string[];
  @MayBeLeftOut() @IsFreeCode({ each: true }) @ArrayMaxSize(20) interests?: string[];
  @MayBeLeftOut() @IsFreeCode({ each: true }) @ArrayMaxSize(20) avoid?: string[];
}

/**
 * Carries one paper out of a support conference (L03): a member who may read it chooses where to, on which
 * legal basis and why. `targetId` is the case (note), the plan, the item of a multilayered conference, the
 * person (matching, with `facts`: codes and no words) or the proposal (host). Errors: those of reading (404),
 * `case.person-missing`, `transfer.target-closed` (409), `transfer.other-person` (409), `transfer.basis-refused`,
 * `transfer.facts-missing`, `transfer.facts-unexpected`, `share.basis-refused` (400), `consent.missing` (403).
 */
export class TransferItemV1 extends OfItem {
  static readonly subject = 'rpc.intake.transfer-item.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CASE_STAFF;
  @IsId() paperId!: string;
  @IsIn(TRANSFER_TARGETS) target!: (typeof TRANSFER_TARGETS)[number];
  @IsId() targetId!: string;
  @IsCodeOf('disclosureBases') basis!: string;
  @IsText(500) reason!: string;
  @MayBeLeftOut() @IsPart(() => TransferredFacts) facts?: TransferredFacts;
}

export class TransferFact {
  @IsId() paperId!: string;
  @IsId() shareId!: string;
  @IsString() target!: string;
  @IsId() targetId!: string;
  @IsString() basis!: string;
  @IsString() reason!: string;
  @IsString() transferredBy!: string;
  @IsInstant() transferredAt!: string;
}
export class TransferListAnswer {
  @AreParts(() => TransferFact, 100) items!: TransferFact[];
}

/** What was carried out of an item, newest first, 100 at most; for those who may read it. */
export class ListTransfersV1 extends OfItem {
  static readonly subject = 'rpc.intake.list-transfers.v1';
  static readonly answer = TransferListAnswer;
  static readonly allow: readonly Role[] = ['CONFERENCE_CHAIR', 'CONFERENCE_MEMBER'];
  static readonly reads = true;
}

export class TransferredWords {
  @IsString() words!: string;
  @IsId() originShareId!: string;
  @IsInstant() transferredAt!: string;
}
export class TransferredWordsAnswer {
  @AreParts(() => TransferredWords, 100) items!: TransferredWords[];
}

/** What was carried over to a support plan. Errors: `plan.not-found`. */
export class ReadPlanTransfersV1 {
  static readonly subject = 'rpc.intake.read-plan-transfers.v1';
  static readonly answer = TransferredWordsAnswer;
  static readonly allow: readonly Role[] = CASE_STAFF;
  static readonly reads = true;
  @IsId() planId!: string;
}

/** What was carried over to a host, of its own inquiry; consent is looked at in the moment of reading. Errors: as ReadDisclosureV1. */
export class ReadHostTransfersV1 {
  static readonly subject = 'rpc.intake.read-host-transfers.v1';
  static readonly answer = TransferredWordsAnswer;
  static readonly allow: readonly Role[] = ['PROVIDER_STAFF'];
  static readonly reads = true;
  @IsId() proposalId!: string;
}
