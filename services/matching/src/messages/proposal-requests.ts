import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  AcceptDirectlyV1,
  type AcceptedAnswer,
  AcceptProposalV1,
  type Acted,
  AnswerWillingV1,
  CreateProposalV1,
  InquireAnonymouslyV1,
  type InquiredAnswer,
  InquireNamedV1,
  type InquiryList,
  JoinOpenPlaceV1,
  ListInquiriesV1,
  ListProposalsV1,
  OfferOpenPlaceV1,
  OfferProposalV1,
  type ProposalActed,
  type ProposalAnswer,
  type ProposalList,
  ReadProposalV1,
  RecordInterestV1,
  RecordPersonRefusalV1,
  RecordTrialDoneV1,
  RefuseInquiryV1,
  RevokeProposalV1,
  ScheduleTrialV1,
  WithdrawHostV1,
  WithdrawPersonV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { AcceptProposalCommand } from '../commands/proposals/accept-proposal.command';
import { AnswerWillingCommand } from '../commands/proposals/answer-willing.command';
import { CreateProposalCommand } from '../commands/proposals/create-proposal.command';
import { EndByHostCommand } from '../commands/proposals/end-by-host.command';
import { EndByPersonCommand } from '../commands/proposals/end-by-person.command';
import { InquireAnonymouslyCommand } from '../commands/proposals/inquire-anonymously.command';
import { InquireNamedCommand } from '../commands/proposals/inquire-named.command';
import { OfferProposalCommand } from '../commands/proposals/offer-proposal.command';
import { RecordInterestCommand } from '../commands/proposals/record-interest.command';
import { RecordTrialDoneCommand } from '../commands/proposals/record-trial-done.command';
import { RevokeProposalCommand } from '../commands/proposals/revoke-proposal.command';
import { ScheduleTrialCommand } from '../commands/proposals/schedule-trial.command';
import { ProposalQueries } from '../queries/proposal.queries';

/** From a draft to a trial: the host is asked, the person chooses. */
@Controller()
export class ProposalRequests {
  constructor(
    private readonly createProposal: CreateProposalCommand,
    private readonly inquireAnonymously: InquireAnonymouslyCommand,
    private readonly answerWilling: AnswerWillingCommand,
    private readonly offerProposal: OfferProposalCommand,
    private readonly recordInterest: RecordInterestCommand,
    private readonly inquireNamed: InquireNamedCommand,
    private readonly scheduleTrial: ScheduleTrialCommand,
    private readonly recordTrialDone: RecordTrialDoneCommand,
  ) {}

  @Answers(CreateProposalV1)
  create(@Payload() input: CreateProposalV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.createProposal.execute(input, ctx);
  }

  @Answers(InquireAnonymouslyV1)
  inquire(@Payload() input: InquireAnonymouslyV1, @Ctx() ctx: CallContext): Promise<InquiredAnswer> {
    return this.inquireAnonymously.execute(input, ctx);
  }

  @Answers(AnswerWillingV1)
  willing(@Payload() input: AnswerWillingV1, @Ctx() ctx: CallContext): Promise<ProposalActed> {
    return this.answerWilling.execute(input, ctx);
  }

  @Answers(OfferProposalV1)
  offer(@Payload() input: OfferProposalV1, @Ctx() ctx: CallContext): Promise<ProposalActed> {
    return this.offerProposal.execute(input, ctx);
  }

  @Answers(OfferOpenPlaceV1)
  offerOpen(@Payload() input: OfferOpenPlaceV1, @Ctx() ctx: CallContext): Promise<ProposalActed> {
    return this.offerProposal.openPlace(input, ctx);
  }

  @Answers(RecordInterestV1)
  interest(@Payload() input: RecordInterestV1, @Ctx() ctx: CallContext): Promise<ProposalActed> {
    return this.recordInterest.execute(input, ctx);
  }

  @Answers(InquireNamedV1)
  named(@Payload() input: InquireNamedV1, @Ctx() ctx: CallContext): Promise<ProposalActed> {
    return this.inquireNamed.execute(input, ctx);
  }

  @Answers(ScheduleTrialV1)
  trial(@Payload() input: ScheduleTrialV1, @Ctx() ctx: CallContext): Promise<ProposalActed> {
    return this.scheduleTrial.execute(input, ctx);
  }

  @Answers(RecordTrialDoneV1)
  trialDone(@Payload() input: RecordTrialDoneV1, @Ctx() ctx: CallContext): Promise<ProposalActed> {
    return this.recordTrialDone.execute(input, ctx);
  }
}

/** How a proposal ends, and what can be seen of it. */
@Controller()
export class ProposalEnds {
  constructor(
    private readonly acceptProposal: AcceptProposalCommand,
    private readonly endByHost: EndByHostCommand,
    private readonly endByPerson: EndByPersonCommand,
    private readonly revokeProposal: RevokeProposalCommand,
    private readonly queries: ProposalQueries,
  ) {}

  @Answers(AcceptProposalV1)
  accept(@Payload() input: AcceptProposalV1, @Ctx() ctx: CallContext): Promise<AcceptedAnswer> {
    return this.acceptProposal.execute(input, ctx, 'accept');
  }

  @Answers(AcceptDirectlyV1)
  acceptDirectly(@Payload() input: AcceptDirectlyV1, @Ctx() ctx: CallContext): Promise<AcceptedAnswer> {
    return this.acceptProposal.execute(input, ctx, 'acceptDirect', input.reasonCode);
  }

  @Answers(JoinOpenPlaceV1)
  joinOpen(@Payload() input: JoinOpenPlaceV1, @Ctx() ctx: CallContext): Promise<AcceptedAnswer> {
    return this.acceptProposal.execute(input, ctx, 'joinOpen');
  }

  @Answers(RefuseInquiryV1)
  refuse(@Payload() input: RefuseInquiryV1, @Ctx() ctx: CallContext): Promise<ProposalActed> {
    return this.endByHost.execute(input, ctx, 'decline');
  }

  @Answers(WithdrawHostV1)
  hostWithdraws(@Payload() input: WithdrawHostV1, @Ctx() ctx: CallContext): Promise<ProposalActed> {
    return this.endByHost.execute(input, ctx, 'hostWithdraws');
  }

  @Answers(RecordPersonRefusalV1)
  personRefuses(@Payload() input: RecordPersonRefusalV1, @Ctx() ctx: CallContext): Promise<ProposalActed> {
    return this.endByPerson.execute(input, ctx, 'declined');
  }

  @Answers(WithdrawPersonV1)
  personWithdraws(@Payload() input: WithdrawPersonV1, @Ctx() ctx: CallContext): Promise<ProposalActed> {
    return this.endByPerson.execute(input, ctx, 'personWithdraws');
  }

  @Answers(RevokeProposalV1)
  revoke(@Payload() input: RevokeProposalV1, @Ctx() ctx: CallContext): Promise<ProposalActed> {
    return this.revokeProposal.execute(input, ctx);
  }

  @Answers(ReadProposalV1)
  read(@Payload() { proposalId }: ReadProposalV1, @Ctx() ctx: CallContext): Promise<ProposalAnswer> {
    return this.queries.byId(proposalId, ctx);
  }

  @Answers(ListProposalsV1)
  list(@Payload() input: ListProposalsV1, @Ctx() ctx: CallContext): Promise<ProposalList> {
    return this.queries.list(input, ctx);
  }

  @Answers(ListInquiriesV1)
  inquiries(@Payload() input: ListInquiriesV1, @Ctx() ctx: CallContext): Promise<InquiryList> {
    return this.queries.inquiries(input, ctx);
  }
}
