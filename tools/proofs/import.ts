import type { ImportAnswer } from '#libs/contracts';
import { Client } from 'pg';
import { IMPORT_SETTINGS } from '../../services/community/src/for-tools';
import { kept } from '../api';
import { ImportClient } from '../import/client';
import {
  bytesOf,
  expectedDifference,
  type ExpectedReading,
  expectedReading,
  type GeneratedList,
} from '../import/generated-list';
import type { RunningSystem } from '../running-system';
import { startSystem } from '../system';
import { Arming } from './import-lives';
import { type Proof, type ProofOptions, type ProofResult, randomOf } from './proof';

const ENCODINGS = ['utf-8', 'cp932', 'utf-16le', 'utf-16be'] as const;
const POINTS = ['unit.after-effects', 'unit.before-commit', 'unit.after-commit'] as const;
/** So many transactions, then the process is killed; whoever starts after it gets as far. */
const LIVES = [4, 5, 6] as const;

type Counts = ImportAnswer['counts'];

/** One import after another into one town, with a community that dies again and again. */
class Town {
  kills = 0;
  private readonly client: ImportClient;

  private constructor(
    readonly system: RunningSystem,
    private readonly owner: Client,
  ) {
    this.client = new ImportClient(
      system.baseUrl,
      kept(() => system.token('COMMUNITY_COORDINATOR')),
    );
  }

  static async start(): Promise<Town> {
    const system = await startSystem({ environment: 'test', env: { TSUNAGI_LOG_LEVEL: 'warn' } });
    const owner = new Client({ connectionString: system.databases.community.ownerUrl });
    await owner.connect();
    await owner.query(`SELECT set_config('tsunagi.tenant', $1, false)`, [system.tenant]);
    return new Town(system, owner);
  }

  async stop(): Promise<void> {
    await this.owner.end();
    await this.system.stop();
  }

  /** A file, to the end; `env`: what the process that does the work is told. */
  async import(list: GeneratedList, sourceId: string | null, env?: NodeJS.ProcessEnv): Promise<ImportAnswer> {
    const importId = await this.client.begin({
      ...{ fileName: `list-${list.seed}.csv`, publisher: '桜野市', licence: 'CC BY 4.0', attribution: '桜野市の一覧' },
      ...{ sourceUrl: null, fetchedOn: '2026-01-10', dataAsOf: null, sourceId },
    });
    await this.client.send(importId, bytesOf(list));
    await this.client.preview(importId);
    return this.with(env, async () => {
      await this.client.start(importId);
      return this.client.ended(importId);
    });
  }

  async undo(importId: string, env?: NodeJS.ProcessEnv): Promise<ImportAnswer> {
    return this.with(env, async () => {
      await this.client.undo(importId);
      return this.client.ended(importId);
    });
  }

  /** Another process does the work meanwhile, one that ends itself: again and again, for it is started again each time. */
  private async with<T>(env: NodeJS.ProcessEnv | undefined, work: () => Promise<T>): Promise<T> {
    if (!env) return work();
    const instance = await this.system.startReplica('community', env);
    await this.system.stopInstance('community');
    const arming = new Arming(this.system, instance);
    try {
      await arming.once();
      return await work();
    } finally {
      this.kills += await arming.stop();
      await this.system.startAgain('community');
      await this.system.stopInstance(instance);
    }
  }

