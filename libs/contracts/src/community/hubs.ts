import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsString,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { AreParts } from '../parts';
import { IsClockTime, IsCodeOf, IsDay, IsFreeCode, IsId, IsText, MayBeLeftOut, OrUnknown } from '../rules';
import { WeeklyWindow } from './for-services';
import { CommunityPage, REGISTRY_READERS } from './requests';

/** Who keeps a hub's own facts up to date: the coordinator, and the people of the organisation that runs it. */
export const HUB_EDITORS: readonly Role[] = ['COMMUNITY_COORDINATOR', 'REGISTRY_EDITOR', 'PROVIDER_STAFF'];

/** The five programmes that 地域づくり consists of (社会福祉法106条の4第2項3号); law reference and wording are data. */
export const MANDATORY_PROGRAMS = [
  'care_prevention',
  'living_support',
  'activity_center',
  'childcare_base',
  'hardship_community',
] as const;
export type MandatoryProgram = (typeof MANDATORY_PROGRAMS)[number];

/** `staffed`: somebody is always there; `activity_days`: open only while something takes place. */
export const OPENING_FORMS = ['staffed', 'activity_days'] as const;

export class MandatoryProgramFact {
  @IsIn(MANDATORY_PROGRAMS) code!: MandatoryProgram;
  @IsString() ja!: string;
  /** Where it stands in the law. */
  @IsString() law!: string;
  @IsCodeOf('fields') field!: string;
}

export class MandatoryProgramsAnswer {
  @AreParts(() => MandatoryProgramFact, 5) items!: MandatoryProgramFact[];
}

/** The five programmes as they are worded now, of one field where it is named. */
export class ListMandatoryProgramsV1 {
  static readonly subject = 'rpc.community.list-mandatory-programs.v1';
  static readonly answer = MandatoryProgramsAnswer;
  static readonly allow = REGISTRY_READERS;
  static readonly reads = true;
  @MayBeLeftOut() @IsCodeOf('fields') field?: string;
}

class HubFields {
  @IsText(100) name!: string;
  /** `ibasho`, `activity_base`, `kumin_hiroba`, `kayoi_no_ba`, … or a code of the municipality's own. */
  @IsFreeCode() type!: string;
  /** Its entry in the registry, of the same organisation; says where it is. */
  @OrUnknown() @IsId() resourceId!: string | null;
  /** The area (圏域) that it is counted in. */
  @OrUnknown() @IsId() areaId!: string | null;
  @IsIn(OPENING_FORMS) openingForm!: (typeof OPENING_FORMS)[number];
  /** Which of the five it belongs to; empty = none of them. */
  @IsArray()
  @ArrayMaxSize(5)
  @ArrayUnique()
  @IsIn(MANDATORY_PROGRAMS, { each: true })
  mandatoryPrograms!: MandatoryProgram[];
  /** Null = before anything was recorded. */
  @OrUnknown() @IsDay() openedOn!: string | null;
  /** Its last day; null = it goes on. */
  @OrUnknown() @IsDay() closedOn!: string | null;
}

/**
 * Enters a hub (居場所・拠点・区民ひろば). 404 `organization.not-found`, `resource.not-found`, 400 `area.unknown`,
 * `hub.backwards`, `hub.other-organization` (the entry in the registry is of another one).
 */
export class EnterHubV1 extends HubFields {
  static readonly subject = 'rpc.community.enter-hub.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['COMMUNITY_COORDINATOR'];
  @IsId() orgId!: string;
}

/** Replaces what is said of a hub. Errors as for entering, 404 `hub.not-found`, 412 `stale-version`. */
export class ChangeHubV1 extends HubFields {
  static readonly subject = 'rpc.community.change-hub.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['COMMUNITY_COORDINATOR'];
  @IsId() hubId!: string;
}

class HubSpaceFields {
  @IsText(100) name!: string;
  /** How many fit in. */
  @IsInt() @Min(1) @Max(10_000) people!: number;
  /** `kitchen`, `piano`, `projector`, `step_free`, … or codes of the municipality's own. */
  @IsArray() @ArrayMaxSize(30) @ArrayUnique() @IsFreeCode({ each: true }) equipment!: string[];
  /** When it can be booked, local time; empty = not at present. */
  @AreParts(() => WeeklyWindow, 50) windows!: WeeklyWindow[];
}

