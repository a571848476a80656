import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  type AreaAnswer,
  type AreaAssignmentAnswer,
  type AreaBoundaryAnswer,
  type AreasAnswer,
  type AreasAtAnswer,
  AreasAtV1,
  type AreasExistAnswer,
  AreasExistV1,
  ChangeAreaV1,
  EnterAreaV1,
  ListAreasV1,
  ReadAreaAssignmentV1,
  ReadAreaBoundaryV1,
  ReadAreaV1,
  SetAreaBoundaryV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { ChangeAreaCommand } from '../commands/areas/change-area.command';
import { EnterAreaCommand } from '../commands/areas/enter-area.command';
import { SetAreaBoundaryCommand } from '../commands/areas/set-area-boundary.command';
import { AreasQuery } from '../queries/areas/areas.query';

/** 圏域: the tree, the boundaries and what they hold. */
@Controller()
export class AreaRequests {
  constructor(
    private readonly enterArea: EnterAreaCommand,
    private readonly changeArea: ChangeAreaCommand,
    private readonly setAreaBoundary: SetAreaBoundaryCommand,
    private readonly areas: AreasQuery,
  ) {}

  @Answers(EnterAreaV1)
  enter(@Payload() input: EnterAreaV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.enterArea.execute(input, ctx);
  }

  @Answers(ChangeAreaV1)
  change(@Payload() input: ChangeAreaV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.changeArea.execute(input, ctx);
  }

  @Answers(SetAreaBoundaryV1)
  setBoundary(@Payload() input: SetAreaBoundaryV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.setAreaBoundary.execute(input, ctx);
  }

  @Answers(ReadAreaV1)
  read(@Payload() input: ReadAreaV1, @Ctx() ctx: CallContext): Promise<AreaAnswer> {
    return this.areas.one(input, ctx);
  }

  @Answers(ReadAreaBoundaryV1)
  boundary(@Payload() input: ReadAreaBoundaryV1, @Ctx() ctx: CallContext): Promise<AreaBoundaryAnswer> {
    return this.areas.boundary(input, ctx);
  }

  @Answers(ListAreasV1)
  list(@Payload() input: ListAreasV1, @Ctx() ctx: CallContext): Promise<AreasAnswer> {
    return this.areas.list(input, ctx);
  }

  @Answers(AreasAtV1)
  at(@Payload() input: AreasAtV1, @Ctx() ctx: CallContext): Promise<AreasAtAnswer> {
    return this.areas.at(input, ctx);
  }

  @Answers(AreasExistV1)
  exist(@Payload() input: AreasExistV1, @Ctx() ctx: CallContext): Promise<AreasExistAnswer> {
    return this.areas.exist(input, ctx);
  }

  @Answers(ReadAreaAssignmentV1)
  assignment(@Payload() input: ReadAreaAssignmentV1, @Ctx() ctx: CallContext): Promise<AreaAssignmentAnswer> {
    return this.areas.assignment(input, ctx);
  }
}
