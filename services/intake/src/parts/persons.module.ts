import type { Part } from '#libs/host';
import { EnterPersonCommand } from '../commands/persons/enter-person.command';
import { RecordSafetyCommand } from '../commands/persons/record-safety.command';
import { UpdatePersonCommand } from '../commands/persons/update-person.command';
import { PersonRequests } from '../messages/person-requests';
import { PersonQueries } from '../queries/person.queries';
import { PersonEntity } from '../storage/person.entity';

/** Persons, and who must be kept away from them. */
export const PERSONS: Part = {
  doors: [PersonRequests],
  providers: [PersonQueries, EnterPersonCommand, RecordSafetyCommand, UpdatePersonCommand],
  tables: [PersonEntity],
  migrations: [],
};
