import type { Part } from './part.module';
import { EnterHouseholdCommand } from '../commands/persons/enter-household.command';
import { EnterPersonCommand } from '../commands/persons/enter-person.command';
import { RecordSafetyCommand } from '../commands/persons/record-safety.command';
import { UpdatePersonCommand } from '../commands/persons/update-person.command';
import { PersonRequests } from '../messages/person-requests';
import { PersonQueries } from '../queries/person.queries';
import { HouseholdEntity, HouseholdMemberEntity } from '../storage/household.entity';
import { PersonEntity } from '../storage/person.entity';

/** Persons and households. */
export const PERSONS: Part = {
  doors: [PersonRequests],
  providers: [PersonQueries, EnterHouseholdCommand, EnterPersonCommand, RecordSafetyCommand, UpdatePersonCommand],
  tables: [HouseholdEntity, HouseholdMemberEntity, PersonEntity],
  migrations: [],
};
