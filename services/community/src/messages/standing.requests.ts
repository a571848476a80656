import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  type AgreementsAnswer,
  ConfirmSuspensionV1,
  type CoordinatorTasksAnswer,
  CorrectOrganizationV1,
  EndAgreementV1,
  ListAgreementsV1,
  ListCoordinatorTasksV1,
  type PublicResourceAnswer,
  ReadPublicResourceV1,
  RecordAgreementV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { ConfirmSuspensionCommand } from '../commands/confirm-suspension.command';
import { CorrectOrganizationCommand } from '../commands/correct-organization.command';
import { KeepAgreementsCommand } from '../commands/keep-agreements.command';
import { AgreementsQuery } from '../queries/agreements.query';
import { OrganizationsQuery } from '../queries/organizations.query';
import { ResourcesQuery } from '../queries/resources.query';

/** What the registry rests on: contracts, agreements, a second person's word, and what residents see. */
@Controller()
export class StandingRequests {
  constructor(
    private readonly correctOrganization: CorrectOrganizationCommand,
    private readonly keepAgreements: KeepAgreementsCommand,
    private readonly confirmSuspension: ConfirmSuspensionCommand,
    private readonly organizations: OrganizationsQuery,
    private readonly resources: ResourcesQuery,
    private readonly agreements: AgreementsQuery,
  ) {}

  @Answers(CorrectOrganizationV1)
  correct(@Payload() input: CorrectOrganizationV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.correctOrganization.execute(input, ctx);
  }

  @Answers(ListCoordinatorTasksV1)
  tasks(@Payload() input: ListCoordinatorTasksV1, @Ctx() ctx: CallContext): Promise<CoordinatorTasksAnswer> {
    return this.organizations.coordinatorTasks(input, ctx);
  }

  @Answers(RecordAgreementV1)
  record(@Payload() input: RecordAgreementV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.keepAgreements.record(input, ctx);
  }

  @Answers(EndAgreementV1)
  end(@Payload() input: EndAgreementV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.keepAgreements.end(input, ctx);
  }

  @Answers(ListAgreementsV1)
  list(@Payload() input: ListAgreementsV1, @Ctx() ctx: CallContext): Promise<AgreementsAnswer> {
    return this.agreements.list(input, ctx);
  }

  @Answers(ConfirmSuspensionV1)
  confirm(@Payload() input: ConfirmSuspensionV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.confirmSuspension.execute(input, ctx);
  }

  @Answers(ReadPublicResourceV1)
  forResidents(@Payload() input: ReadPublicResourceV1, @Ctx() ctx: CallContext): Promise<PublicResourceAnswer> {
    return this.resources.forResidents(input, ctx);
  }
}
