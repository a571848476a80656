import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
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
import type { Role } from '#libs/kernel';
import { AreParts } from '../parts';
import { IsDay, IsFreeCode, IsId, IsInstant, IsText, MayBeLeftOut, OrUnknown } from '../rules';
import { CONSULTING } from './roles';

/*
 * What the requests about either conference have in common: fields and answers. The requests themselves
 * are two families (support-conferences, multilayered-conferences), as the conferences are.
 * Who is not called to a conference, or has not pledged secrecy, gets the answer for a missing one.
 */

/** Keeps the register of members and pledges (会議の事務局). */
export const CONFERENCE_OFFICE: readonly Role[] = ['CONFERENCE_CHAIR', 'HOKATSU_COORDINATOR', 'DECISION_MAKER'];
export const PLANNING_CONFERENCE: readonly Role[] = ['CONFERENCE_CHAIR', 'HOKATSU_COORDINATOR'];
export const PROPOSING: readonly Role[] = [...CONSULTING, 'CONFERENCE_CHAIR'];
export const CHAIR: readonly Role[] = ['CONFERENCE_CHAIR'];
export const APPROVING_MINUTES: readonly Role[] = ['CONFERENCE_CHAIR', 'DECISION_MAKER'];
export const SITTING: readonly Role[] = ['CONFERENCE_CHAIR', 'CONFERENCE_MEMBER'];
export const WRITING: readonly Role[] = [...PROPOSING, 'CONFERENCE_MEMBER'];

/** Opaque id of somebody who signs in. */
export const IsSub = (): PropertyDecorator =>
  Matches(/^[\x21-\x7e]{1,100}$/, { message: '利用者の ID で指定してください' });

export abstract class OfConference {
  @IsId() conferenceId!: string;
}
export abstract class OfItem extends OfConference {
  @IsId() itemId!: string;
}
export abstract class Paged {
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(100) cursor?: string;
}

export abstract class Appointing {
  @IsSub() sub!: string;
  /** The desk or agency that the member comes from. */
  @MayBeLeftOut() @IsId() deskId?: string;
  @IsDay() from!: string;
  /** Last day; left out = until further notice. */
  @MayBeLeftOut() @IsDay() until?: string;
}
export abstract class EndingAppointment {
  @IsId() memberId!: string;
  @IsDay() until!: string;
}
export abstract class Pledging {
  @IsSub() sub!: string;
  @IsIn(['written', 'oral']) method!: 'written' | 'oral';
  @IsDay() givenOn!: string;
  /** Needed for an oral pledge: who heard it, and why it could not wait. */
  @MayBeLeftOut() @IsSub() heardBy?: string;
  @MayBeLeftOut() @IsText(500) reason?: string;
}

export abstract class PlanningConference {
  @IsDay() heldOn!: string;
  @IsSub() chairSub!: string;
}
export abstract class Summoning extends OfItem {
  @IsSub() sub!: string;
}
export abstract class AddingMember extends Summoning {
  /** Why this member is needed as well (必要最小限). */
  @IsText(500) reason!: string;
}
export abstract class WritingPaper extends OfItem {
  @IsIn(['material', 'minutes']) kind!: 'material' | 'minutes';
  @IsText(4000) words!: string;
}
export abstract class Opening extends OfConference {
  /** Who is here; everybody who was called where left out. */
  @MayBeLeftOut() @ArrayMaxSize(200) @ArrayUnique() @Matches(/^[\x21-\x7e]{1,100}$/, { each: true }) present?: string[];
}
export class ItemConclusion {
  @IsId() itemId!: string;
  @IsFreeCode() conclusion!: string;
}
export abstract class Concluding extends OfConference {
  /** One for each item that is still on the agenda; none where all have left it. */
  @AreParts(() => ItemConclusion, 50) conclusions!: ItemConclusion[];
}
export abstract class Cancelling extends OfConference {
  @IsIn(['no_quorum', 'not_needed', 'disaster', 'other']) reason!: string;
}

export class MemberFact {
  @IsId() memberId!: string;
  @IsInt() @Min(1) version!: number;
  @IsString() sub!: string;
  @OrUnknown() @IsId() deskId!: string | null;
  @IsDay() appointedFrom!: string;
  @OrUnknown() @IsDay() appointedUntil!: string | null;
  /** Last day of the pledge that holds longest; null = none holds today. */
  @OrUnknown() @IsDay() pledgedUntil!: string | null;
  /** Only an oral pledge holds: it has to be made good in writing. */
  @IsBoolean() pledgeToBeMadeGood!: boolean;
}
export class MemberListAnswer {
  @AreParts(() => MemberFact, 100) items!: MemberFact[];
  @OrUnknown() @IsString() nextCursor!: string | null;
}

export class ConferenceLine {
  @IsId() conferenceId!: string;
  @IsString() state!: string;
  @IsInt() @Min(1) version!: number;
  @IsDay() heldOn!: string;
}
export class ConferenceListAnswer {
  @AreParts(() => ConferenceLine, 100) items!: ConferenceLine[];
  @OrUnknown() @IsString() nextCursor!: string | null;
}

export class SummonsFact {
  @IsString() sub!: string;
  /** Null until the conference opens. */
  @OrUnknown() @IsBoolean() attended!: boolean | null;
  /** Had no pledge when the conference opened. */
  @IsBoolean() leftOut!: boolean;
}
export class ItemFact {
  @IsId() itemId!: string;
  @IsString() kind!: string;
  @IsIn(['ON', 'LEFT']) state!: string;
  @OrUnknown() @IsString() leftReason!: string | null;
  @OrUnknown() @IsId() caseRef!: string | null;
  @OrUnknown() @IsId() planId!: string | null;
  @OrUnknown() @IsString() topic!: string | null;
  @OrUnknown() @IsString() conclusion!: string | null;
  @AreParts(() => SummonsFact, 50) summoned!: SummonsFact[];
}
export class ConferenceAnswer {
  @IsId() conferenceId!: string;
  @IsString() state!: string;
  @IsInt() @Min(1) version!: number;
  @IsDay() heldOn!: string;
  @IsString() chairSub!: string;
  /** Only the items that the reader may know of. */
  @AreParts(() => ItemFact, 50) items!: ItemFact[];
  /** For the chair of a support conference only. */
  @OrUnknown() @IsString() ground!: string | null;
  @OrUnknown() @IsString() necessity!: string | null;
}

export class PaperFact {
  @IsId() paperId!: string;
  @IsString() kind!: string;
  @IsString() words!: string;
  @IsString() writtenBy!: string;
  @IsInstant() writtenAt!: string;
  /** The share by which it came out of a support conference. */
  @OrUnknown() @IsId() originShareId!: string | null;
}
export class WatchFact {
  @IsIn(['watch', 'noNeed']) event!: string;
  @IsString() words!: string;
  @IsString({ each: true }) @ArrayMaxSize(20) keptItems!: string[];
  @OrUnknown() @IsDay() reviewOn!: string | null;
  @OrUnknown() @IsDay() disposalOn!: string | null;
}
export class ItemAnswer {
  @IsId() conferenceId!: string;
  @IsId() itemId!: string;
  @IsString() kind!: string;
  @OrUnknown() @IsId() caseRef!: string | null;
  @OrUnknown() @IsId() planId!: string | null;
  @OrUnknown() @IsString() topic!: string | null;
  @OrUnknown() @IsString() conclusion!: string | null;
  /** Oldest first. */
  @AreParts(() => PaperFact, 100) papers!: PaperFact[];
  /** What was decided about watching over the person on this item; support conferences only. */
  @AreParts(() => WatchFact, 100) watches!: WatchFact[];
}
