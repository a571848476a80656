import {
  ArrayMaxSize,
  IsArray,
  IsEmail,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  IsUrl,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { Type } from 'class-transformer';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { IsDay, IsFreeCode, IsId, IsText, MayBeLeftOut, OrUnknown } from '../rules';

/** The municipality's own people who may look at every organisation, resource and menu of it. */
export const REGISTRY_STAFF: readonly Role[] = [
  'INTAKE_WORKER',
  'HOKATSU_COORDINATOR',
  'CSW',
  'COMMUNITY_COORDINATOR',
  'PARTICIPATION_WORKER',
  'NO_REFUSAL_MANAGER',
  'DECISION_MAKER',
  'SYSTEM',
];
/** And an organisation's own people, who see their own organisation's and nothing else. */
export const REGISTRY_READERS: readonly Role[] = [...REGISTRY_STAFF, 'PROVIDER_STAFF', 'REGISTRY_EDITOR'];

/** How an organisation is reached; of the organisation, never of a person. */
export class OrganizationContact {
  @OrUnknown()
  @IsText(30)
  @Matches(/^\+?[0-9][0-9() -]{4,28}$/, { message: '電話番号を半角で入力してください' })
  phone!: string | null;
  @OrUnknown() @IsEmail({}, { message: 'メールアドレスの形で入力してください' }) @MaxLength(254) email!: string | null;
  @OrUnknown()
  @IsUrl(
    { protocols: ['http', 'https'], require_protocol: true },
    { message: 'http(s):// で始まる URL を入力してください' },
  )
  @MaxLength(500)
  website!: string | null;
}

/** Enters an organisation that offers or may offer a place. */
export class RegisterOrganizationV1 {
  static readonly subject = 'rpc.community.register-organization.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['COMMUNITY_COORDINATOR'];
  @IsText(200) name!: string;
  /** `shakyo`, `npo`, `welfare_corp`, `company`, `shop`, `resident_group`, … or a code of the municipality's own. */
  @IsFreeCode() kind!: string;
  @OrUnknown() @IsObject() @ValidateNested() @Type(() => OrganizationContact) contact!: OrganizationContact | null;
}

export class OrganizationAnswer {
  @IsId() orgId!: string;
  @IsInt() @Min(1) version!: number;
  @IsText(200) name!: string;
  @IsFreeCode() kind!: string;
  @OrUnknown() @ValidateNested() @Type(() => OrganizationContact) contact!: OrganizationContact | null;
}

/** One organisation. 404 `organization.not-found`, also for another organisation's people. */
export class ReadOrganizationV1 {
  static readonly subject = 'rpc.community.read-organization.v1';
  static readonly answer = OrganizationAnswer;
  static readonly allow = REGISTRY_READERS;
  static readonly reads = true;
  @IsId() orgId!: string;
}

/** A page of a list: 1 to 100 items, 50 where nothing is said. 400 `cursor.invalid` for a cursor that was not given out. */
export class CommunityPage {
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  /** `nextCursor` of the page before. */
  @MayBeLeftOut() @IsString() @MaxLength(64) cursor?: string;
}

export class OrganizationsAnswer {
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => OrganizationAnswer)
  items!: OrganizationAnswer[];
  @OrUnknown() @IsString() @MaxLength(64) nextCursor!: string | null;
}

/** Organisations in the order in which they were entered; an organisation's own people see their own. */
export class ListOrganizationsV1 extends CommunityPage {
  static readonly subject = 'rpc.community.list-organizations.v1';
  static readonly answer = OrganizationsAnswer;
  static readonly allow = REGISTRY_READERS;
  static readonly reads = true;
  @MayBeLeftOut() @IsFreeCode() kind?: string;
}

export const ORGANIZATION_TASKS = ['update_availability', 'over_committed', 'confirm_resource'] as const;

/** Something an organisation is asked to do. Names nobody. */
export class OrganizationTaskAnswer {
  @IsId() taskId!: string;
  /** Report again; promised more than there is; say that the place is still as described. */
  @IsIn(ORGANIZATION_TASKS) kind!: (typeof ORGANIZATION_TASKS)[number];
  @IsIn(['OPEN', 'DONE']) state!: 'OPEN' | 'DONE';
  @OrUnknown() @IsId() menuId!: string | null;
  @OrUnknown() @IsId() resourceId!: string | null;
  /** For over_committed: places promised, and places there are. */
  @OrUnknown() @IsInt() @Min(0) promised!: number | null;
  @OrUnknown() @IsInt() @Min(0) total!: number | null;
  @IsDay() openedOn!: string;
}

export class OrganizationTasksAnswer {
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => OrganizationTaskAnswer)
  items!: OrganizationTaskAnswer[];
  @OrUnknown() @IsString() @MaxLength(64) nextCursor!: string | null;
}

/** What an organisation is asked to do, oldest first; the open ones where nothing is said. */
export class ListOrganizationTasksV1 extends CommunityPage {
  static readonly subject = 'rpc.community.list-organization-tasks.v1';
  static readonly answer = OrganizationTasksAnswer;
  static readonly allow = REGISTRY_READERS;
  static readonly reads = true;
  @IsId() orgId!: string;
  @MayBeLeftOut() @IsIn(['OPEN', 'DONE']) state?: 'OPEN' | 'DONE';
}
