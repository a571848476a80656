import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type FoundResourcesAnswer,
  ListMissedSearchesV1,
  type MissedSearchesAnswer,
  SearchResourcesV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { NoteMissedSearchCommand } from '../commands/search/note-missed-search.command';
import { MissedSearchesQuery } from '../queries/search/missed-searches.query';
import { SearchQuery } from '../queries/search/search.query';

/** Search in the registry, and what was not found there. */
@Controller()
export class SearchRequests {
  constructor(
    private readonly resources: SearchQuery,
    private readonly missedSearches: MissedSearchesQuery,
    private readonly noteMissed: NoteMissedSearchCommand,
  ) {}

  @Answers(SearchResourcesV1)
  async search(@Payload() input: SearchResourcesV1, @Ctx() ctx: CallContext): Promise<FoundResourcesAnswer> {
    const answer = await this.resources.search(input, ctx);
    if (answer.total === 0 && asksFor(input)) await this.noteMissed.execute(input, ctx);
    return answer;
  }

  @Answers(ListMissedSearchesV1)
  missed(@Payload() input: ListMissedSearchesV1, @Ctx() ctx: CallContext): Promise<MissedSearchesAnswer> {
    return this.missedSearches.between(input, ctx);
  }
}

/** A list of everything is no search. */
const asksFor = ({ query, type, purpose }: SearchResourcesV1): boolean =>
  [query, type, purpose].some((wish) => wish !== undefined && wish !== '');
