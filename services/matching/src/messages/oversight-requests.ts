import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type AreaPopulationAnswer,
  type Done,
  KeepAreaPopulationV1,
  ListStalledStepsV1,
  ReadAreaPopulationV1,
  type StalledStepList,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { KeepAreaPopulationCommand } from '../commands/areas/keep-area-population.command';
import { AreaQueries } from '../queries/area.queries';
import { StalledQueries } from '../queries/stalled.queries';

/** That nobody is forgotten, and that nobody is pointed to. */
@Controller()
export class OversightRequests {
  constructor(
    private readonly keepPopulation: KeepAreaPopulationCommand,
    private readonly areas: AreaQueries,
    private readonly stalled: StalledQueries,
  ) {}

  @Answers(KeepAreaPopulationV1)
  keep(@Payload() input: KeepAreaPopulationV1, @Ctx() ctx: CallContext): Promise<Done> {
    return this.keepPopulation.execute(input, ctx);
  }

  @Answers(ReadAreaPopulationV1)
  population(@Payload() input: ReadAreaPopulationV1, @Ctx() ctx: CallContext): Promise<AreaPopulationAnswer> {
    return this.areas.population(input, ctx);
  }

  @Answers(ListStalledStepsV1)
  stalledSteps(@Payload() input: ListStalledStepsV1, @Ctx() ctx: CallContext): Promise<StalledStepList> {
    return this.stalled.list(input, ctx);
  }
}
