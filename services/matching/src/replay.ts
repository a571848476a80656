import { createDataSource, ReadScope } from '#libs/persistence';
import type { Replay } from './domain/replay';
import { ReplayQueries } from './queries/replay.queries';
import { RankingEntity } from './storage/ranking.entity';

export type { Gone, Replay } from './domain/replay';

/** For an operator's tool: plays the rankings that are kept in a database of matching. Reads only. */
export interface ReplayDesk {
  /** A ranking, or all rankings of a match request, of whichever municipality; empty where there is none. */
  play(id: string): Promise<readonly Replay[]>;
  close(): Promise<void>;
}

/** A row of a big municipality's history may take long to come. */
const STATEMENT_MS = 120_000;

/** `url`: any login of matching's database that may read; each municipality's rows are read in its own scope. */
export async function openReplayDesk(url: string): Promise<ReplayDesk> {
  const source = createDataSource({
    url,
    applicationName: 'match-replay',
    entities: [RankingEntity],
    migrations: [],
    poolSize: 2,
    statementTimeoutMs: STATEMENT_MS,
  });
  await source.initialize();
  const reads = new ReadScope(source);
  return {
    play: async (id) => {
      const queries = new ReplayQueries(reads);
      const played: Replay[] = [];
      for (const tenant of await queries.tenants()) {
        for (const row of await queries.rankings(tenant, id)) played.push(await queries.play(tenant, row));
      }
      return played;
    },
    close: () => source.destroy(),
  };
}
