import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type HouseholdMatchAnswer,
  ListSeatsWantedV1,
  ListWaitingMatchesV1,
  MatchHouseholdV1,
  type PeopleSearchAnswer,
  SearchPeopleV1,
  type SeatsWantedAnswer,
  type WaitingMatchList,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { HouseholdMatchQuery } from '../queries/household-match.query';
import { PeopleSearchQuery } from '../queries/people-search.query';
import { SeatsWantedQuery } from '../queries/seats-wanted.query';
import { WaitingMatchesQuery } from '../queries/waiting-matches.query';

/** Searches that go beyond one person who looks for a place. */
@Controller()
export class JointRequests {
  constructor(
    private readonly people: PeopleSearchQuery,
    private readonly households: HouseholdMatchQuery,
    private readonly waiting: WaitingMatchesQuery,
    private readonly seats: SeatsWantedQuery,
  ) {}

  @Answers(SearchPeopleV1)
  search(@Payload() input: SearchPeopleV1, @Ctx() ctx: CallContext): Promise<PeopleSearchAnswer> {
    return this.people.find(input, ctx);
  }

  @Answers(MatchHouseholdV1)
  match(@Payload() input: MatchHouseholdV1, @Ctx() ctx: CallContext): Promise<HouseholdMatchAnswer> {
    return this.households.match(input, ctx);
  }

  @Answers(ListWaitingMatchesV1)
  waitingMatches(@Payload() input: ListWaitingMatchesV1, @Ctx() ctx: CallContext): Promise<WaitingMatchList> {
    return this.waiting.list(input, ctx);
  }

  @Answers(ListSeatsWantedV1)
  seatsWanted(@Payload() input: ListSeatsWantedV1, @Ctx() ctx: CallContext): Promise<SeatsWantedAnswer> {
    return this.seats.list(input, ctx);
  }
}
