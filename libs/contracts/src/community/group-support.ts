import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsString,
  IsUrl,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { AreParts } from '../parts';
import { IsDay, IsFreeCode, IsId, IsText, MayBeLeftOut, OrUnknown } from '../rules';
import { CommunityPage } from './requests';

/** Who supports groups of residents, and who may look at it. */
export const GROUP_SUPPORTERS: readonly Role[] = ['COMMUNITY_COORDINATOR', 'CSW'];
export const GROUP_READERS: readonly Role[] = [
  ...GROUP_SUPPORTERS,
  'HOKATSU_COORDINATOR',
  'PARTICIPATION_WORKER',
  'NO_REFUSAL_MANAGER',
  'DECISION_MAKER',
];

export const GROUP_STATES = ['CONSULTING', 'INFORMED', 'LAUNCHED', 'SETTLED', 'ENDED'] as const;
export const GROUP_STEPS = ['inform', 'launch', 'settle', 'end', 'resume'] as const;

/**
 * A group of residents asks for support (団体支援), e.g. to begin a 「みんなの食堂」. 404 `organization.not-found`,
 * 400 `area.unknown`, 422 `supported-group.future`.
 */
export class EnterSupportedGroupV1 {
  static readonly subject = 'rpc.community.enter-supported-group.v1';
  static readonly answer = Acted;
  static readonly allow = GROUP_SUPPORTERS;
  /** What the group calls itself; never a person's name. */
  @IsText(100) name!: string;
  /** `minna_no_shokudo`, `salon`, `kayoi_no_ba`, … or a code of the municipality's own. */
  @IsFreeCode() kind!: string;
  /** Where it is in the registry already. */
  @OrUnknown() @IsId() orgId!: string | null;
  @OrUnknown() @IsId() areaId!: string | null;
  /** The day on which they first asked. */
  @IsDay() since!: string;
}

/**
 * Takes a step: 相談 → `inform` → `launch` → `settle`; `end` from anywhere, `resume` where they begin again.
 * 404 `supported-group.not-found`, 409 `group-support.transition-refused`, `group-support.nothing-given` (nobody has
 * recorded that they were informed), 400 `supported-group.step-too-early`, 422 `supported-group.future`.
 */
export class MoveSupportedGroupV1 {
  static readonly subject = 'rpc.community.move-supported-group.v1';
  static readonly answer = Acted;
  static readonly allow = GROUP_SUPPORTERS;
  @IsId() groupId!: string;
  @IsIn(GROUP_STEPS) step!: (typeof GROUP_STEPS)[number];
  @IsDay() on!: string;
}

/** One contact with the group, as it is counted (延支援件数). */
export class GroupContact {
  @IsDay() on!: string;
  /** `consultation`, `information`, `visit`, `accompany`, `follow_up`, … or a code of the municipality's own. */
  @IsFreeCode() kind!: string;
  @OrUnknown() @IsInt() @Min(1) @Max(1_440) minutes!: number | null;
  /** Which grants and places they were told of. */
  @MayBeLeftOut() @IsArray() @ArrayMaxSize(20) @ArrayUnique() @IsId({ each: true }) infoIds?: string[];
}

/**
 * Records contacts, a month of them at once where somebody does it so. 404 `supported-group.not-found`,
 * `grant-info.not-found`, 422 `supported-group.future`, 400 `grant-info.not-valid` (not in force on that day).
 */
export class RecordGroupContactsV1 {
  static readonly subject = 'rpc.community.record-group-contacts.v1';
  static readonly answer = Acted;
  static readonly allow = GROUP_SUPPORTERS;
  @IsId() groupId!: string;
  @AreParts(() => GroupContact, 100) @ArrayMinSize(1) contacts!: GroupContact[];
}

export class SupportedGroupAnswer {
  @IsId() groupId!: string;
  @IsInt() @Min(1) version!: number;
  @IsString() name!: string;
  @IsFreeCode() kind!: string;
  @IsIn(GROUP_STATES) state!: (typeof GROUP_STATES)[number];
  @OrUnknown() @IsId() orgId!: string | null;
  @OrUnknown() @IsId() areaId!: string | null;
  @IsDay() since!: string;
  /** Day of the last step. */
  @IsDay() stateSince!: string;
  @IsInt() @Min(0) contacts!: number;
  @OrUnknown() @IsDay() lastContactOn!: string | null;
}

