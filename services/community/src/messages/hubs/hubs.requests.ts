import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  AddHubProgramV1,
  AddHubSpaceV1,
  ChangeHubProgramV1,
  ChangeHubSpaceV1,
  ChangeHubV1,
  EnterHubV1,
  type HubAnswer,
  type HubDaysAnswer,
  type HubsAnswer,
  KeepHubDayV1,
  ListHubDaysV1,
  ListHubsV1,
  ReadHubV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { EnterHubCommand } from '../../commands/hubs/enter-hub.command';
import { ChangeHubCommand } from '../../commands/hubs/change-hub.command';
import { AddHubSpaceCommand } from '../../commands/hubs/add-hub-space.command';
import { ChangeHubSpaceCommand } from '../../commands/hubs/change-hub-space.command';
import { AddHubProgramCommand } from '../../commands/hubs/add-hub-program.command';
import { ChangeHubProgramCommand } from '../../commands/hubs/change-hub-program.command';
import { KeepHubDayCommand } from '../../commands/hubs/keep-hub-day.command';
import { HubsQuery } from '../../queries/hubs/hubs.query';

/** Hubs, their rooms and programmes, and how their days were. */
@Controller()
export class HubsRequests {
  constructor(
    private readonly enterHub: EnterHubCommand,
    private readonly changeHub: ChangeHubCommand,
    private readonly addSpace: AddHubSpaceCommand,
    private readonly changeSpace: ChangeHubSpaceCommand,
    private readonly addProgram: AddHubProgramCommand,
    private readonly changeProgram: ChangeHubProgramCommand,
    private readonly keepDay: KeepHubDayCommand,
    private readonly hubs: HubsQuery,
  ) {}

  @Answers(EnterHubV1)
  enter(@Payload() input: EnterHubV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.enterHub.execute(input, ctx);
  }

  @Answers(ChangeHubV1)
  change(@Payload() input: ChangeHubV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.changeHub.execute(input, ctx);
  }

  @Answers(AddHubSpaceV1)
  lend(@Payload() input: AddHubSpaceV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.addSpace.execute(input, ctx);
  }

  @Answers(ChangeHubSpaceV1)
  changeRoom(@Payload() input: ChangeHubSpaceV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.changeSpace.execute(input, ctx);
  }

  @Answers(AddHubProgramV1)
  announce(@Payload() input: AddHubProgramV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.addProgram.execute(input, ctx);
  }

  @Answers(ChangeHubProgramV1)
  reannounce(@Payload() input: ChangeHubProgramV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.changeProgram.execute(input, ctx);
  }

  @Answers(KeepHubDayV1)
  keep(@Payload() input: KeepHubDayV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.keepDay.execute(input, ctx);
  }

  @Answers(ReadHubV1)
  read(@Payload() input: ReadHubV1, @Ctx() ctx: CallContext): Promise<HubAnswer> {
    return this.hubs.one(input, ctx);
  }

  @Answers(ListHubsV1)
  list(@Payload() input: ListHubsV1, @Ctx() ctx: CallContext): Promise<HubsAnswer> {
    return this.hubs.list(input, ctx);
  }

  @Answers(ListHubDaysV1)
  days(@Payload() input: ListHubDaysV1, @Ctx() ctx: CallContext): Promise<HubDaysAnswer> {
    return this.hubs.days(input, ctx);
  }
}
