import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  EnterPersonV1,
  type PersonAnswer,
  ReadPersonV1,
  ReadSafetyV1,
  RecordSafetyV1,
  type SafetyAnswer,
  UpdatePersonV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { EnterPersonCommand } from '../commands/persons/enter-person.command';
import { RecordSafetyCommand } from '../commands/persons/record-safety.command';
import { UpdatePersonCommand } from '../commands/persons/update-person.command';
import { PersonQueries } from '../queries/person.queries';

/** What others may ask of intake about persons. */
@Controller()
export class PersonRequests {
  constructor(
    private readonly persons: PersonQueries,
    private readonly enter: EnterPersonCommand,
    private readonly update: UpdatePersonCommand,
    private readonly safety: RecordSafetyCommand,
  ) {}

  @Answers(EnterPersonV1)
  enterPerson(@Payload() input: EnterPersonV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.enter.execute(input, ctx);
  }

  @Answers(UpdatePersonV1)
  updatePerson(@Payload() input: UpdatePersonV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.update.execute(input, ctx);
  }

  @Answers(ReadPersonV1)
  readPerson(@Payload() input: ReadPersonV1, @Ctx() ctx: CallContext): Promise<PersonAnswer> {
    return this.persons.byRef(input, ctx);
  }

  @Answers(RecordSafetyV1)
  recordSafety(@Payload() input: RecordSafetyV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.safety.execute(input, ctx);
  }

  @Answers(ReadSafetyV1)
  readSafety(@Payload() input: ReadSafetyV1, @Ctx() ctx: CallContext): Promise<SafetyAnswer> {
    return this.persons.safety(input, ctx);
  }
}
