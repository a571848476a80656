import { ChangeDeskCommand } from '../commands/desks/change-desk.command';
import { EnterDeskCommand } from '../commands/desks/enter-desk.command';
import { AcceptElsewhereCommand } from '../commands/referrals/accept-elsewhere.command';
import { AcceptReferralCommand } from '../commands/referrals/accept-referral.command';
import { AssignReferralCommand } from '../commands/referrals/assign-referral.command';
import { ChangeReferralCommand } from '../commands/referrals/change-referral.command';
import { ChaseReferralCommand } from '../commands/referrals/chase-referral.command';
import { DraftReferralCommand } from '../commands/referrals/draft-referral.command';
import { EscalateReferralCommand } from '../commands/referrals/escalate-referral.command';
import { ReadReceivedReferralCommand } from '../commands/referrals/read-received-referral.command';
import { ReferOutCommand } from '../commands/referrals/refer-out.command';
import { ResendReferralCommand } from '../commands/referrals/resend-referral.command';
import { ReturnReferralCommand } from '../commands/referrals/return-referral.command';
import { SendReferralCommand } from '../commands/referrals/send-referral.command';
import { TakeBackCaseCommand } from '../commands/referrals/take-back-case.command';
import { TakeOnReferralCommand } from '../commands/referrals/take-on-referral.command';
import { WithdrawReferralCommand } from '../commands/referrals/withdraw-referral.command';
import { DeskRequests } from '../messages/desk-requests';
import { ReferralRequests } from '../messages/referral-requests';
import { ReferralStepRequests } from '../messages/referral-step-requests';
import { DeskQueries } from '../queries/desk.queries';
import { ReferralQueries } from '../queries/referral.queries';
import { DeskEntity } from '../storage/desk.entity';
import { CreateReferrals1760000000020 } from '../storage/migrations/1760000000020-create-referrals';
import {
  ReferralEntity,
  ReferralReadingEntity,
  ReferralReminderEntity,
  ReferralStepEntity,
} from '../storage/referral.entity';
import { ReferralChaseTimer } from '../timers/referral-chase.timer';
import type { Part } from '#libs/host';

/** Desks, and the つなぐシート between them. */
export const REFERRALS: Part = {
  doors: [DeskRequests, ReferralRequests, ReferralStepRequests],
  providers: [
    DeskQueries,
    ReferralQueries,
    ChangeDeskCommand,
    EnterDeskCommand,
    AcceptElsewhereCommand,
    AcceptReferralCommand,
    AssignReferralCommand,
    ChangeReferralCommand,
    ChaseReferralCommand,
    DraftReferralCommand,
    EscalateReferralCommand,
    ReadReceivedReferralCommand,
    ReferOutCommand,
    ResendReferralCommand,
    ReturnReferralCommand,
    SendReferralCommand,
    TakeBackCaseCommand,
    TakeOnReferralCommand,
    WithdrawReferralCommand,
    ReferralChaseTimer,
  ],
  tables: [DeskEntity, ReferralEntity, ReferralStepEntity, ReferralReminderEntity, ReferralReadingEntity],
  migrations: [CreateReferrals1760000000020],
};