/** Adds a room that is lent (貸出スペース). 404 `hub.not-found`, 400 `sessions.backwards`. */
export class AddHubSpaceV1 extends HubSpaceFields {
  static readonly subject = 'rpc.community.add-hub-space.v1';
  static readonly answer = Acted;
  static readonly allow = HUB_EDITORS;
  @IsId() hubId!: string;
}

/** Replaces what is said of a room. 404 `hub-space.not-found`, 400 `sessions.backwards`, 412 `stale-version`. */
export class ChangeHubSpaceV1 extends HubSpaceFields {
  static readonly subject = 'rpc.community.change-hub-space.v1';
  static readonly answer = Acted;
  static readonly allow = HUB_EDITORS;
  @IsId() spaceId!: string;
}

/** One date of a programme. */
export class HubDate {
  @IsDay() date!: string;
  @IsClockTime() from!: string;
  @IsClockTime() to!: string;
}

class HubProgramFields {
  @IsText(100) title!: string;
  /** Every week. */
  @AreParts(() => WeeklyWindow, 50) weekly!: WeeklyWindow[];
  /** On these days only. */
  @AreParts(() => HubDate, 100) dates!: HubDate[];
  /** The group that runs it (自主活動). */
  @OrUnknown() @IsId() groupId!: string | null;
  /** It no longer takes place. */
  @IsBoolean() ended!: boolean;
}

/** Adds something that takes place there. 404 `hub.not-found`, `supported-group.not-found`, 400 `sessions.backwards`. */
export class AddHubProgramV1 extends HubProgramFields {
  static readonly subject = 'rpc.community.add-hub-program.v1';
  static readonly answer = Acted;
  static readonly allow = HUB_EDITORS;
  @IsId() hubId!: string;
}

/** Replaces what is said of it. 404 `hub-program.not-found`, else as for adding; 412 `stale-version`. */
export class ChangeHubProgramV1 extends HubProgramFields {
  static readonly subject = 'rpc.community.change-hub-program.v1';
  static readonly answer = Acted;
  static readonly allow = HUB_EDITORS;
  @IsId() programId!: string;
}

export class HubSpaceView extends HubSpaceFields {
  @IsId() spaceId!: string;
  @IsInt() @Min(1) version!: number;
}

export class HubProgramView extends HubProgramFields {
  @IsId() programId!: string;
  @IsInt() @Min(1) version!: number;
}

export class HubSummary extends HubFields {
  @IsId() hubId!: string;
  @IsId() orgId!: string;
  @IsInt() @Min(1) version!: number;
}

export class HubAnswer extends HubSummary {
  /** The first hundred. */
  @AreParts(() => HubSpaceView, 100) spaces!: HubSpaceView[];
  /** The first hundred, those that take place before those that have ended. */
  @AreParts(() => HubProgramView, 100) programs!: HubProgramView[];
}

/** One hub with its rooms and programmes. 404 `hub.not-found`, also for another organisation's people. */
export class ReadHubV1 {
  static readonly subject = 'rpc.community.read-hub.v1';
  static readonly answer = HubAnswer;
  static readonly allow = REGISTRY_READERS;
  static readonly reads = true;
  @IsId() hubId!: string;
}

export class HubsAnswer {
  @AreParts(() => HubSummary, 100) items!: HubSummary[];
  @OrUnknown() @IsString() @MaxLength(64) nextCursor!: string | null;
}

/** Hubs, oldest entry first; an organisation's own people see its own. */
export class ListHubsV1 extends CommunityPage {
  static readonly subject = 'rpc.community.list-hubs.v1';
  static readonly answer = HubsAnswer;
  static readonly allow = REGISTRY_READERS;
  static readonly reads = true;
  @MayBeLeftOut() @IsId() orgId?: string;
  @MayBeLeftOut() @IsId() areaId?: string;
  @MayBeLeftOut() @IsFreeCode() type?: string;
  @MayBeLeftOut() @IsIn(MANDATORY_PROGRAMS) mandatoryProgram?: MandatoryProgram;
}
