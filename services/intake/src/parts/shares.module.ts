import type { Part } from '#libs/host';
import { DecideExceptionCommand } from '../commands/consents/decide-exception.command';
import { UseExceptionCommand } from '../commands/consents/use-exception.command';
import { EndRepresentativeCommand } from '../commands/representatives/end-representative.command';
import { RecordRepresentativeCommand } from '../commands/representatives/record-representative.command';
import { ConfirmReturnCommand } from '../commands/shares/confirm-return.command';
import { EnterWordingCommand } from '../commands/wordings/enter-wording.command';
import { ExceptionRequests } from '../messages/exception-requests';
import { ShareRequests } from '../messages/share-requests';
import { ConsentQueries } from '../queries/consent.queries';
import { ExceptionQueries } from '../queries/exception.queries';
import { ShareQueries } from '../queries/share.queries';
import { ConsentExceptionEntity } from '../storage/consent-exception.entity';
import { ConsentWordingEntity } from '../storage/consent-wording.entity';
import { CreateShares1760000000010 } from '../storage/migrations/1760000000010-create-shares';
import { RepresentativeEntity } from '../storage/representative.entity';
import { ReturnRequestEntity, ShareEntity } from '../storage/share.entity';

/** What was shared and on which ground: the person's word, whoever speaks for the person, an exception. */
export const SHARES: Part = {
  doors: [ShareRequests, ExceptionRequests],
  providers: [
    ConsentQueries,
    ExceptionQueries,
    ShareQueries,
    ConfirmReturnCommand,
    DecideExceptionCommand,
    EndRepresentativeCommand,
    EnterWordingCommand,
    RecordRepresentativeCommand,
    UseExceptionCommand,
  ],
  tables: [ConsentExceptionEntity, ConsentWordingEntity, RepresentativeEntity, ReturnRequestEntity, ShareEntity],
  migrations: [CreateShares1760000000010],
};
