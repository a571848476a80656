import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  ChangeGrantInfoV1,
  EnterGrantInfoV1,
  EnterSupportedGroupV1,
  type GrantInfosAnswer,
  type GroupContactsAnswer,
  ListGrantInfosV1,
  ListGroupContactsV1,
  ListSupportedGroupsV1,
  MoveSupportedGroupV1,
  ReadSupportedGroupV1,
  RecordGroupContactsV1,
  type SupportedGroupAnswer,
  type SupportedGroupsAnswer,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { EnterSupportedGroupCommand } from '../../commands/hubs/enter-supported-group.command';
import { MoveSupportedGroupCommand } from '../../commands/hubs/move-supported-group.command';
import { RecordGroupContactsCommand } from '../../commands/hubs/record-group-contacts.command';
import { EnterGrantInfoCommand } from '../../commands/hubs/enter-grant-info.command';
import { ChangeGrantInfoCommand } from '../../commands/hubs/change-grant-info.command';
import { GroupsQuery } from '../../queries/hubs/groups.query';

/** Support of groups of residents, and what they are told of. */
@Controller()
export class GroupsRequests {
  constructor(
    private readonly enterGroup: EnterSupportedGroupCommand,
    private readonly moveGroup: MoveSupportedGroupCommand,
    private readonly recordContacts: RecordGroupContactsCommand,
    private readonly enterInfo: EnterGrantInfoCommand,
    private readonly changeInfo: ChangeGrantInfoCommand,
    private readonly groups: GroupsQuery,
  ) {}

  @Answers(EnterSupportedGroupV1)
  enter(@Payload() input: EnterSupportedGroupV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.enterGroup.execute(input, ctx);
  }

  @Answers(MoveSupportedGroupV1)
  move(@Payload() input: MoveSupportedGroupV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.moveGroup.execute(input, ctx);
  }

  @Answers(RecordGroupContactsV1)
  record(@Payload() input: RecordGroupContactsV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.recordContacts.execute(input, ctx);
  }

  @Answers(EnterGrantInfoV1)
  inform(@Payload() input: EnterGrantInfoV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.enterInfo.execute(input, ctx);
  }

  @Answers(ChangeGrantInfoV1)
  correct(@Payload() input: ChangeGrantInfoV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.changeInfo.execute(input, ctx);
  }

  @Answers(ReadSupportedGroupV1)
  read(@Payload() input: ReadSupportedGroupV1, @Ctx() ctx: CallContext): Promise<SupportedGroupAnswer> {
    return this.groups.one(input, ctx);
  }

  @Answers(ListSupportedGroupsV1)
  list(@Payload() input: ListSupportedGroupsV1, @Ctx() ctx: CallContext): Promise<SupportedGroupsAnswer> {
    return this.groups.list(input, ctx);
  }

  @Answers(ListGroupContactsV1)
  contacts(@Payload() input: ListGroupContactsV1, @Ctx() ctx: CallContext): Promise<GroupContactsAnswer> {
    return this.groups.contacts(input, ctx);
  }

  @Answers(ListGrantInfosV1)
  grantInfos(@Payload() input: ListGrantInfosV1, @Ctx() ctx: CallContext): Promise<GrantInfosAnswer> {
    return this.groups.grantInfos(input, ctx);
  }
}