/** One group. 404 `supported-group.not-found`. */
export class ReadSupportedGroupV1 {
  static readonly subject = 'rpc.community.read-supported-group.v1';
  static readonly answer = SupportedGroupAnswer;
  static readonly allow = GROUP_READERS;
  static readonly reads = true;
  @IsId() groupId!: string;
}

export class SupportedGroupsAnswer {
  @AreParts(() => SupportedGroupAnswer, 100) items!: SupportedGroupAnswer[];
  @OrUnknown() @IsString() @MaxLength(64) nextCursor!: string | null;
}

/** Groups, oldest entry first. */
export class ListSupportedGroupsV1 extends CommunityPage {
  static readonly subject = 'rpc.community.list-supported-groups.v1';
  static readonly answer = SupportedGroupsAnswer;
  static readonly allow = GROUP_READERS;
  static readonly reads = true;
  @MayBeLeftOut() @IsIn(GROUP_STATES) state?: (typeof GROUP_STATES)[number];
  @MayBeLeftOut() @IsFreeCode() kind?: string;
}

export class GroupContactView extends GroupContact {
  @IsId() contactId!: string;
}

export class GroupContactsAnswer {
  @AreParts(() => GroupContactView, 100) items!: GroupContactView[];
  @OrUnknown() @IsString() @MaxLength(64) nextCursor!: string | null;
}

/** Contacts with a group in the order in which they were entered. 404 `supported-group.not-found`. */
export class ListGroupContactsV1 extends CommunityPage {
  static readonly subject = 'rpc.community.list-group-contacts.v1';
  static readonly answer = GroupContactsAnswer;
  static readonly allow = GROUP_READERS;
  static readonly reads = true;
  @IsId() groupId!: string;
}

class GrantInfoFields {
  /** 助成金, or a place to do it. */
  @IsIn(['grant', 'place']) kind!: 'grant' | 'place';
  @IsText(200) title!: string;
  @OrUnknown() @IsText(2000) details!: string | null;
  @OrUnknown()
  @IsUrl(
    { protocols: ['http', 'https'], require_protocol: true },
    { message: 'http(s):// で始まる URL を入力してください' },
  )
  @MaxLength(500)
  url!: string | null;
  /** First and last day on which it may be told; null = no end known. */
  @IsDay() validFrom!: string;
  @OrUnknown() @IsDay() validUntil!: string | null;
}

/** Enters what groups are told of (助成金・活動場所の情報). 400 `grant-info.backwards`. */
export class EnterGrantInfoV1 extends GrantInfoFields {
  static readonly subject = 'rpc.community.enter-grant-info.v1';
  static readonly answer = Acted;
  static readonly allow = GROUP_SUPPORTERS;
}

/** Replaces it. 404 `grant-info.not-found`, 400 `grant-info.backwards`, 412 `stale-version`. */
export class ChangeGrantInfoV1 extends GrantInfoFields {
  static readonly subject = 'rpc.community.change-grant-info.v1';
  static readonly answer = Acted;
  static readonly allow = GROUP_SUPPORTERS;
  @IsId() infoId!: string;
}

export class GrantInfoView extends GrantInfoFields {
  @IsId() infoId!: string;
  @IsInt() @Min(1) version!: number;
}

export class GrantInfosAnswer {
  @AreParts(() => GrantInfoView, 100) items!: GrantInfoView[];
  @OrUnknown() @IsString() @MaxLength(64) nextCursor!: string | null;
}

/** Grants and places, oldest entry first; only those in force on a day where one is named. */
export class ListGrantInfosV1 extends CommunityPage {
  static readonly subject = 'rpc.community.list-grant-infos.v1';
  static readonly answer = GrantInfosAnswer;
  static readonly allow = GROUP_READERS;
  static readonly reads = true;
  @MayBeLeftOut() @IsIn(['grant', 'place']) kind?: 'grant' | 'place';
  @MayBeLeftOut() @IsDay() validOn?: string;
}
