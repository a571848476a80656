import { IsBoolean, IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { AreParts } from '../parts';
import { IsDay, IsFreeCode, IsId, IsText, OrUnknown } from '../rules';
import { CommunityPage, REGISTRY_READERS } from './requests';

const COORDINATOR: readonly Role[] = ['COMMUNITY_COORDINATOR'];
const MAX_PLACES = 100_000;

/**
 * Records the agreement that a menu of a scheme takes people outside the scheme (制度外利用). Without one in force the
 * menu's own word counts as not known. 404 `menu.not-found`, 422 `agreement.future`, 400 `agreement.term`.
 */
export class RecordAgreementV1 {
  static readonly subject = 'rpc.community.record-out-of-system-agreement.v1';
  static readonly answer = Acted;
  static readonly allow = COORDINATOR;
  @IsId() menuId!: string;
  /** The organisation or office that agreed; no person's name. */
  @IsText(200) agreedWith!: string;
  /** What it rests on: `agreement`, `contract`, `notice`, … or a code of the municipality's own. */
  @IsFreeCode() basis!: string;
  @IsDay() agreedOn!: string;
  /** Last day on which it holds. */
  @IsDay() until!: string;
  /** Places agreed on; null = no number was agreed on. What is free is said by reports only. */
  @OrUnknown() @IsInt() @Min(1) @Max(MAX_PLACES) places!: number | null;
}

/** Ends an agreement today. 404 `agreement.not-found`, 409 `agreement.ended`. */
export class EndAgreementV1 {
  static readonly subject = 'rpc.community.end-out-of-system-agreement.v1';
  static readonly answer = Acted;
  static readonly allow = COORDINATOR;
  @IsId() agreementId!: string;
}

export class AgreementAnswer {
  @IsId() agreementId!: string;
  @IsInt() @Min(1) version!: number;
  @IsString() agreedWith!: string;
  @IsString() basis!: string;
  @IsDay() agreedOn!: string;
  @IsDay() until!: string;
  @OrUnknown() @IsInt() places!: number | null;
  /** Day on which it ended; null = not yet. */
  @OrUnknown() @IsDay() endedOn!: string | null;
  @IsBoolean() inForce!: boolean;
}

export class AgreementsAnswer {
  @AreParts(() => AgreementAnswer, 100) items!: AgreementAnswer[];
  @OrUnknown() @IsString() @MaxLength(64) nextCursor!: string | null;
}

/** Agreements of a menu in the order in which they were recorded. 404 `menu.not-found`. */
export class ListAgreementsV1 extends CommunityPage {
  static readonly subject = 'rpc.community.list-out-of-system-agreements.v1';
  static readonly answer = AgreementsAnswer;
  static readonly allow = REGISTRY_READERS;
  static readonly reads = true;
  @IsId() menuId!: string;
}
