import type { ReadScope } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { KnownPlaces } from '../domain/known-places';
import { Memory } from '../domain/memory';
import { type Gone, playedAnswer, type Replay } from '../domain/replay';
import { RULES_VERSION } from '../domain/rules-version';
import { fingerprintOf, Ranker } from '../storage/ranker';
import { RankingEntity } from '../storage/ranking.entity';
import { ShownPlaces } from '../storage/shown-places';
import { settingsAt } from '../storage/settings.store';
import { LEDGERS, MENUS } from './followed.queries';

/** Rows that are taken in at once. */
const BATCH = 5_000;

interface Source {
  readonly from: { readonly columns: string };
  readonly versions: { readonly table: string; readonly key: string };
}

/**
 * Plays rankings again: reads the tables as the snapshot of the ranking shows them, and runs the same rules on what
 * was asked. Changes nothing.
 */
export class ReplayQueries {
  private last: { readonly snapshot: string; readonly tenant: string; readonly memory: Memory } | null = null;

  constructor(private readonly reads: ReadScope) {}

  tenants(): Promise<readonly string[]> {
    return this.reads.tenants();
  }

  /** A ranking by its own id, or all rankings of a match request, oldest first. */
  rankings(tenant: string, id: string): Promise<readonly RankingEntity[]> {
    return this.reads.run({ tenant }, ({ db }) =>
      db
        .createQueryBuilder(RankingEntity, 'row')
        .where('row.id = :id OR row.matchRequestId = :id', { id })
        .orderBy('row.rankedAt')
        .addOrderBy('row.id')
        .getMany(),
    );
  }

  async play(tenant: string, row: RankingEntity): Promise<Replay> {
    const gone: Gone[] = [];
    if (row.inputRemovedAt !== null) gone.push({ what: 'profile', removedAt: row.inputRemovedAt.toISOString() });
    if (row.rulesVersion !== RULES_VERSION) {
      gone.push({ what: 'rules', then: row.rulesVersion, here: RULES_VERSION });
    }
    const memory = await this.memoryAt(tenant, row.snapshot);
    if (memory.settings.on(tenant, row.rankedOn).version !== row.settingsVersion) {
      gone.push({ what: 'settings', version: row.settingsVersion });
    }
    const menusFound = memory.places.size(tenant);
    if (menusFound < row.knownMenus) gone.push({ what: 'history', menusThen: row.knownMenus, menusFound });
    if (gone.length > 0 || row.input === null) return verdict(row, gone, null);
    const ranker = new Ranker(memory, new ShownPlaces(this.reads));
    const ranked = await ranker.rank({ tenant, now: row.rankedAt, today: row.rankedOn }, row.input);
    return verdict(row, [], { sha256: fingerprintOf(ranked), answer: playedAnswer(ranked.result) });
  }

  /** Rankings that follow each other often saw the same. */
  private async memoryAt(tenant: string, snapshot: string): Promise<Memory> {
    if (this.last?.snapshot === snapshot && this.last.tenant === tenant) return this.last.memory;
    const memory = new Memory(new KnownPlaces());
    await this.reads.run({ tenant }, async ({ db }) => {
      await each(db, MENUS, snapshot, (rows) => memory.places.learnMenus(tenant, rows.map(MENUS.read)));
      await each(db, LEDGERS, snapshot, (rows) => memory.places.learnLedgers(tenant, rows.map(LEDGERS.read)));
      memory.settings.learn(tenant, await settingsAt(db, snapshot));
    });
    memory.seen(tenant, snapshot);
    this.last = { snapshot, tenant, memory };
    return memory;
  }
}

function verdict(
  row: RankingEntity,
  gone: readonly Gone[],
  played: { readonly sha256: string; readonly answer: NonNullable<Replay['answer']> } | null,
): Replay {
  const same = played?.sha256 === row.answerSha256 ? 'same' : 'different';
  return {
    rankingId: row.id,
    matchRequestId: row.matchRequestId,
    rankedAt: row.rankedAt.toISOString(),
    rulesVersion: row.rulesVersion,
    settingsVersion: row.settingsVersion,
    verdict: played === null ? 'gone' : same,
    gone,
    sha256Then: row.answerSha256,
    sha256Now: played?.sha256 ?? null,
    answer: played?.answer ?? null,
  };
}

/** The newest state of every row that the snapshot shows. */
async function each(
  db: EntityManager,
  { from, versions }: Source,
  snapshot: string,
  take: (rows: readonly unknown[]) => void,
): Promise<void> {
  await db.query(
    `DECLARE replaying NO SCROLL CURSOR FOR
       SELECT DISTINCT ON (${versions.key}) ${from.columns} FROM ${versions.table}
        WHERE pg_visible_in_snapshot(changed_xid, $1::pg_snapshot) ORDER BY ${versions.key}, seq DESC`,
    [snapshot],
  );
  const fetch = (): Promise<readonly unknown[]> => db.query(`FETCH ${BATCH} FROM replaying`);
  for (let rows = await fetch(); rows.length > 0; rows = await fetch()) take(rows);
  await db.query('CLOSE replaying');
}
