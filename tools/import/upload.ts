import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { localDay } from '#libs/kernel';
import type { ImportAnswer } from '#libs/contracts';
import type { Family } from '../../services/community/src/domain/imports/record';
import { holderOf } from '../embedded/lock';
import { kept } from '../api';
import { localSystem } from '../local-system';
import { dataFolder } from '../paths';
import { note, say } from '../say';
import { startSystem } from '../system';
import { type Announcement, ImportClient } from './client';
import { ProgressBar } from './progress-bar';
import { openSource } from './source-file';

/** What somebody says of a file beside its name; the rest is said to be unknown. */
export interface Given {
  readonly publisher?: string | undefined;
  readonly licence?: string | undefined;
  readonly attribution?: string | undefined;
  readonly url?: string | undefined;
  readonly fetchedOn?: string | undefined;
  readonly asOf?: string | undefined;
  readonly family?: Family | undefined;
}

interface Target {
  readonly baseUrl: string;
  token(role: string): Promise<string>;
}

const UNSAID = '未記入';
const UNREADABLE = 2;
const SHOWN_ROWS = 20;
const RESULTS = [
  ['created', '作成'],
  ['updated', '更新'],
  ['unchanged', '変更なし'],
  ['quarantined', '隔離'],
] as const;

/** Imports a file into the system that runs here, or into one that is started for it. Gives the exit status. */
export async function importFile(path: string, given: Given): Promise<number> {
  const source = await openSource(path, given.family);
  if (!('plan' in source)) {
    note(`読めないファイルです（${source.code}）: ${source.mend}`);
    return UNREADABLE;
  }
  if (holderOf(dataFolder())) return importInto(localSystem(), path, given);
  note('つなぎが動いていないため、取込のあいだだけ起動します');
  const system = await startSystem({ dataDir: dataFolder(), environment: 'development', progress: true });
  try {
    return await importInto(system, path, given);
  } finally {
    await system.stop();
  }
}

async function importInto(target: Target, path: string, given: Given): Promise<number> {
  const client = new ImportClient(
    target.baseUrl,
    kept(() => target.token('COMMUNITY_COORDINATOR')),
  );
  const announcement = announcementOf(path, given);
  const sourceId = await client.sourceOf(announcement.fileName, announcement.publisher);
  if (sourceId !== null) note('同じ名前の一覧を前に取り込んでいるため、差分として取り込みます');
  const importId = await client.begin({ ...announcement, sourceId });
  await client.send(importId, createReadStream(path));
  await client.preview(importId, given.family);
  await client.start(importId);
  const bar = new ProgressBar();
  const ended = await client.ended(importId, (now) => bar.show(now.bytesRead / Math.max(1, now.bytes), wordsOf(now)));
  bar.end();
  await report(client, ended);
  const { rows, created, updated, unchanged, quarantined } = ended.counts;
  return ended.state === 'DONE' && rows === created + updated + unchanged + quarantined ? 0 : 1;
}

function announcementOf(path: string, given: Given): Omit<Announcement, 'sourceId'> {
  const fileName = basename(path).slice(0, 200);
  const { publisher = UNSAID, licence = UNSAID, attribution = `出典: ${fileName}` } = given;
  if (given.publisher === undefined || given.licence === undefined) {
    note('出典の提供者とライセンスは --publisher と --licence で記録できます');
  }
  return {
    ...{ fileName, publisher, licence, attribution, sourceUrl: given.url ?? null },
    ...{ fetchedOn: given.fetchedOn ?? localDay(new Date()), dataAsOf: given.asOf ?? null },
  };
}

const wordsOf = ({ counts, rowsPerSecond }: ImportAnswer): string =>
  `${counts.rows} 行 (隔離 ${counts.quarantined})${rowsPerSecond === null ? '' : ` ${rowsPerSecond} 行/秒`}`;

async function report(client: ImportClient, ended: ImportAnswer): Promise<void> {
  const { counts } = ended;
  say(
    `${ended.fileName}: ${ended.state === 'DONE' ? '取り込みました' : `止まりました (${ended.failure ?? ended.state})`}`,
  );
  say(`  行       ${counts.rows}`);
  for (const [result, word] of RESULTS) say(`  ${word.padEnd(6, '　')} ${counts[result]}`);
  say(`  一覧から消えた ${ended.gone}、確認が必要 ${ended.reviews}、重複の候補 ${ended.duplicates}`);
  say(`  取込番号 ${ended.importId}`);
  if (counts.quarantined === 0) return;
  const { items } = await client.quarantined(ended.importId, SHOWN_ROWS);
  for (const { row, problems } of items) {
    const first = problems.find(({ severity }) => severity === 'quarantine');
    if (first) say(`  隔離 ${row} 行目 ${first.column}「${first.value.slice(0, 40)}」: ${first.mend}`);
  }
  if (counts.quarantined > items.length) say(`  … ほか ${counts.quarantined - items.length} 行`);
}
