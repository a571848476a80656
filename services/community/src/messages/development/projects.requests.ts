import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  ChangeDevelopmentProjectV1,
  type DevelopmentProjectAnswer,
  type DevelopmentProjectEntriesAnswer,
  type DevelopmentProjectsAnswer,
  EnterDevelopmentProjectV1,
  ListDevelopmentProjectEntriesV1,
  ListDevelopmentProjectsV1,
  MoveDevelopmentProjectV1,
  NoteDevelopmentProjectV1,
  OpenDevelopmentProjectV1,
  ReadDevelopmentProjectV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { ChangeDevelopmentProjectCommand } from '../../commands/development/change-project.command';
import { EnterDevelopmentProjectCommand } from '../../commands/development/enter-project.command';
import { MoveDevelopmentProjectCommand } from '../../commands/development/move-project.command';
import { NoteDevelopmentProjectCommand } from '../../commands/development/note-project.command';
import { OpenDevelopmentProjectCommand } from '../../commands/development/open-project.command';
import { DevelopmentProjectsQuery } from '../../queries/development/projects.query';

/** Projects of 資源開発, from an idea to a menu. */
@Controller()
export class DevelopmentProjectRequests {
  constructor(
    private readonly enterProject: EnterDevelopmentProjectCommand,
    private readonly changeProject: ChangeDevelopmentProjectCommand,
    private readonly moveProject: MoveDevelopmentProjectCommand,
    private readonly openProject: OpenDevelopmentProjectCommand,
    private readonly noteProject: NoteDevelopmentProjectCommand,
    private readonly projects: DevelopmentProjectsQuery,
  ) {}

  @Answers(EnterDevelopmentProjectV1)
  enter(@Payload() input: EnterDevelopmentProjectV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.enterProject.execute(input, ctx);
  }

  @Answers(ChangeDevelopmentProjectV1)
  change(@Payload() input: ChangeDevelopmentProjectV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.changeProject.execute(input, ctx);
  }

  @Answers(MoveDevelopmentProjectV1)
  move(@Payload() input: MoveDevelopmentProjectV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.moveProject.execute(input, ctx);
  }

  @Answers(OpenDevelopmentProjectV1)
  open(@Payload() input: OpenDevelopmentProjectV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.openProject.execute(input, ctx);
  }

  @Answers(NoteDevelopmentProjectV1)
  note(@Payload() input: NoteDevelopmentProjectV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.noteProject.execute(input, ctx);
  }

  @Answers(ReadDevelopmentProjectV1)
  read(@Payload() input: ReadDevelopmentProjectV1, @Ctx() ctx: CallContext): Promise<DevelopmentProjectAnswer> {
    return this.projects.one(input, ctx);
  }

  @Answers(ListDevelopmentProjectsV1)
  list(@Payload() input: ListDevelopmentProjectsV1, @Ctx() ctx: CallContext): Promise<DevelopmentProjectsAnswer> {
    return this.projects.list(input, ctx);
  }

  @Answers(ListDevelopmentProjectEntriesV1)
  entries(
    @Payload() input: ListDevelopmentProjectEntriesV1,
    @Ctx() ctx: CallContext,
  ): Promise<DevelopmentProjectEntriesAnswer> {
    return this.projects.entries(input, ctx);
  }
}
