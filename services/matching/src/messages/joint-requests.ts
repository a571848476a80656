import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { type HouseholdMatchAnswer, MatchHouseholdV1, type PeopleSearchAnswer, SearchPeopleV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { HouseholdMatchQuery } from '../queries/household-match.query';
import { PeopleSearchQuery } from '../queries/people-search.query';

/** Searches that go beyond one person who looks for a place. */
@Controller()
export class JointRequests {
  constructor(
    private readonly people: PeopleSearchQuery,
    private readonly households: HouseholdMatchQuery,
  ) {}

  @Answers(SearchPeopleV1)
  search(@Payload() input: SearchPeopleV1, @Ctx() ctx: CallContext): Promise<PeopleSearchAnswer> {
    return this.people.find(input, ctx);
  }

  @Answers(MatchHouseholdV1)
  match(@Payload() input: MatchHouseholdV1, @Ctx() ctx: CallContext): Promise<HouseholdMatchAnswer> {
    return this.households.match(input, ctx);
  }
}
