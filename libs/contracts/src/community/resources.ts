import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsString,
  Matches,
  MaxLength,
  Min,
} from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { GeoPoint } from '../intake/for-services';
import { AreParts, IsPart } from '../parts';
import { IsCodeOf, IsDay, IsFreeCode, IsId, IsInstant, IsText, MayBeLeftOut, OrUnknown } from '../rules';
import { Closure, OpeningHours } from './opening';
import { IsMail, IsPhone, IsWebAddress } from './organizations';
import { CommunityPage, REGISTRY_READERS } from './requests';

const EDITORS: readonly Role[] = ['COMMUNITY_COORDINATOR', 'REGISTRY_EDITOR'];
const EACH = { each: true } as const;

export const RESOURCE_STATES = [
  'DRAFT',
  'REVIEW',
  'ACTIVE',
  'ACTIVE_PUBLIC',
  'PAUSED',
  'NEEDS_UPDATE',
  'CLOSED',
  'SUSPENDED',
] as const;
export type ResourceState = (typeof RESOURCE_STATES)[number];

/** What a resource may say to residents beside its name and its type. */
export const PUBLIC_FIELDS = [
  'nameKana',
  'postalCode',
  'address',
  'building',
  'municipalityCode',
  'location',
  'phone',
  'phoneExtension',
  'fax',
  'email',
  'url',
  'hours',
  'closures',
  'accessibility',
  'languages',
  'statutoryBasis',
  'serviceKind',
  'description',
] as const;
type PublicField = (typeof PUBLIC_FIELDS)[number];

/** What the registry says of a resource. Null or left out = not known. */
export class ResourceDescription {
  @IsText(200) name!: string;
  @OrUnknown() @IsText(200) nameKana!: string | null;
  @OrUnknown() @IsCodeOf('resourceTypes') type!: string | null;
  /** Seven digits without a hyphen. */
  @OrUnknown() @Matches(/^[0-9]{7}$/, { message: '郵便番号を半角数字 7 桁で入力してください' }) postalCode!:
    string | null;
  @OrUnknown() @IsText(300) address!: string | null;
  /** 建物名・階・部屋. */
  @OrUnknown() @IsText(200) building!: string | null;
  /** 全国地方公共団体コード of the address. */
  @OrUnknown()
  @Matches(/^[0-9]{6}$/, { message: '全国地方公共団体コードを半角数字 6 桁で入力してください' })
  municipalityCode!: string | null;
  @OrUnknown() @IsPart(() => GeoPoint) location!: GeoPoint | null;
  /** Where it is must stay unknown. Not said = true for a shelter and for 一時保護, false for all others. */
  @OrUnknown() @IsBoolean() addressConfidential!: boolean | null;
  @OrUnknown() @IsPhone() phone!: string | null;
  @OrUnknown() @IsText(20) phoneExtension!: string | null;
  @OrUnknown() @IsPhone() fax!: string | null;
  @OrUnknown() @IsMail() email!: string | null;
  @OrUnknown() @IsWebAddress() url!: string | null;
  @OrUnknown() @IsPart(() => OpeningHours) hours!: OpeningHours | null;
  @OrUnknown() @AreParts(() => Closure, 100) closures!: Closure[] | null;
  /** Codes of the list accessibility; a municipality may add. Of the place; a menu may say more. */
  @OrUnknown() @IsArray() @ArrayMaxSize(30) @IsFreeCode(EACH) accessibility!: string[] | null;
  /** `ja`, `ja-easy`, `vi`, …. */
  @OrUnknown() @IsArray() @ArrayMaxSize(30) @IsFreeCode(EACH) languages!: string[] | null;
  /** The law it stands on: 「障害者総合支援法」. */
  @OrUnknown() @IsText(100) statutoryBasis!: string | null;
  /** 事業所番号; several kinds of service may share one. */
  @OrUnknown()
  @Matches(/^[0-9A-Z]{10}$/, { message: '事業所番号を半角 10 桁で入力してください' })
  officeNumber!: string | null;
  /** サービス種別 as the scheme calls it. */
  @OrUnknown() @IsText(100) serviceKind!: string | null;
  /** Words about the place for everybody. */
  @OrUnknown() @IsText(2000) description!: string | null;
  /** Words about the place for those who work with it; never shown to residents, never about a person. */
  @OrUnknown() @IsText(2000) notes!: string | null;
  /** What residents see once it is public, beside name and type; null = the usual fields. */
  @OrUnknown() @IsArray() @ArrayUnique() @IsIn(PUBLIC_FIELDS, EACH) publicFields!: PublicField[] | null;
}

/**
 * Enters a resource of an organisation in 社会資源台帳, state DRAFT. 400 `resource.contradiction` (closes before it
 * opens, a closure that ends before it begins), 404 `organization.not-found`, also where a registry editor names
 * another organisation than his own.
 */
export class RegisterResourceV1 extends ResourceDescription {
  static readonly subject = 'rpc.community.register-resource.v1';
  static readonly answer = Acted;
  static readonly allow = EDITORS;
  @IsId() orgId!: string;
}

/**
 * Replaces the description of a resource as a whole; counts as saying that it is as described. 400
 * `resource.contradiction`, 409 `resource.closed`, 409 `resource.confidential` where a published one would become
 * confidential.
 */
export class CorrectResourceV1 extends ResourceDescription {
  static readonly subject = 'rpc.community.correct-resource.v1';
  static readonly answer = Acted;
  static readonly allow = EDITORS;
  @IsId() resourceId!: string;
}

