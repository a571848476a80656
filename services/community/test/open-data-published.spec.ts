import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { isQuarantined } from '../src/domain/imports/problems';
import { planOf, readBytes } from './open-data-fixtures';

/** Published lists lie beside the repository, never in it. */
const SHARED = resolve(__dirname, '../../../../shared');

function filesBelow(folder: string, ending: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(SHARED, join(entry.parentPath, entry.name)))
    .sort();
}

const FILES = [...filesBelow(join(SHARED, 'opendata'), '.csv'), ...filesBelow(join(SHARED, 'hsds/examples'), '.json')];
/** A table of municipalities is no list of places. */
const NO_LIST = /lg_codes/;

describe(FILES.length > 0 ? 'published files' : 'published files (not here: ../shared/opendata)', () => {
  it.each(FILES.length > 0 ? FILES : ['none'])('%s: nothing fails, nothing is dropped', async (name) => {
    if (FILES.length === 0) return expect(existsSync(join(SHARED, 'opendata'))).toBe(false);
    const bytes = readFileSync(join(SHARED, name));
    if (NO_LIST.test(name)) return expect(planOf(bytes)).toMatchObject({ readable: false, code: 'header.not-found' });
    const { plan, records, tally } = await readBytes(bytes);
    const { preambleLines, headerLines, blankLines, recordLines } = tally;
    const lines = readsAs(plan.encoding, bytes)
      .replace(/\r?\n$/, '')
      .split('\n').length;
    if (plan.form === 'csv') expect(preambleLines + headerLines + blankLines + recordLines).toBe(lines);
    const quarantined = records.filter(({ problems }) => isQuarantined(problems));
    expect(tally).toMatchObject({ records: records.length, quarantined: quarantined.length });
    const codes = new Set(quarantined.flatMap(({ problems }) => problems.map(({ code }) => code)));
    expect([...codes].filter((code) => /quote|columns|unreadable|long|json/.test(code))).toEqual([]);
    return expect(
      new Set(records.filter((each) => !quarantined.includes(each)).map(({ sourceKey }) => sourceKey)).size,
    ).toBe(records.length - quarantined.length);
  });
});

const readsAs = (encoding: string, bytes: Uint8Array): string =>
  new TextDecoder(encoding === 'cp932' ? 'shift_jis' : encoding).decode(bytes);
