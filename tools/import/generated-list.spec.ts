import { isQuarantined } from '../../services/community/src/domain/imports/problems';
import type { ImportedRecord } from '../../services/community/src/domain/imports/record';
import { newTally, openReader, readRecords } from '../../services/community/src/for-tools';
import { bytesOf, expectedDifference, expectedReading, type GeneratedList } from './generated-list';

const LIST: GeneratedList = { seed: 11, rows: 1_000, edition: 1, encoding: 'cp932', quirks: true };

async function readingOf(list: GeneratedList): Promise<{ records: readonly ImportedRecord[]; figures: unknown }> {
  const bytes = Buffer.concat([...bytesOf(list)]);
  const plan = openReader(bytes.subarray(0, 65_536));
  if (!plan.readable) throw new Error(plan.code);
  const tally = newTally();
  const records: ImportedRecord[] = [];
  for await (const record of readRecords([bytes], plan, tally)) records.push(record);
  const { records: count, noted, quarantined, blankLines } = tally;
  return { records, figures: { records: count, fine: count - noted - quarantined, noted, quarantined, blankLines } };
}

/** What would be kept: key and row. */
async function keptOf(list: GeneratedList): Promise<ReadonlyMap<string, string>> {
  const { records } = await readingOf(list);
  const kept = records.filter(({ problems }) => !isQuarantined(problems));
  return new Map(kept.map(({ sourceKey, rowHash }) => [sourceKey, rowHash]));
}

describe('a generated list', () => {
  it.each(['cp932', 'utf-8', 'utf-16le'] as const)('in %s reads as it was meant', async (encoding) => {
    for (const edition of [1, 2] as const) {
      const list = { ...LIST, encoding, edition };
      expect((await readingOf(list)).figures).toEqual(expectedReading(list));
    }
  });

  it('has every fault, and none without quirks', async () => {
    const { records } = await readingOf(LIST);
    const codes = new Set(records.flatMap(({ problems }) => problems.map(({ code }) => code)));
    expect([...codes].sort()).toEqual([
      'address.missing',
      'capacity.unknown',
      'name.missing',
      'row.broken-quote',
      'row.repeated',
      'row.too-few-columns',
    ]);
    const plain = { ...LIST, quirks: false };
    expect(expectedReading(plain)).toMatchObject({ records: 1_000, fine: 1_000 });
    expect((await readingOf(plain)).figures).toEqual(expectedReading(plain));
  });

  it('differs from edition to edition as it says', async () => {
    const before = await keptOf(LIST);
    const after = await keptOf({ ...LIST, edition: 2 });
    const both = [...after].filter(([key]) => before.has(key));
    expect({
      added: after.size - both.length,
      changed: both.filter(([key, hash]) => before.get(key) !== hash).length,
      gone: before.size - both.length,
      unchanged: both.filter(([key, hash]) => before.get(key) === hash).length,
    }).toEqual(expectedDifference(LIST));
  });
});
