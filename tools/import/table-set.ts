import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { joinTables } from '../../services/community/src/domain/imports/hsds-join';
import { readRecords, WHOLE_LINE } from '../../services/community/src/for-tools';
import { Refusal } from '../say';
import { openSource } from './source-file';

type Rows = Readonly<Record<string, string>>[];

/**
 * Hands over the one file to import. HSDS in CSV is a set of tables: a folder or several files become one NDJSON file
 * of what they mean together, which is removed afterwards.
 */
export async function withOneFile<T>(paths: readonly string[], work: (file: string) => Promise<T>): Promise<T> {
  const [first = '', ...others] = paths;
  const isFolder = others.length === 0 && (await stat(first).catch(() => null))?.isDirectory() === true;
  if (others.length === 0 && !isFolder) return work(first);
  const documents = await documentsOf(isFolder ? await tablesIn(first) : paths);
  const folder = await mkdtemp(join(tmpdir(), 'tsunagi-hsds-'));
  try {
    const file = join(folder, `${basename(first, '.csv')}.hsds.ndjson`);
    await writeFile(file, documents.map((document) => `${JSON.stringify(document)}\n`).join(''));
    return await work(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What the tables mean together. A line that cannot be read refuses the set: its rows lean on each other. */
export async function documentsOf(files: readonly string[]): Promise<readonly object[]> {
  const tables = new Map<string, Rows>();
  for (const file of files) await addTable(tables, file);
  return joinTables(tables);
}

/** The tables of a folder. */
export async function tablesIn(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder)).filter((name) => /\.csv$/i.test(name)).sort();
  if (names.length === 0) throw new Refusal(`${folder} に CSV がありません。HSDS の表のフォルダーを指定してください`);
  return names.map((name) => join(folder, name));
}

async function addTable(tables: Map<string, Rows>, file: string): Promise<void> {
  const source = await openSource(file);
  if (!('plan' in source)) throw new Refusal(`${file}: ${source.mend}`);
  const { table } = source.plan;
  if (table === null) throw new Refusal(`${file} は HSDS の表ではありません。一覧は1つずつ取り込んでください`);
  const rows = tables.get(table) ?? [];
  for await (const { raw, problems, row } of readRecords(source.chunks(), source.plan)) {
    if (WHOLE_LINE in raw) throw new Refusal(`${file} の ${row} 行目: ${problems[0]?.mend ?? ''}`);
    rows.push(raw);
  }
  tables.set(table, rows);
}
