import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportedFields, ImportedRecord, ReadingPlan, Unreadable } from '../src/domain/imports/record';
import { openReader, SAMPLE_BYTES } from '../src/imports/reading/detect';
import { readRecords } from '../src/imports/reading/reader';
import { newTally, type ReadingTally } from '../src/imports/reading/tally';

export interface ReadFile {
  readonly plan: ReadingPlan;
  readonly records: readonly ImportedRecord[];
  readonly tally: ReadingTally;
}

/** Invented lists with the headers and quirks of published ones. */
export const fixture = (name: string): Uint8Array => readFileSync(join(__dirname, 'open-data', name));

export function planOf(bytes: Uint8Array): ReadingPlan | Unreadable {
  return openReader(bytes.subarray(0, SAMPLE_BYTES));
}

export async function readBytes(bytes: Uint8Array, chunks: Iterable<Uint8Array> = [bytes]): Promise<ReadFile> {
  const plan = planOf(bytes);
  if (!plan.readable) throw new Error(`unreadable: ${plan.code}`);
  const tally = newTally();
  const records: ImportedRecord[] = [];
  for await (const record of readRecords(chunks, plan, tally)) records.push(record);
  return { plan, records, tally };
}

export const readFixture = (name: string): Promise<ReadFile> => readBytes(fixture(name));

/** One field of every record. */
export async function column<K extends keyof ImportedFields>(
  name: string,
  field: K,
): Promise<readonly ImportedFields[K][]> {
  return (await readFixture(name)).records.map(({ fields }) => fields[field]);
}

/** Codes of what is wrong, record by record. */
export async function codes(name: string): Promise<readonly (readonly string[])[]> {
  return (await readFixture(name)).records.map(({ problems }) => problems.map(({ code }) => code));
}
