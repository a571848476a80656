import type { Part } from '#libs/host';
import { NoteMissedSearchCommand } from '../commands/search/note-missed-search.command';
import { SearchMemory } from '../domain/search/search-memory';
import { SearchRequests } from '../messages/search-requests';
import { FollowedRegistryQuery } from '../queries/search/followed-registry.query';
import { MissedSearchesQuery } from '../queries/search/missed-searches.query';
import { SearchQuery } from '../queries/search/search.query';
import { CreateSearch1760000000070 } from '../storage/migrations/1760000000070-create-search';
import { SearchMemoryTimer } from '../timers/search-memory.timer';

/** Search in 社会資源台帳. */
export const SEARCH: Part = {
  doors: [SearchRequests],
  providers: [
    { provide: SearchMemory, useFactory: () => new SearchMemory() },
    NoteMissedSearchCommand,
    FollowedRegistryQuery,
    SearchQuery,
    MissedSearchesQuery,
    SearchMemoryTimer,
  ],
  tables: [],
  migrations: [CreateSearch1760000000070],
};
