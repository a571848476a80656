import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  AddKeyPersonV1,
  ChangeKeyPersonV1,
  EndKeyPersonV1,
  type KeyPersonListAnswer,
  type KeyPersonSafetyAnswer,
  ListKeyPersonsV1,
  ReadKeyPersonSafetyV1,
  RecordKeyPersonSafetyV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { AddKeyPersonCommand } from '../commands/key-persons/add-key-person.command';
import { ChangeKeyPersonCommand } from '../commands/key-persons/change-key-person.command';
import { EndKeyPersonCommand } from '../commands/key-persons/end-key-person.command';
import { RecordKeyPersonSafetyCommand } from '../commands/key-persons/record-key-person-safety.command';
import { KeyPersonQueries } from '../queries/key-person.queries';

/** Relatives and others around one person. */
@Controller()
export class KeyPersonRequests {
  constructor(
    private readonly keyPersons: KeyPersonQueries,
    private readonly addKeyPerson: AddKeyPersonCommand,
    private readonly changeKeyPerson: ChangeKeyPersonCommand,
    private readonly endKeyPerson: EndKeyPersonCommand,
    private readonly recordSafety: RecordKeyPersonSafetyCommand,
  ) {}

  @Answers(AddKeyPersonV1)
  add(@Payload() input: AddKeyPersonV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.addKeyPerson.execute(input, ctx);
  }

  @Answers(ListKeyPersonsV1)
  list(@Payload() input: ListKeyPersonsV1, @Ctx() ctx: CallContext): Promise<KeyPersonListAnswer> {
    return this.keyPersons.ofPerson(input, ctx);
  }

  @Answers(ChangeKeyPersonV1)
  change(@Payload() input: ChangeKeyPersonV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.changeKeyPerson.execute(input, ctx);
  }

  @Answers(EndKeyPersonV1)
  end(@Payload() input: EndKeyPersonV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.endKeyPerson.execute(input, ctx);
  }

  @Answers(RecordKeyPersonSafetyV1)
  safety(@Payload() input: RecordKeyPersonSafetyV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.recordSafety.execute(input, ctx);
  }

  @Answers(ReadKeyPersonSafetyV1)
  readSafety(@Payload() input: ReadKeyPersonSafetyV1, @Ctx() ctx: CallContext): Promise<KeyPersonSafetyAnswer> {
    return this.keyPersons.safety(input, ctx);
  }
}
