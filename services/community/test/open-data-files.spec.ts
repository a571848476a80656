import { codes, column, fixture, planOf, readFixture } from './open-data-fixtures';

describe('how a published file is understood', () => {
  it.each([
    ['utf16le-tab.csv', 'utf-16le', '\t', 1, 'public_facility', 2],
    ['utf16be-comma.csv', 'utf-16be', ',', 1, 'public_facility', 1],
    ['utf8-bom.csv', 'utf-8', ',', 1, 'public_facility', 1],
    ['utf8-semicolon.csv', 'utf-8', ';', 1, 'public_facility', 1],
    ['old-mac-line-ends.csv', 'cp932', ',', 1, 'public_facility', 2],
    ['cp932-lost-zeros.csv', 'cp932', ',', 1, 'care_service', 1],
    ['header-on-line-four.csv', 'cp932', ',', 4, 'public_facility', 1],
    ['header-with-line-breaks.csv', 'cp932', ',', 1, 'medical', 1],
    ['kana.csv', 'utf-8', ',', 1, 'childcare', 1],
    ['dates.csv', 'cp932', ',', 1, 'childcare', 9],
    ['disclosure-24-columns.csv', 'utf-8', ',', 1, 'care_disclosure', 1],
    ['wam-29-columns.csv', 'utf-8', ',', 1, 'disability_service', 5],
    ['repeated-rows.csv', 'utf-8', ',', 1, 'kodomo_shokudo', 6],
    ['kodomo-49-columns.csv', 'utf-8', ',', 1, 'kodomo_shokudo', 1],
    ['education.csv', 'utf-8', ',', 1, 'education', 1],
    ['support-program.csv', 'utf-8', ',', 1, 'support_program', 1],
    ['population-alternating.csv', 'cp932', ',', 1, 'population', 4],
    ['population-male-then-female.csv', 'cp932', ',', 1, 'population', 1],
  ])('%s', async (name, encoding, delimiter, headerRow, family, count) => {
    const { plan, records, tally } = await readFixture(name);
    expect(plan).toMatchObject({ encoding, delimiter, headerRow, family, unknownColumns: [] });
    expect(records).toHaveLength(count);
    expect(tally).toMatchObject({ records: count, blankLines: 0 });
  });

  it.each([
    ['zip-in-disguise.csv', 'file.zip'],
    ['binary.csv', 'file.binary'],
    ['web-page.csv', 'file.html'],
  ])('%s is refused with a mend', (name, code) => {
    const plan = planOf(fixture(name));
    expect(plan).toMatchObject({ readable: false, code });
    expect(plan).toHaveProperty('mend', expect.stringMatching(/CSV/));
  });

  it('an empty file and one without a header are refused', () => {
    expect(planOf(new Uint8Array())).toMatchObject({ code: 'file.empty' });
    expect(planOf(Buffer.from('1,2,3\n4,5,6\n'))).toMatchObject({ code: 'header.not-found' });
    expect(planOf(Buffer.from(`${'x\n'.repeat(5)}名称,住所\n`))).toMatchObject({ code: 'header.not-found' });
    expect(planOf(Buffer.from(`${'x\n'.repeat(4)}名称,住所\n`))).toMatchObject({ readable: true, headerRow: 5 });
  });

  it('columns that nobody knows are kept, and a repeated name hides nothing', async () => {
    const { plan, records } = await readFixture('own-columns.csv');
    expect(plan.unknownColumns).toEqual(['_自治体名']);
    expect(records[0]?.fields.extras).toMatchObject({
      所管課: '地域課',
      _自治体名: '桜野市',
      '備考 (2)': '二つ目の備考',
    });
  });

  it('characters of NEC and IBM survive', async () => {
    expect(await column('cp932-nec-ibm.csv', 'name')).toEqual(['髙﨑①集会所']);
    expect(await column('cp932-nec-ibm.csv', 'description')).toEqual(['10時～12時 ㈱桜野－分室']);
  });

  it("a town's own characters are said", async () => {
    expect(await codes('cp932-own-characters.csv')).toEqual([[], ['text.private-character']]);
  });

  it('one unreadable byte costs one row', async () => {
    expect(await codes('one-bad-byte.csv')).toEqual([[], ['text.unreadable']]);
  });

  it('broken lines are set aside one by one, empty ones counted, and formulas are data', async () => {
    const { records, tally } = await readFixture('broken-lines.csv');
    expect(records.map(({ row, problems }) => [row, problems[0]?.code ?? 'fine'])).toEqual([
      [2, 'fine'],
      [3, 'row.broken-quote'],
      [4, 'fine'],
      [5, 'row.too-few-columns'],
      [6, 'row.too-many-columns'],
      [7, 'fine'],
      [10, 'fine'],
      [11, 'row.broken-quote'],
    ]);
    expect(records[6]?.fields.name).toBe('=HYPERLINK("http://example.jp")');
    expect(tally).toEqual({
      preambleLines: 0,
      headerLines: 1,
      blankLines: 3,
      recordLines: 8,
      records: 8,
      quarantined: 4,
      noted: 0,
      bytes: fixture('broken-lines.csv').length,
    });
  });
});
