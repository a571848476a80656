import { IsEmail, IsInt, IsString, Matches, MaxLength, Min } from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { AreParts, IsPart } from '../parts';
import { IsDay, IsId, IsText, MayBeLeftOut, OrUnknown } from '../rules';
import { CommunityPage } from './requests';

const KEEPERS: readonly Role[] = ['COMMUNITY_COORDINATOR', 'CSW'];

/** Whom to call there: a post, not a person's private number. */
export class WatchContact {
  /** 「店長」「営業所 窓口」. */
  @OrUnknown() @IsText(50) post!: string | null;
  @OrUnknown()
  @IsText(30)
  @Matches(/^\+?[0-9][0-9() -]{4,28}$/, { message: '電話番号を半角で入力してください' })
  phone!: string | null;
  @OrUnknown() @IsEmail({}, { message: 'メールアドレスの形で入力してください' }) @MaxLength(254) email!: string | null;
}

class WatchAgreementFields {
  @IsDay() signedOn!: string;
  /** Last day; null = until one of the two ends it. */
  @OrUnknown() @IsDay() until!: string | null;
  @OrUnknown() @IsPart(() => WatchContact) contact!: WatchContact | null;
}

/**
 * Enters the agreement with a 協力事業所 of the watch network (絆ネット). 404 `organization.not-found`,
 * 400 `watch-agreement.backwards`, 422 `watch-agreement.future`, 409 `watch-agreement.in-force` where there is one.
 */
export class EnterWatchAgreementV1 extends WatchAgreementFields {
  static readonly subject = 'rpc.community.enter-watch-agreement.v1';
  static readonly answer = Acted;
  static readonly allow = KEEPERS;
  @IsId() orgId!: string;
}

/** Replaces it; `until` ends it. 404 `watch-agreement.not-found`, else as for entering, 412 `stale-version`. */
export class ChangeWatchAgreementV1 extends WatchAgreementFields {
  static readonly subject = 'rpc.community.change-watch-agreement.v1';
  static readonly answer = Acted;
  static readonly allow = KEEPERS;
  @IsId() agreementId!: string;
}

export class WatchAgreementView extends WatchAgreementFields {
  @IsId() agreementId!: string;
  @IsInt() @Min(1) version!: number;
  @IsId() orgId!: string;
  @IsString() orgName!: string;
}

export class WatchAgreementsAnswer {
  @AreParts(() => WatchAgreementView, 100) items!: WatchAgreementView[];
  @OrUnknown() @IsString() @MaxLength(64) nextCursor!: string | null;
  /** All that the list is about, not only this page. */
  @IsInt() @Min(0) total!: number;
}

/** Agreements, oldest entry first; only those in force on a day where one is named. */
export class ListWatchAgreementsV1 extends CommunityPage {
  static readonly subject = 'rpc.community.list-watch-agreements.v1';
  static readonly answer = WatchAgreementsAnswer;
  static readonly allow: readonly Role[] = [...KEEPERS, 'HOKATSU_COORDINATOR', 'NO_REFUSAL_MANAGER', 'DECISION_MAKER'];
  static readonly reads = true;
  @MayBeLeftOut() @IsDay() inForceOn?: string;
  @MayBeLeftOut() @IsId() orgId?: string;
}