/** A place's size as a list says it; never what is free. */
export class StatedCapacity {
  @IsString() raw!: string;
  @IsArray() @IsNumber({}, EACH) parts!: number[];
}

/** Stopped for safety, by one person; a second one confirms it by the end of the day. */
export class SuspensionAnswer {
  @OrUnknown() @IsInstant() suspendedAt!: string | null;
  @IsBoolean() confirmed!: boolean;
  /** Local day by whose end it is confirmed. */
  @OrUnknown() @IsDay() confirmBy!: string | null;
  @IsBoolean() overdue!: boolean;
}

/** What residents see of a resource; all that is not for them is null. */
export class PublicResourceAnswer {
  @IsId() resourceId!: string;
  @IsString() name!: string;
  @OrUnknown() @IsString() type!: string | null;
  @OrUnknown() @IsString() nameKana!: string | null;
  @OrUnknown() @IsString() postalCode!: string | null;
  @OrUnknown() @IsString() address!: string | null;
  @OrUnknown() @IsString() building!: string | null;
  @OrUnknown() @IsString() municipalityCode!: string | null;
  @OrUnknown() @IsPart(() => GeoPoint) location!: GeoPoint | null;
  @OrUnknown() @IsString() phone!: string | null;
  @OrUnknown() @IsString() phoneExtension!: string | null;
  @OrUnknown() @IsString() fax!: string | null;
  @OrUnknown() @IsString() email!: string | null;
  @OrUnknown() @IsString() url!: string | null;
  @OrUnknown() @IsPart(() => OpeningHours) hours!: OpeningHours | null;
  @OrUnknown() @AreParts(() => Closure, 100) closures!: Closure[] | null;
  @OrUnknown() @IsString(EACH) accessibility!: string[] | null;
  @OrUnknown() @IsString(EACH) languages!: string[] | null;
  @OrUnknown() @IsString() statutoryBasis!: string | null;
  @OrUnknown() @IsString() serviceKind!: string | null;
  @OrUnknown() @IsString() description!: string | null;
}

/**
 * A resource as this reader may see it. Where the address is confidential and the reader is neither coordinator nor of
 * the organisation, all that may tell where it is is null: location, postal code, address, building, fax, url,
 * description, notes; and no area is named.
 */
export class ResourceAnswer extends PublicResourceAnswer {
  @IsId() orgId!: string;
  @IsInt() @Min(1) version!: number;
  @IsIn(RESOURCE_STATES) state!: ResourceState;
  @IsBoolean() addressConfidential!: boolean;
  /** Areas that hold the location. */
  @IsString(EACH) areaIds!: string[];
  @OrUnknown() @IsString() officeNumber!: string | null;
  @OrUnknown() @IsPart(() => StatedCapacity) capacityStated!: StatedCapacity | null;
  @OrUnknown() @IsString() notes!: string | null;
  @OrUnknown() @IsString(EACH) publicFields!: string[] | null;
  /** Last day on which somebody said that it is as described; null = never yet. */
  @OrUnknown() @IsDay() lastConfirmedOn!: string | null;
  /** 「開催を確認」: last day of what was said on `lastConfirmedOn`; null = nothing was said yet. */
  @OrUnknown() @IsDay() confirmBy!: string | null;
  /** Somebody has to ask whether it is as described before people are sent there. */
  @IsBoolean() needsConfirmation!: boolean;
  /** While PAUSED: when it will probably open again. */
  @OrUnknown() @IsDay() resumesOn!: string | null;
  /** Why it was sent back or suspended last. */
  @OrUnknown() @IsFreeCode() reason!: string | null;
  /** Null while it is not suspended. */
  @OrUnknown() @IsPart(() => SuspensionAnswer) suspension!: SuspensionAnswer | null;
  /** It is one place with this one, which stands for both and is listed instead; null = it stands for itself. */
  @OrUnknown() @IsId() mergedInto!: string | null;
}

/** One resource. 404 `resource.not-found`. */
export class ReadResourceV1 {
  static readonly subject = 'rpc.community.read-resource.v1';
  static readonly answer = ResourceAnswer;
  static readonly allow = REGISTRY_READERS;
  static readonly reads = true;
  @IsId() resourceId!: string;
}

/** How residents see a published resource. 404 `resource.not-found`, 409 `resource.not-public`. */
export class ReadPublicResourceV1 {
  static readonly subject = 'rpc.community.read-public-resource.v1';
  static readonly answer = PublicResourceAnswer;
  static readonly allow = REGISTRY_READERS;
  static readonly reads = true;
  @IsId() resourceId!: string;
}

export class ResourcesAnswer {
  @AreParts(() => ResourceAnswer, 100) items!: ResourceAnswer[];
  @OrUnknown() @IsString() @MaxLength(64) nextCursor!: string | null;
}

/**
 * Resources in the order in which they were entered; an organisation's own people see their own. An area names no
 * place whose address is confidential.
 */
export class ListResourcesV1 extends CommunityPage {
  static readonly subject = 'rpc.community.list-resources.v1';
  static readonly answer = ResourcesAnswer;
  static readonly allow = REGISTRY_READERS;
  static readonly reads = true;
  @MayBeLeftOut() @IsId() orgId?: string;
  @MayBeLeftOut() @IsIn(RESOURCE_STATES) state?: ResourceState;
  @MayBeLeftOut() @IsCodeOf('resourceTypes') type?: string;
  @MayBeLeftOut() @IsId() areaId?: string;
}
