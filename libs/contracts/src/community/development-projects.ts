import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsString, MaxLength, Min } from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { AreParts, IsPart } from '../parts';
import { IsDay, IsFreeCode, IsId, IsText, MayBeLeftOut, OrUnknown } from '../rules';
import { GROUP_READERS, GROUP_SUPPORTERS } from './group-support';
import { CommunityPage } from './requests';

export const DEVELOPMENT_PROJECT_STATES = ['IDEA', 'TALKS', 'PREPARING', 'PAUSED', 'OPEN', 'DROPPED'] as const;
export const DEVELOPMENT_PROJECT_STEPS = ['talk', 'prepare', 'pause', 'resume', 'drop'] as const;

/** An organisation that takes part, and as what. */
export class ProjectPartner {
  @IsId() orgId!: string;
  /** `host`, `space`, `hands`, `funds`, `advice`, … or a code of the municipality's own. */
  @IsFreeCode() role!: string;
}

/** What is to be done next, and by when. */
export class ProjectNextStep {
  /** `visit`, `talk`, `grant_application`, `agreement`, `trial`, `look_again`, … or a code of one's own. */
  @IsFreeCode() kind!: string;
  @IsDay() dueOn!: string;
}

class ProjectFields {
  /** What is to come into being, in words about a place; never a person's name. */
  @IsText(200) title!: string;
  @OrUnknown() @IsId() areaId!: string | null;
  /** The open requests that it would answer (`GET /resource-developments`). */
  @IsArray() @ArrayMaxSize(200) @ArrayUnique() @IsId({ each: true }) developmentIds!: string[];
  /** Topics of talks that led to it (`GET /dialogue-topics`). */
  @MayBeLeftOut() @IsArray() @ArrayMaxSize(50) @ArrayUnique() @IsId({ each: true }) topicIds?: string[];
  @MayBeLeftOut() @AreParts(() => ProjectPartner, 20) partners?: ProjectPartner[];
  @OrUnknown() @IsPart(() => ProjectNextStep) nextStep!: ProjectNextStep | null;
}

/**
 * Begins a project of 資源開発 as an idea. 404 `resource-development.not-found`, `dialogue-topic.not-found`,
 * `organization.not-found`, 400 `area.unknown`, `development-project.looks-like-a-name` (a hint: other words are to be
 * found), 422 `development-project.future`.
 */
export class EnterDevelopmentProjectV1 extends ProjectFields {
  static readonly subject = 'rpc.community.enter-development-project.v1';
  static readonly answer = Acted;
  static readonly allow = GROUP_SUPPORTERS;
  /** The day on which somebody had the idea. */
  @IsDay() on!: string;
}

/** Replaces what is planned. As entering, and 404 `development-project.not-found`, 409 `development-project.over`, 412 `stale-version`. */
export class ChangeDevelopmentProjectV1 extends ProjectFields {
  static readonly subject = 'rpc.community.change-development-project.v1';
  static readonly answer = Acted;
  static readonly allow = GROUP_SUPPORTERS;
  @IsId() projectId!: string;
}

class ProjectEntry {
  @IsId() projectId!: string;
  @IsDay() on!: string;
  /** About the place and those who make it, never about a client; no person's name. */
  @OrUnknown() @IsText(1000) note!: string | null;
}

/**
 * Takes a step: 案 → `talk` → `prepare`; `pause`, `resume` (with talks again) and `drop` from anywhere on the way. What
 * is to be done next is said anew with each step. 404 `development-project.not-found`, 409
 * `development-project.transition-refused`, 403 `development-project.role-refused`, 400
 * `development-project.step-too-early`, `development-project.reason-missing`, `development-project.looks-like-a-name`,
 * 422 `development-project.future`.
 */
export class MoveDevelopmentProjectV1 extends ProjectEntry {
  static readonly subject = 'rpc.community.move-development-project.v1';
  static readonly answer = Acted;
  static readonly allow = GROUP_SUPPORTERS;
  @IsIn(DEVELOPMENT_PROJECT_STEPS) step!: (typeof DEVELOPMENT_PROJECT_STEPS)[number];
  /** Needed to pause or drop: `no_host`, `no_space`, `no_hands`, `no_funds`, `not_needed`, `other` or an own code. */
  @OrUnknown() @IsFreeCode() reason!: string | null;
  @OrUnknown() @IsPart(() => ProjectNextStep) nextStep!: ProjectNextStep | null;
}

/**
 * PREPARING → OPEN: the menu takes people in, and the open requests that the project gathered are completed by it at
 * once. Those who waited are then found in `GET /waiting-matches`. As a step, and 404 `menu.not-found`, 409
 * `development-project.menu-not-open`.
 */
export class OpenDevelopmentProjectV1 extends ProjectEntry {
  static readonly subject = 'rpc.community.open-development-project.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['COMMUNITY_COORDINATOR'];
  @IsId() menuId!: string;
}

