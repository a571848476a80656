import { Entity, PrimaryColumn } from 'typeorm';
import { ConsentEntity } from './consent.entity';
import { ReferralEntity } from './referral.entity';
import { SupportPlanEntity } from './support-plan.entity';

/** One row of `support_plan_versions`: a plan as a step left it. Kept by a trigger, as are the other two. */
@Entity('support_plan_versions')
export class SupportPlanVersionEntity extends SupportPlanEntity {
  @PrimaryColumn('bigint') seq!: string;
}

@Entity('referral_sheet_versions')
export class ReferralVersionEntity extends ReferralEntity {
  @PrimaryColumn('bigint') seq!: string;
}

@Entity('consent_versions')
export class ConsentVersionEntity extends ConsentEntity {
  @PrimaryColumn('bigint') seq!: string;
}
