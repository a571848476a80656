import { ChangeHouseholdMemberCommand } from '../commands/households/change-household-member.command';
import { EndCareCommand } from '../commands/households/end-care.command';
import { EnterHouseholdCommand } from '../commands/households/enter-household.command';
import { JoinHouseholdCommand } from '../commands/households/join-household.command';
import { LeaveHouseholdCommand } from '../commands/households/leave-household.command';
import { LinkHouseholdMemberCommand } from '../commands/households/link-household-member.command';
import { RecordCareCommand } from '../commands/households/record-care.command';
import { AddKeyPersonCommand } from '../commands/key-persons/add-key-person.command';
import { ChangeKeyPersonCommand } from '../commands/key-persons/change-key-person.command';
import { EndKeyPersonCommand } from '../commands/key-persons/end-key-person.command';
import { RecordKeyPersonSafetyCommand } from '../commands/key-persons/record-key-person-safety.command';
import { HouseholdRequests } from '../messages/household-requests';
import { KeyPersonRequests } from '../messages/key-person-requests';
import { HouseholdQueries } from '../queries/household.queries';
import { KeyPersonQueries } from '../queries/key-person.queries';
import {
  HouseholdCareEntity,
  HouseholdChangeEntity,
  HouseholdEntity,
  HouseholdMemberEntity,
} from '../storage/household.entity';
import { KeyPersonEntity, KeyPersonRecordEntity } from '../storage/key-person.entity';
import { CreatePeople1760000000050 } from '../storage/migrations/1760000000050-create-people';
import type { Part } from '#libs/host';

/** Who lives with whom, and who else is around a person. */
export const HOUSEHOLDS: Part = {
  doors: [HouseholdRequests, KeyPersonRequests],
  providers: [
    HouseholdQueries,
    KeyPersonQueries,
    AddKeyPersonCommand,
    ChangeHouseholdMemberCommand,
    ChangeKeyPersonCommand,
    EndCareCommand,
    EndKeyPersonCommand,
    EnterHouseholdCommand,
    JoinHouseholdCommand,
    LeaveHouseholdCommand,
    LinkHouseholdMemberCommand,
    RecordCareCommand,
    RecordKeyPersonSafetyCommand,
  ],
  tables: [
    HouseholdCareEntity,
    HouseholdChangeEntity,
    HouseholdEntity,
    HouseholdMemberEntity,
    KeyPersonEntity,
    KeyPersonRecordEntity,
  ],
  migrations: [CreatePeople1760000000050],
};
