import { IsEmail, IsInt, IsString, IsUrl, Matches, MaxLength, Min } from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { AreParts, IsPart } from '../parts';
import { IsDay, IsFreeCode, IsId, IsText, MayBeLeftOut, OrUnknown } from '../rules';
import { CommunityPage, REGISTRY_READERS } from './requests';

const COORDINATOR: readonly Role[] = ['COMMUNITY_COORDINATOR'];

/** A telephone or fax number as people write it. */
export function IsPhone(): PropertyDecorator {
  const message = '電話番号を半角で入力してください';
  return (target, key) => {
    IsText(30)(target, key);
    Matches(/^\+?[0-9][0-9() -]{4,28}$/, { message })(target, key);
  };
}

export function IsMail(): PropertyDecorator {
  return (target, key) => {
    IsEmail({}, { message: 'メールアドレスの形で入力してください' })(target, key);
    MaxLength(254)(target, key);
  };
}

export function IsWebAddress(): PropertyDecorator {
  const rule = { protocols: ['http', 'https'], require_protocol: true };
  return (target, key) => {
    IsUrl(rule, { message: 'http(s):// で始まる URL を入力してください' })(target, key);
    MaxLength(500)(target, key);
  };
}

/** How an organisation is reached; of the organisation, never of a person. */
export class OrganizationContact {
  @OrUnknown() @IsPhone() phone!: string | null;
  @OrUnknown() @IsMail() email!: string | null;
  @OrUnknown() @IsWebAddress() website!: string | null;
}

/** Whom to ask for at the organisation, in their function: its own staff, with telephone and mail of the office. */
export class OrganizationContactPerson {
  /** 役割・肩書: 「受入担当」「事務局長」…. */
  @IsText(100) title!: string;
  @OrUnknown() @IsText(100) name!: string | null;
  @OrUnknown() @IsPhone() phone!: string | null;
  @OrUnknown() @IsMail() email!: string | null;
}

/** What the registry says of an organisation. Null or left out = not known. */
export class OrganizationDescription {
  @IsText(200) name!: string;
  /** `shakyo`, `npo`, `welfare_corp`, `company`, `shop`, `resident_group`, … or a code of the municipality's own. */
  @IsFreeCode() kind!: string;
  @OrUnknown() @IsPart(() => OrganizationContact) contact!: OrganizationContact | null;
  @OrUnknown() @AreParts(() => OrganizationContactPerson, 20) contactPeople!: OrganizationContactPerson[] | null;
  /** 法人番号: 13 digits, the first one checks the others. */
  @OrUnknown()
  @Matches(/^[1-9][0-9]{12}$/, { message: '法人番号を半角数字 13 桁で入力してください' })
  corporateNumber!: string | null;
  /** First and last day of its contract with the municipality; no day = no bound on that side. */
  @OrUnknown() @IsDay() contractFrom!: string | null;
  @OrUnknown() @IsDay() contractUntil!: string | null;
}

/**
 * Enters an organisation that offers or may offer a place. 400 `organization.corporate-number` (wrong check digit),
 * 400 `organization.term` (ends before it begins), 409 `organization.number-taken`.
 */
export class RegisterOrganizationV1 extends OrganizationDescription {
  static readonly subject = 'rpc.community.register-organization.v1';
  static readonly answer = Acted;
  static readonly allow = COORDINATOR;
}

/** Replaces what is said of an organisation as a whole. Errors as in registering, 404 `organization.not-found`. */
export class CorrectOrganizationV1 extends OrganizationDescription {
  static readonly subject = 'rpc.community.correct-organization.v1';
  static readonly answer = Acted;
  static readonly allow = COORDINATOR;
  @IsId() orgId!: string;
}

export class OrganizationAnswer {
  @IsId() orgId!: string;
  @IsInt() @Min(1) version!: number;
  @IsString() name!: string;
  @IsString() kind!: string;
  @OrUnknown() @IsPart(() => OrganizationContact) contact!: OrganizationContact | null;
  @AreParts(() => OrganizationContactPerson, 20) contactPeople!: OrganizationContactPerson[];
  @OrUnknown() @IsString() corporateNumber!: string | null;
  @OrUnknown() @IsDay() contractFrom!: string | null;
  @OrUnknown() @IsDay() contractUntil!: string | null;
}

/** One organisation. 404 `organization.not-found`, also for another organisation's people. */
export class ReadOrganizationV1 {
  static readonly subject = 'rpc.community.read-organization.v1';
  static readonly answer = OrganizationAnswer;
  static readonly allow = REGISTRY_READERS;
  static readonly reads = true;
  @IsId() orgId!: string;
}

export class OrganizationsAnswer {
  @AreParts(() => OrganizationAnswer, 100) items!: OrganizationAnswer[];
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
