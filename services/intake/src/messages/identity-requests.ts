import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  type DuplicatesAnswer,
  DuplicatesOfPersonV1,
  FindDuplicatesV1,
  MergePersonV1,
  type PersonRecordsAnswer,
  PersonRecordsV1,
  UnmergePersonV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { MergePersonCommand } from '../commands/identity/merge-person.command';
import { UnmergePersonCommand } from '../commands/identity/unmerge-person.command';
import { DuplicateQueries } from '../queries/duplicate.queries';
import { IdentityQueries } from '../queries/identity.queries';

/** Who may be the same person, and who is said to be. */
@Controller()
export class IdentityRequests {
  constructor(
    private readonly duplicates: DuplicateQueries,
    private readonly identity: IdentityQueries,
    private readonly mergePerson: MergePersonCommand,
    private readonly unmergePerson: UnmergePersonCommand,
  ) {}

  @Answers(FindDuplicatesV1)
  find(@Payload() input: FindDuplicatesV1, @Ctx() ctx: CallContext): Promise<DuplicatesAnswer> {
    return this.duplicates.likeEntry(input, ctx);
  }

  @Answers(DuplicatesOfPersonV1)
  ofPerson(@Payload() input: DuplicatesOfPersonV1, @Ctx() ctx: CallContext): Promise<DuplicatesAnswer> {
    return this.duplicates.likePerson(input, ctx);
  }

  @Answers(PersonRecordsV1)
  records(@Payload() input: PersonRecordsV1, @Ctx() ctx: CallContext): Promise<PersonRecordsAnswer> {
    return this.identity.records(input, ctx);
  }

  @Answers(MergePersonV1)
  merge(@Payload() input: MergePersonV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.mergePerson.execute(input, ctx);
  }

  @Answers(UnmergePersonV1)
  unmerge(@Payload() input: UnmergePersonV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.unmergePerson.execute(input, ctx);
  }
}
