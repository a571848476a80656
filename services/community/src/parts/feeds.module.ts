import type { Part } from '#libs/host';
import { SetExternalIdCommand } from '../commands/feeds/set-external-id.command';
import { SubmitReportsCommand } from '../commands/feeds/submit-reports.command';
import { FeedRequests } from '../messages/feeds/feeds.requests';
import { FedMenusQuery } from '../queries/feeds/fed-menus.query';
import { CreateFeeds1760000000030 } from '../storage/migrations/1760000000030-create-feeds';

/** Reports of free places by machine. */
export const FEEDS: Part = {
  doors: [FeedRequests],
  providers: [SubmitReportsCommand, SetExternalIdCommand, FedMenusQuery],
  tables: [],
  migrations: [CreateFeeds1760000000030],
};
