import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  AcceptMatchRequestV1,
  type Acted,
  CancelMatchRequestV1,
  ChangeNeedV1,
  CloseMatchRequestV1,
  DecideReviewV1,
  type Done,
  LinkDevelopedMenuV1,
  ListMatchRequestsV1,
  type MatchRequestAnswer,
  type MatchRequestList,
  OpenMatchRequestV1,
  ParkMatchRequestV1,
  type RankingAnswer,
  ReadMatchRequestV1,
  RecordAllDeclinedV1,
  RecordRefusalV1,
  RecordUnmetNeedV1,
  SearchAfterPlacementV1,
  SearchAgainV1,
  SearchCandidatesV1,
  ShortlistV1,
  UnparkMatchRequestV1,
  WithdrawRefusalV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { AcceptMatchRequestCommand } from '../commands/requests/accept-match-request.command';
import { CancelMatchRequestCommand } from '../commands/requests/cancel-match-request.command';
import { ChangeNeedCommand } from '../commands/requests/change-need.command';
import { CloseMatchRequestCommand } from '../commands/requests/close-match-request.command';
import { DecideReviewCommand } from '../commands/requests/decide-review.command';
import { OpenMatchRequestCommand } from '../commands/requests/open-match-request.command';
import { ParkMatchRequestCommand } from '../commands/requests/park-match-request.command';
import { RecordAllDeclinedCommand } from '../commands/requests/record-all-declined.command';
import { RecordRefusalCommand } from '../commands/requests/record-refusal.command';
import { RecordUnmetNeedCommand } from '../commands/requests/record-unmet-need.command';
import { ResumeSearchCommand } from '../commands/requests/resume-search.command';
import { SearchAfterPlacementCommand } from '../commands/requests/search-after-placement.command';
import { SearchCandidatesCommand } from '../commands/requests/search-candidates.command';
import { ShortlistCommand } from '../commands/requests/shortlist.command';
import { MatchRequestQueries } from '../queries/match-request.queries';

/** From the application to the choice of places. */
@Controller()
export class SearchRequests {
  constructor(
    private readonly openRequest: OpenMatchRequestCommand,
    private readonly acceptRequest: AcceptMatchRequestCommand,
    private readonly changeNeed: ChangeNeedCommand,
    private readonly searchCandidates: SearchCandidatesCommand,
    private readonly shortlistMenus: ShortlistCommand,
    private readonly refusals: RecordRefusalCommand,
    private readonly queries: MatchRequestQueries,
  ) {}

  @Answers(OpenMatchRequestV1)
  open(@Payload() input: OpenMatchRequestV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.openRequest.execute(input, ctx);
  }

  @Answers(AcceptMatchRequestV1)
  accept(@Payload() input: AcceptMatchRequestV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.acceptRequest.execute(input, ctx);
  }

  @Answers(ChangeNeedV1)
  need(@Payload() input: ChangeNeedV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.changeNeed.execute(input, ctx);
  }

  @Answers(SearchCandidatesV1)
  search(@Payload() input: SearchCandidatesV1, @Ctx() ctx: CallContext): Promise<RankingAnswer> {
    return this.searchCandidates.execute(input, ctx);
  }

  @Answers(ShortlistV1)
  shortlist(@Payload() input: ShortlistV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.shortlistMenus.execute(input, ctx);
  }

  @Answers(RecordRefusalV1)
  refuse(@Payload() input: RecordRefusalV1, @Ctx() ctx: CallContext): Promise<Done> {
    return this.refusals.execute(input, ctx);
  }

  @Answers(WithdrawRefusalV1)
  withdrawRefusal(@Payload() input: WithdrawRefusalV1, @Ctx() ctx: CallContext): Promise<Done> {
    return this.refusals.withdraw(input, ctx);
  }

  @Answers(ReadMatchRequestV1)
  read(@Payload() { matchRequestId }: ReadMatchRequestV1, @Ctx() ctx: CallContext): Promise<MatchRequestAnswer> {
    return this.queries.byId(matchRequestId, ctx);
  }

  @Answers(ListMatchRequestsV1)
  list(@Payload() input: ListMatchRequestsV1, @Ctx() ctx: CallContext): Promise<MatchRequestList> {
    return this.queries.list(input, ctx);
  }
}

/** What else may become of a request. */
@Controller()
export class MatchRequestSteps {
  constructor(
    private readonly recordUnmetNeed: RecordUnmetNeedCommand,
    private readonly resumeSearch: ResumeSearchCommand,
    private readonly recordAllDeclined: RecordAllDeclinedCommand,
    private readonly parkRequest: ParkMatchRequestCommand,
    private readonly cancelRequest: CancelMatchRequestCommand,
    private readonly decideReview: DecideReviewCommand,
    private readonly searchAfterPlacement: SearchAfterPlacementCommand,
    private readonly closeRequest: CloseMatchRequestCommand,
  ) {}

  @Answers(RecordUnmetNeedV1)
  unmet(@Payload() input: RecordUnmetNeedV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.recordUnmetNeed.execute(input, ctx);
  }

  @Answers(SearchAgainV1)
  searchAgain(@Payload() input: SearchAgainV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.resumeSearch.execute(input, ctx, 'searchAgain');
  }

  @Answers(LinkDevelopedMenuV1)
  developed(@Payload() input: LinkDevelopedMenuV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.resumeSearch.execute(input, ctx, 'resourceDeveloped');
  }

  @Answers(RecordAllDeclinedV1)
  allDeclined(@Payload() input: RecordAllDeclinedV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.recordAllDeclined.execute(input, ctx);
  }

  @Answers(ParkMatchRequestV1)
  park(@Payload() input: ParkMatchRequestV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.parkRequest.execute(input, ctx);
  }

  @Answers(UnparkMatchRequestV1)
  unpark(@Payload() input: UnparkMatchRequestV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.resumeSearch.execute(input, ctx, 'unpark');
  }

  @Answers(CancelMatchRequestV1)
  cancel(@Payload() input: CancelMatchRequestV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.cancelRequest.execute(input, ctx);
  }

  @Answers(DecideReviewV1)
  decide(@Payload() input: DecideReviewV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.decideReview.execute(input, ctx);
  }

  @Answers(SearchAfterPlacementV1)
  nextSearch(@Payload() input: SearchAfterPlacementV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.searchAfterPlacement.execute(input, ctx);
  }

  @Answers(CloseMatchRequestV1)
  close(@Payload() input: CloseMatchRequestV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.closeRequest.execute(input, ctx);
  }
}