  private async count(text: string, params: readonly unknown[]): Promise<number> {
    const { rows } = await this.owner.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${text}`, [...params]);
    return rows[0]?.n ?? -1;
  }

  /** Places of a list that are in the register. */
  places(sourceId: string): Promise<number> {
    return this.count('source_records JOIN resources ON resources.id = resource_id WHERE source_id = $1', [sourceId]);
  }

  quarantined(importId: string): Promise<number> {
    return this.count(`import_rows WHERE import_id = $1 AND result = 'quarantined'`, [importId]);
  }

  left(): Promise<number> {
    return this.count(
      '(SELECT 1 FROM resources UNION ALL SELECT 1 FROM organizations UNION ALL SELECT 1 FROM source_records) AS everything',
      [],
    );
  }

  /** One word for what the register says of the places of a list, whatever the versions are. */
  async sayings(sourceId: string): Promise<string> {
    const { rows } = await this.owner.query<{ digest: string }>(
      `SELECT md5(string_agg(concat_ws('|', source_key, row_hash, gone_on, fields::jsonb::text, state,
                (to_jsonb(resources) - 'version' - 'seq' - 'changed_xid')::text), E'\n' ORDER BY source_key)) AS digest
       FROM source_records JOIN resources ON resources.id = resource_id WHERE source_id = $1`,
      [sourceId],
    );
    return rows[0]?.digest ?? '';
  }
}

/** What must come of the rows of edition 1: places, repetitions, and those that wait for a person. */
function expectedFirst(list: GeneratedList): Counts {
  const { records, quarantined } = expectedReading(list);
  const { changed, gone, unchanged } = expectedDifference(list);
  const created = changed + gone + unchanged;
  return { rows: records, created, updated: 0, unchanged: records - created - quarantined, quarantined };
}

function expectedSecond(list: GeneratedList): { readonly counts: Counts; readonly gone: number } {
  const { records, quarantined }: ExpectedReading = expectedReading({ ...list, edition: 2 });
  const { added, changed, gone } = expectedDifference(list);
  const unchanged = records - added - changed - quarantined;
  return { counts: { rows: records, created: added, updated: changed, unchanged, quarantined }, gone };
}

const differs = (what: string, seen: object, wanted: object): readonly string[] => {
  const [one, other] = [JSON.stringify(seen), JSON.stringify(wanted)];
  return one === other ? [] : [`${what}: ${one} instead of ${other}`];
};

/** In one order of keys. */
const plain = ({ rows, created, updated, unchanged, quarantined }: Counts): Counts => ({
  ...{ rows, created, updated, unchanged, quarantined },
});

/** Import, import of the next edition, both taken back; with kills all along. Gives what is wrong. */
async function story(town: Town, list: GeneratedList, random: () => number): Promise<readonly string[]> {
  const env = (): NodeJS.ProcessEnv => {
    const point = POINTS[Math.floor(random() * POINTS.length)] ?? 'unit.before-commit';
    return { TSUNAGI_CRASH_AT: `${point}:${LIVES[Math.floor(random() * LIVES.length)] ?? 4}` };
  };
  const first = await town.import(list, null, env());
  const { sourceId } = first;
  const problems = [
    ...differs(`first ${first.state}`, plain(first.counts), expectedFirst(list)),
    ...differs('places', [await town.places(sourceId)], [first.counts.created]),
    ...differs('listed', [await town.quarantined(first.importId)], [first.counts.quarantined]),
  ];
  const before = await town.sayings(sourceId);
  const second = await town.import({ ...list, edition: 2 }, sourceId, env());
  const wanted = expectedSecond(list);
  problems.push(...differs(`second ${second.state}`, plain(second.counts), wanted.counts));
  problems.push(...differs('gone', [second.gone], [wanted.gone]));
  if ((await town.sayings(sourceId)) === before) problems.push('The second edition changed nothing.');
  const undone = await town.undo(second.importId, env());
  problems.push(...differs(`undo ${undone.state}`, [await town.sayings(sourceId)], [before]));
  const nothing = await town.undo(first.importId, env());
  problems.push(...differs(`second undo ${nothing.state}`, [await town.left()], [0]));
  return problems;
}

/** The checkpoint apart from the rows: some of them must be missing, or the proof would see nothing. */
async function control(town: Town, list: GeneratedList): Promise<number> {
  const broken = { TSUNAGI_BROKEN: 'EARLY_CHECKPOINT', TSUNAGI_CRASH_AT: 'unit.before-commit:4' };
  const { sourceId, counts } = await town.import(list, null, broken);
  return counts.created - (await town.places(sourceId));
}

async function run({ runs, brief, seed, progress }: ProofOptions): Promise<ProofResult> {
  const random = randomOf(seed);
  const town = await Town.start();
  try {
    const rows = brief ? 800 : 20_000;
    const stories = runs ?? (brief ? 1 : 4);
    const problems: string[] = [];
    for (let index = 0; index < stories; index += 1) {
      const encoding = ENCODINGS[(seed + index) % ENCODINGS.length] ?? 'utf-8';
      const list: GeneratedList = { seed: seed + index, rows, edition: 1, encoding, quirks: true };
      problems.push(...(await story(town, list, random)));
      progress(`${rows} rows in ${encoding}: imported, imported again, taken back; killed ${town.kills} times so far`);
    }
    for (const problem of problems) progress(problem);
    const kills = town.kills;
    // The third batch is the one that gets lost: the first life ends with the checkpoint of the second.
    const rowsUnderControl = 2 * IMPORT_SETTINGS.batchRows + 500;
    const list: GeneratedList = {
      ...{ seed: seed + 99, rows: rowsUnderControl, edition: 1, encoding: 'utf-8', quirks: false },
    };
    const lostUnderControl = await control(town, list);
    return {
      holds: problems.length === 0 && kills >= stories * 4 && lostUnderControl > 0,
      figures: { stories, rows, kills, problems: problems.length, lostUnderControl, seed },
    };
  } finally {
    await town.stop();
  }
}

export const imports: Proof = {
  name: 'import',
  sentence:
    'Every row of an imported list is accounted for although the process is killed again and again; the next edition is a difference; an undo leaves nothing.',
  run,
};
