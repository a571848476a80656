import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  type CaseNoteAnswer,
  CaseNoteV1,
  CheckConsentV1,
  ConfirmDestructionV1,
  type ConsentAnswer,
  type DestructionRequestListAnswer,
  type DisclosureAnswer,
  ListDestructionRequestsV1,
  type MatchingProfileAnswer,
  MatchingProfileV1,
  type OneHouseholdAnswer,
  OneHouseholdV1,
  type ParticipationPlanFactsAnswer,
  ParticipationPlanFactsV1,
  type PlacesToAvoidAnswer,
  PlacesToAvoidV1,
  ReadDisclosureV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { ConfirmDestructionCommand } from '../commands/disclosures/confirm-destruction.command';
import { DisclosureQueries } from '../queries/disclosure.queries';
import { NoteQueries } from '../queries/note.queries';
import { ParticipationPlanQueries } from '../queries/participation-plan.queries';
import { PermissionQueries } from '../queries/permission.queries';

/** What other services and hosts may know, decided here and nowhere else. */
@Controller()
export class PermissionRequests {
  constructor(
    private readonly permissions: PermissionQueries,
    private readonly plans: ParticipationPlanQueries,
    private readonly notes: NoteQueries,
    private readonly disclosures: DisclosureQueries,
    private readonly confirm: ConfirmDestructionCommand,
  ) {}

  @Answers(PlacesToAvoidV1)
  placesToAvoid(@Payload() input: PlacesToAvoidV1, @Ctx() ctx: CallContext): Promise<PlacesToAvoidAnswer> {
    return this.permissions.placesToAvoid(input, ctx);
  }

  @Answers(OneHouseholdV1)
  oneHousehold(@Payload() input: OneHouseholdV1, @Ctx() ctx: CallContext): Promise<OneHouseholdAnswer> {
    return this.permissions.oneHousehold(input, ctx);
  }

  @Answers(CheckConsentV1)
  checkConsent(@Payload() input: CheckConsentV1, @Ctx() ctx: CallContext): Promise<ConsentAnswer> {
    return this.permissions.check(input, ctx);
  }

  @Answers(MatchingProfileV1)
  matchingProfile(@Payload() input: MatchingProfileV1, @Ctx() ctx: CallContext): Promise<MatchingProfileAnswer> {
    return this.permissions.matchingProfile(input, ctx);
  }

  @Answers(ParticipationPlanFactsV1)
  planFacts(
    @Payload() input: ParticipationPlanFactsV1,
    @Ctx() ctx: CallContext,
  ): Promise<ParticipationPlanFactsAnswer> {
    return this.plans.facts(input, ctx);
  }

  @Answers(CaseNoteV1)
  caseNote(@Payload() input: CaseNoteV1, @Ctx() ctx: CallContext): Promise<CaseNoteAnswer> {
    return this.notes.exists(input, ctx);
  }

  @Answers(ReadDisclosureV1)
  readDisclosure(@Payload() input: ReadDisclosureV1, @Ctx() ctx: CallContext): Promise<DisclosureAnswer> {
    return this.disclosures.items(input, ctx);
  }

  @Answers(ListDestructionRequestsV1)
  destructionRequests(
    @Payload() input: ListDestructionRequestsV1,
    @Ctx() ctx: CallContext,
  ): Promise<DestructionRequestListAnswer> {
    return this.disclosures.destructionRequests(input, ctx);
  }

  @Answers(ConfirmDestructionV1)
  confirmDestruction(@Payload() input: ConfirmDestructionV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.confirm.execute(input, ctx);
  }
}
