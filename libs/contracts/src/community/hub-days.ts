import { IsBoolean, IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { Acted } from '../answers';
import { AreParts } from '../parts';
import { IsDay, IsId, MayBeLeftOut, OrUnknown } from '../rules';
import { HUB_EDITORS } from './hubs';
import { CommunityPage, REGISTRY_READERS } from './requests';

/** How often a group, or nobody in particular (null), did something on that day. */
export class HubActivity {
  @OrUnknown() @IsId() groupId!: string | null;
  @IsInt() @Min(1) @Max(50) times!: number;
}

class HubDayFields {
  @IsBoolean() open!: boolean;
  /** Visits, not people: who comes twice counts twice. No names. */
  @IsInt() @Min(0) @Max(10_000) visitsAdults!: number;
  @IsInt() @Min(0) @Max(10_000) visitsChildren!: number;
  @AreParts(() => HubActivity, 50) activities!: HubActivity[];
}

/**
 * Says how a day at the hub was; replaces what was said of it. 404 `hub.not-found`, `supported-group.not-found`,
 * 422 `hub-day.future`, 400 `hub-day.outside-term` (before it opened, after it closed), `hub-day.closed` (visits or
 * activities on a day on which it was not open), `hub-day.group-twice`.
 */
export class KeepHubDayV1 extends HubDayFields {
  static readonly subject = 'rpc.community.keep-hub-day.v1';
  static readonly answer = Acted;
  static readonly allow = HUB_EDITORS;
  @IsId() hubId!: string;
  @IsDay() date!: string;
}

export class HubDayView extends HubDayFields {
  @IsDay() date!: string;
  @IsInt() @Min(1) version!: number;
}

export class HubDaysAnswer {
  @AreParts(() => HubDayView, 100) items!: HubDayView[];
  @OrUnknown() @IsString() @MaxLength(64) nextCursor!: string | null;
}

/** What was said of the days of a hub, earliest entry first. 404 `hub.not-found`. */
export class ListHubDaysV1 extends CommunityPage {
  static readonly subject = 'rpc.community.list-hub-days.v1';
  static readonly answer = HubDaysAnswer;
  static readonly allow = REGISTRY_READERS;
  static readonly reads = true;
  @IsId() hubId!: string;
  @MayBeLeftOut() @IsDay() from?: string;
  @MayBeLeftOut() @IsDay() to?: string;
}