/**
 * Notes what was done on a day. 404 `development-project.not-found`, 422 `development-project.future`, 400
 * `development-project.looks-like-a-name`.
 */
export class NoteDevelopmentProjectV1 {
  static readonly subject = 'rpc.community.note-development-project.v1';
  static readonly answer = Acted;
  static readonly allow = GROUP_SUPPORTERS;
  @IsId() projectId!: string;
  @IsDay() on!: string;
  /** `visit`, `meeting`, `phone`, `survey`, … or a code of the municipality's own. */
  @IsFreeCode() kind!: string;
  @IsText(1000) note!: string;
}

/** How many of the requests that a project gathered are still open, and what came of the others. */
export class ProjectNeeds {
  @IsInt() @Min(0) open!: number;
  @IsInt() @Min(0) withdrawn!: number;
  @IsInt() @Min(0) completed!: number;
}

export class DevelopmentProjectSummary {
  @IsId() projectId!: string;
  @IsInt() @Min(1) version!: number;
  @IsString() title!: string;
  @IsIn(DEVELOPMENT_PROJECT_STATES) state!: (typeof DEVELOPMENT_PROJECT_STATES)[number];
  @IsDay() since!: string;
  /** Day of the last step. */
  @IsDay() stateSince!: string;
  @OrUnknown() @IsId() areaId!: string | null;
  @IsPart(() => ProjectNeeds) needs!: ProjectNeeds;
  @OrUnknown() @IsPart(() => ProjectNextStep) nextStep!: ProjectNextStep | null;
  /** The day from which on somebody should look at it: the next step's, or a while after the last entry; null = over. */
  @OrUnknown() @IsDay() lookOn!: string | null;
  /** That day is over. */
  @IsBoolean() overdue!: boolean;
  /** The menu that came of it. */
  @OrUnknown() @IsId() menuId!: string | null;
}

export class DevelopmentProjectAnswer extends DevelopmentProjectSummary {
  @IsArray() @ArrayMaxSize(200) @IsId({ each: true }) developmentIds!: string[];
  @IsArray() @ArrayMaxSize(50) @IsId({ each: true }) topicIds!: string[];
  @AreParts(() => ProjectPartner, 20) partners!: ProjectPartner[];
}

/** One project. 404 `development-project.not-found`. */
export class ReadDevelopmentProjectV1 {
  static readonly subject = 'rpc.community.read-development-project.v1';
  static readonly answer = DevelopmentProjectAnswer;
  static readonly allow = GROUP_READERS;
  static readonly reads = true;
  @IsId() projectId!: string;
}

export class DevelopmentProjectsAnswer {
  @AreParts(() => DevelopmentProjectSummary, 100) items!: DevelopmentProjectSummary[];
  @OrUnknown() @IsString() @MaxLength(64) nextCursor!: string | null;
}

/** Projects, oldest entry first. */
export class ListDevelopmentProjectsV1 extends CommunityPage {
  static readonly subject = 'rpc.community.list-development-projects.v1';
  static readonly answer = DevelopmentProjectsAnswer;
  static readonly allow = GROUP_READERS;
  static readonly reads = true;
  @MayBeLeftOut() @IsIn(DEVELOPMENT_PROJECT_STATES) state?: (typeof DEVELOPMENT_PROJECT_STATES)[number];
  /** Only those that gathered this request. */
  @MayBeLeftOut() @IsId() developmentId?: string;
  /** `yes`: only those whose next step is due since a day before today, or that rest without one. */
  @MayBeLeftOut() @IsIn(['yes']) overdue?: 'yes';
}

/** One entry of a project's log: a step, or a note. */
export class DevelopmentProjectEntry {
  @IsId() entryId!: string;
  /** A step of the machine, `enter` or `note`. */
  @IsString() event!: string;
  /** Of a note. */
  @OrUnknown() @IsFreeCode() kind!: string | null;
  @IsIn(DEVELOPMENT_PROJECT_STATES) state!: (typeof DEVELOPMENT_PROJECT_STATES)[number];
  @IsDay() on!: string;
  @OrUnknown() @IsFreeCode() reason!: string | null;
  @OrUnknown() @IsString() note!: string | null;
}

export class DevelopmentProjectEntriesAnswer {
  @AreParts(() => DevelopmentProjectEntry, 100) items!: DevelopmentProjectEntry[];
  @OrUnknown() @IsString() @MaxLength(64) nextCursor!: string | null;
}

/** What was done, in the order in which it was entered. 404 `development-project.not-found`. */
export class ListDevelopmentProjectEntriesV1 extends CommunityPage {
  static readonly subject = 'rpc.community.list-development-project-entries.v1';
  static readonly answer = DevelopmentProjectEntriesAnswer;
  static readonly allow = GROUP_READERS;
  static readonly reads = true;
  @IsId() projectId!: string;
}
