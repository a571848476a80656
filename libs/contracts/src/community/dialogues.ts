import { ArrayMinSize, IsIn, IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { Acted } from '../answers';
import { AreParts } from '../parts';
import { IsDay, IsFreeCode, IsId, IsText, MayBeLeftOut, OrUnknown } from '../rules';
import { GROUP_READERS, GROUP_SUPPORTERS } from './group-support';
import { CommunityPage } from './requests';

export const TOPIC_STATES = ['TOPIC', 'ISSUE', 'DEVELOPMENT'] as const;

/** What was talked about: about the neighbourhood, never about a person. */
export class GivenTopic {
  @IsText(500) topic!: string;
}

/**
 * Records a meeting of residents (談活, 校区別連絡会, 小地域福祉委員会, 地域福祉ワークショップ, 第二層協議体) with its
 * topics. 400 `dialogue.looks-like-a-name` where words look like somebody's name (a hint: other words are to be
 * found), `area.unknown`, 404 `hub.not-found`, 422 `dialogue.future`.
 */
export class RecordDialogueV1 {
  static readonly subject = 'rpc.community.record-dialogue.v1';
  static readonly answer = Acted;
  static readonly allow = GROUP_SUPPORTERS;
  /** `dankatsu`, `school_district`, `small_area_committee`, `workshop`, `second_layer_council`, … or an own code. */
  @IsFreeCode() kind!: string;
  @IsDay() heldOn!: string;
  @OrUnknown() @IsId() areaId!: string | null;
  @OrUnknown() @IsId() hubId!: string | null;
  /** How many came; null = nobody counted. */
  @OrUnknown() @IsInt() @Min(1) @Max(10_000) participants!: number | null;
  @AreParts(() => GivenTopic, 20) @ArrayMinSize(1) topics!: GivenTopic[];
}

/** A topic turns out to be an issue of the neighbourhood (地域課題). 404 `dialogue-topic.not-found`, 409 `dialogue-topic.not-a-topic`, 400 `dialogue.looks-like-a-name`. */
export class RaiseLocalIssueV1 {
  static readonly subject = 'rpc.community.raise-local-issue.v1';
  static readonly answer = Acted;
  static readonly allow = GROUP_SUPPORTERS;
  @IsId() topicId!: string;
  @IsText(500) issue!: string;
}

/** The issue is answered by developing a place (資源開発). 404 `dialogue-topic.not-found`, `resource-development.not-found`, 409 `dialogue-topic.not-an-issue`. */
export class LinkIssueToDevelopmentV1 {
  static readonly subject = 'rpc.community.link-issue-to-development.v1';
  static readonly answer = Acted;
  static readonly allow = GROUP_SUPPORTERS;
  @IsId() topicId!: string;
  @IsId() developmentId!: string;
}

export class DialogueTopicView {
  @IsId() topicId!: string;
  @IsId() dialogueId!: string;
  @IsInt() @Min(1) version!: number;
  @IsIn(TOPIC_STATES) state!: (typeof TOPIC_STATES)[number];
  @IsString() topic!: string;
  @OrUnknown() @IsString() issue!: string | null;
  @OrUnknown() @IsId() developmentId!: string | null;
}

export class DialogueSummary {
  @IsId() dialogueId!: string;
  @IsFreeCode() kind!: string;
  @IsDay() heldOn!: string;
  @OrUnknown() @IsId() areaId!: string | null;
  @OrUnknown() @IsId() hubId!: string | null;
  @OrUnknown() @IsInt() @Min(1) participants!: number | null;
  @IsInt() @Min(0) topics!: number;
}

export class DialoguesAnswer {
  @AreParts(() => DialogueSummary, 100) items!: DialogueSummary[];
  @OrUnknown() @IsString() @MaxLength(64) nextCursor!: string | null;
}

/** Meetings, oldest entry first. */
export class ListDialoguesV1 extends CommunityPage {
  static readonly subject = 'rpc.community.list-dialogues.v1';
  static readonly answer = DialoguesAnswer;
  static readonly allow = GROUP_READERS;
  static readonly reads = true;
  @MayBeLeftOut() @IsFreeCode() kind?: string;
  @MayBeLeftOut() @IsId() areaId?: string;
}

export class DialogueTopicsAnswer {
  @AreParts(() => DialogueTopicView, 100) items!: DialogueTopicView[];
  @OrUnknown() @IsString() @MaxLength(64) nextCursor!: string | null;
}

/** Topics of all meetings or of one, oldest entry first. */
export class ListDialogueTopicsV1 extends CommunityPage {
  static readonly subject = 'rpc.community.list-dialogue-topics.v1';
  static readonly answer = DialogueTopicsAnswer;
  static readonly allow = GROUP_READERS;
  static readonly reads = true;
  @MayBeLeftOut() @IsId() dialogueId?: string;
  @MayBeLeftOut() @IsIn(TOPIC_STATES) state?: (typeof TOPIC_STATES)[number];
}
