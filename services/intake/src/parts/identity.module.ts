import { type Platform, PLATFORM } from '#libs/host';
import type { IntakeConfig } from '../config';
import { CarryRefusalCommand } from '../commands/identity/carry-refusal.command';
import { MergePersonCommand } from '../commands/identity/merge-person.command';
import { RemakeKeysCommand } from '../commands/identity/remake-keys.command';
import { UnmergePersonCommand } from '../commands/identity/unmerge-person.command';
import { RecordPotentialClientCommand } from '../commands/potential-clients/record-potential-client.command';
import { ReviewPotentialClientCommand } from '../commands/potential-clients/review-potential-client.command';
import { IdentityRequests } from '../messages/identity-requests';
import { PotentialClientRequests } from '../messages/potential-client-requests';
import { DuplicateQueries } from '../queries/duplicate.queries';
import { IdentityQueries } from '../queries/identity.queries';
import { PotentialClientQueries } from '../queries/potential-client.queries';
import { BlindIndex } from '../storage/blind-index';
import { PersonMergeEntity } from '../storage/person-merge.entity';
import { PotentialClientEntity, PotentialReviewEntity } from '../storage/potential-client.entity';
import { CarriedRefusalTimer } from '../timers/carried-refusal.timer';
import { PersonKeysTimer } from '../timers/person-keys.timer';
import type { Part } from '#libs/host';

/** Who is who: possible duplicates, merged records, and those who are not known by name yet. */
export const IDENTITY: Part = {
  doors: [IdentityRequests, PotentialClientRequests],
  providers: [
    {
      provide: BlindIndex,
      useFactory: ({ config }: Platform) => new BlindIndex((config as IntakeConfig).sealing.indexKey),
      inject: [PLATFORM],
    },
    DuplicateQueries,
    IdentityQueries,
    PotentialClientQueries,
    CarryRefusalCommand,
    MergePersonCommand,
    RecordPotentialClientCommand,
    RemakeKeysCommand,
    ReviewPotentialClientCommand,
    UnmergePersonCommand,
    CarriedRefusalTimer,
    PersonKeysTimer,
  ],
  tables: [PersonMergeEntity, PotentialClientEntity, PotentialReviewEntity],
  migrations: [],
};
