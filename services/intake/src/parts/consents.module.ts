import type { Part } from '#libs/host';
import { AmendConsentCommand } from '../commands/consents/amend-consent.command';
import { AskGuardianCommand } from '../commands/consents/ask-guardian.command';
import { ExpireConsentCommand } from '../commands/consents/expire-consent.command';
import { ExplainConsentCommand } from '../commands/consents/explain-consent.command';
import { GrantConsentCommand } from '../commands/consents/grant-consent.command';
import { RecordGuardianWordCommand } from '../commands/consents/record-guardian-word.command';
import { RefuseConsentCommand } from '../commands/consents/refuse-consent.command';
import { WithdrawConsentCommand } from '../commands/consents/withdraw-consent.command';
import { ConfirmDestructionCommand } from '../commands/disclosures/confirm-destruction.command';
import { EndDisclosureCommand } from '../commands/disclosures/end-disclosure.command';
import { OpenDisclosureCommand } from '../commands/disclosures/open-disclosure.command';
import { ConsentRequests } from '../messages/consent-requests';
import { PermissionRequests } from '../messages/permission-requests';
import { IntakeSubscriptions } from '../messages/subscriptions';
import { DisclosureQueries } from '../queries/disclosure.queries';
import { PermissionQueries } from '../queries/permission.queries';
import { ConsentEntity, ConsentRecordEntity } from '../storage/consent.entity';
import { DisclosureEntity, DestructionRequestEntity } from '../storage/disclosure.entity';
import { ConsentExpiryTimer } from '../timers/consent-expiry.timer';

/** What the person agreed to, and what was told with it. */
export const CONSENTS: Part = {
  doors: [ConsentRequests, PermissionRequests, IntakeSubscriptions],
  providers: [
    DisclosureQueries,
    PermissionQueries,
    AmendConsentCommand,
    AskGuardianCommand,
    ExpireConsentCommand,
    ExplainConsentCommand,
    GrantConsentCommand,
    RecordGuardianWordCommand,
    RefuseConsentCommand,
    WithdrawConsentCommand,
    ConfirmDestructionCommand,
    EndDisclosureCommand,
    OpenDisclosureCommand,
    ConsentExpiryTimer,
  ],
  tables: [ConsentEntity, ConsentRecordEntity, DisclosureEntity, DestructionRequestEntity],
  migrations: [],
};
