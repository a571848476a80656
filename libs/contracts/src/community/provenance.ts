import {
  Allow,
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsString,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { AreParts, IsPart } from '../parts';
import { IsDay, IsId, MayBeLeftOut, OrUnknown } from '../rules';
import { CommunityPage, REGISTRY_READERS } from './requests';

const DECIDERS: readonly Role[] = ['COMMUNITY_COORDINATOR'];

/** A list that says something of a resource. */
export class StatingSource {
  @IsId() sourceId!: string;
  @IsString() publisher!: string;
  @OrUnknown() @IsString() url!: string | null;
  @IsString() licence!: string;
  /** What has to be shown beside the data. */
  @IsString() attribution!: string;
  @IsDay() fetchedOn!: string;
  @OrUnknown() @IsDay() dataAsOf!: string | null;
  /** SHA-256 (hex) of the row as the list gives it. */
  @IsString() rowHash!: string;
  @IsInt() @Min(1) row!: number;
  /** Day since which the list does not name it any more; null = it does. */
  @OrUnknown() @IsDay() goneSince!: string | null;
}

export class FieldProvenance {
  @IsString() field!: string;
  /** Lists that say what the registry says, by their place in `sources`; empty = a person entered it. */
  @IsArray() @IsInt({ each: true }) statedBy!: number[];
  /** Lists that say something else. */
  @IsArray() @IsInt({ each: true }) contradictedBy!: number[];
}

export class ProvenanceAnswer {
  @IsId() resourceId!: string;
  @AreParts(() => StatingSource, 1_000) sources!: StatingSource[];
  @AreParts(() => FieldProvenance, 1_000) fields!: FieldProvenance[];
  /** Ids of resources that are the same place, this one included. */
  @IsArray() @IsId({ each: true }) samePlace!: string[];
  /** Where this one points to since a merge; null = it stands for itself. */
  @OrUnknown() @IsId() mergedInto!: string | null;
}

/** Who says what of a resource, field by field, and what has to be shown beside it. 404 `resource.not-found`. */
export class ReadProvenanceV1 {
  static readonly subject = 'rpc.community.read-provenance.v1';
  static readonly answer = ProvenanceAnswer;
  static readonly allow = REGISTRY_READERS;
  static readonly reads = true;
  @IsId() resourceId!: string;
}

export const REVIEW_STATES = ['OPEN', 'KEPT', 'TAKEN', 'MOOT'] as const;

export class ImportReviewAnswer {
  @IsId() reviewId!: string;
  @IsInt() @Min(1) version!: number;
  @IsIn(REVIEW_STATES) state!: (typeof REVIEW_STATES)[number];
  @IsId() resourceId!: string;
  @IsString() field!: string;
  /** A person changed what the list said before; or another list says so. */
  @IsIn(['changed_by_hand', 'sources_disagree']) reason!: 'changed_by_hand' | 'sources_disagree';
  /** What the registry says today. */
  @Allow() current!: unknown;
  /** What the list says. */
  @Allow() incoming!: unknown;
  @IsPart(() => StatingSource) source!: StatingSource;
}

export class ImportReviewsAnswer {
  @AreParts(() => ImportReviewAnswer, 100) items!: ImportReviewAnswer[];
  @OrUnknown() @IsString() @MaxLength(64) nextCursor!: string | null;
}

/** Where lists and people, or two lists, say different things: side by side, oldest first; the open ones where nothing is said. */
export class ListImportReviewsV1 extends CommunityPage {
  static readonly subject = 'rpc.community.list-import-reviews.v1';
  static readonly answer = ImportReviewsAnswer;
  static readonly allow = DECIDERS;
  static readonly reads = true;
  @MayBeLeftOut() @IsId() resourceId?: string;
  @MayBeLeftOut() @IsId() importId?: string;
  @MayBeLeftOut() @IsIn(REVIEW_STATES) state?: (typeof REVIEW_STATES)[number];
}

/**
 * A person decides for one field. 404 `import-review.not-found`, 409 `import-review.decided`,
 * 409 `resource.closed`, 409 `resource.confidential` as with a correction by hand.
 */
export class DecideImportReviewV1 {
  static readonly subject = 'rpc.community.decide-import-review.v1';
  static readonly answer = Acted;
  static readonly allow = DECIDERS;
  @IsId() reviewId!: string;
  @IsIn(['keep', 'take']) decision!: 'keep' | 'take';
}

export const RESOURCE_DUPLICATE_STATES = ['PROPOSED', 'MERGED', 'REJECTED'] as const;

export class ResourceDuplicateReason {
  /** 事業所番号 + 種別; 法人番号 + name; name + address; close by with a similar name. */
  @IsIn(['office_and_kind', 'corporation_and_name', 'name_and_address', 'near_and_similar'])
  code!: 'office_and_kind' | 'corporation_and_name' | 'name_and_address' | 'near_and_similar';
  @OrUnknown() @IsInt() @Min(0) metres!: number | null;
  /** 0 to 100: how much of the names is the same. */
  @OrUnknown() @IsInt() @Min(0) @Max(100) similarity!: number | null;
}

export class ResourceDuplicateAnswer {
  @IsId() duplicateId!: string;
  @IsInt() @Min(1) version!: number;
  @IsIn(RESOURCE_DUPLICATE_STATES) state!: (typeof RESOURCE_DUPLICATE_STATES)[number];
  @IsArray() @ArrayMinSize(2) @ArrayMaxSize(2) @IsId({ each: true }) resourceIds!: string[];
  @IsArray() @IsString({ each: true }) names!: string[];
  @AreParts(() => ResourceDuplicateReason, 1_000) reasons!: ResourceDuplicateReason[];
}

export class ResourceDuplicatesAnswer {
  @AreParts(() => ResourceDuplicateAnswer, 100) items!: ResourceDuplicateAnswer[];
  @OrUnknown() @IsString() @MaxLength(64) nextCursor!: string | null;
}

/** Pairs that may be one place, with the reasons; the proposed ones where nothing is said. */
export class ListResourceDuplicatesV1 extends CommunityPage {
  static readonly subject = 'rpc.community.list-duplicates.v1';
  static readonly answer = ResourceDuplicatesAnswer;
  static readonly allow = DECIDERS;
  static readonly reads = true;
  @MayBeLeftOut() @IsId() resourceId?: string;
  @MayBeLeftOut() @IsIn(RESOURCE_DUPLICATE_STATES) state?: (typeof RESOURCE_DUPLICATE_STATES)[number];
}

/** PROPOSED → REJECTED: they are two places. Not proposed again. 404 `duplicate.not-found`, 409 `duplicate.decided`. */
export class RejectResourceDuplicateV1 {
  static readonly subject = 'rpc.community.reject-duplicate.v1';
  static readonly answer = Acted;
  static readonly allow = DECIDERS;
  @IsId() duplicateId!: string;
}

/**
 * Says that a resource is the same place as another. A pointer: both stay with their menus, people and lists; where
 * they say different things, a question for a person opens. Nobody is led to the merged one meanwhile, nor asked
 * about it; for matching it is closed. 404 `resource.not-found`, 409 `resource.merged-already`, 409
 * `resource.merged-into-itself`.
 */
export class MergeResourceV1 {
  static readonly subject = 'rpc.community.merge-resource.v1';
  static readonly answer = Acted;
  static readonly allow = DECIDERS;
  @IsId() resourceId!: string;
  @IsId() intoResourceId!: string;
}

/** Takes a merge back: both stand for themselves again. 409 `resource.not-merged`. */
export class UnmergeResourceV1 {
  static readonly subject = 'rpc.community.unmerge-resource.v1';
  static readonly answer = Acted;
  static readonly allow = DECIDERS;
  @IsId() resourceId!: string;
}
