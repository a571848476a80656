import type { Part } from '#libs/host';
import { DeleteOutlivedCommand } from '../commands/feeds/delete-outlived.command';
import { SetExternalIdCommand } from '../commands/feeds/set-external-id.command';
import { SubmitReportsCommand } from '../commands/feeds/submit-reports.command';
import { FeedRequests } from '../messages/feeds/feeds.requests';
import { FedMenusQuery } from '../queries/feeds/fed-menus.query';
import { OutlivedQuery } from '../queries/feeds/outlived.query';
import { CreateFeeds1760000000030 } from '../storage/migrations/1760000000030-create-feeds';
import { OutlivedTimer } from '../timers/outlived.timer';

/** Reports of free places by machine. */
export const FEEDS: Part = {
  doors: [FeedRequests],
  providers: [
    SubmitReportsCommand,
    SetExternalIdCommand,
    FedMenusQuery,
    DeleteOutlivedCommand,
    OutlivedQuery,
    OutlivedTimer,
  ],
  tables: [],
  migrations: [CreateFeeds1760000000030],
};
