import { codes, column, readFixture } from './open-data-fixtures';

/** The invented prefecture-level facts: 139998 桜野市, 089991 桜川原市. */
const SAKURANO = '139998';
const SAKURAGAWARA = '089991';

describe('what the cells of published files say', () => {
  it('municipality codes: verified, completed, restored, and never those of somewhere else', async () => {
    expect(await column('municipality-codes.csv', 'municipalityCode')).toEqual([
      SAKURANO,
      SAKURANO,
      null,
      SAKURAGAWARA,
      SAKURAGAWARA,
      null,
      null,
    ]);
    const problems = await codes('municipality-codes.csv');
    expect(problems[2]).toEqual(['municipality.invalid']);
    expect(problems[5]).toEqual(['municipality.elsewhere']);
  });

  it('zeros that a spreadsheet dropped come back and are said', async () => {
    const [record] = (await readFixture('cp932-lost-zeros.csv')).records;
    expect(record?.fields).toMatchObject({
      municipalityCode: SAKURAGAWARA,
      officeNumber: '0899900011',
      phone: '0299001122',
    });
    expect(record?.problems.map(({ code }) => code).sort()).toEqual([
      'office-number.zero-restored',
      'phone.zero-restored',
    ]);
  });

  it('weekdays as a set, with the words', async () => {
    const all = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
    const days = (await column('weekdays.csv', 'weekdays')).map((weekdays) => weekdays?.days ?? null);
    expect(days).toEqual([
      all.slice(0, 5),
      ['tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
      ['wed'],
      [],
      ['fri', 'sun'],
      ['wed', 'thu', 'fri', 'sat', 'sun'],
      all.slice(0, 5),
      all,
      all.slice(0, 5),
      ['sat', 'sun', 'holiday'],
      all.slice(0, 5),
      ['tue', 'thu'],
      null,
    ]);
    expect((await column('weekdays.csv', 'weekdays'))[2]?.raw).toBe('毎月第3水曜日');
    expect((await codes('weekdays.csv')).slice(2, 4)).toEqual([['weekdays.partly'], ['weekdays.none']]);
  });

  it('times in every way of writing, several spans in one cell', async () => {
    const hours = await column('times.csv', 'hours');
    expect(hours.map((spans) => spans?.map(({ from, to }) => `${from}-${to}`) ?? null)).toEqual([
      ['09:00-16:30'],
      ['09:00-22:00'],
      ['11:00-14:00', '17:00-21:00'],
      ['09:00-17:00'],
      null,
      null,
      ['09:00-17:30'],
      ['09:00-17:30'],
      null,
      null,
      null,
      ['08:00-24:00'],
      null,
    ]);
    const problems = await codes('times.csv');
    expect([5, 8, 9, 10, 12].map((at) => problems[at])).toEqual([
      ['time.half'],
      ['time.reversed'],
      ['time.invalid'],
      [],
      ['time.invalid'],
    ]);
    expect((await column('times.csv', 'hoursNote'))[5]).toBe('18:30〜');
  });

  it('dates in ISO, with slashes and in eras', async () => {
    expect(await column('dates.csv', 'establishedOn')).toEqual([
      '2026-03-31',
      '2026-03-31',
      '1957-07-01',
      '1989-04-01',
      null,
      '1988-12-31',
      '2026-04-01',
      '2026-03-31',
      null,
    ]);
    expect((await codes('dates.csv'))[4]).toEqual(['date.invalid']);
  });

  it('capacity is what is stated: parts, or unknown where it is zero', async () => {
    const parts = (await column('capacity.csv', 'capacity')).map((capacity) => capacity?.parts ?? null);
    expect(parts).toEqual([[19], [40, 12], null, [], [25], [30], [], [1200], [40], null]);
    expect((await column('capacity.csv', 'capacity'))[1]?.raw).toBe('40/12');
    expect((await codes('capacity.csv'))[3]).toEqual(['capacity.unknown']);
  });

  it('positions: swapped ones put right, wrong ones dropped, never guessed', async () => {
    const here = { lat: 35.7, lng: 139.5 };
    expect(await column('positions.csv', 'location')).toEqual([
      here,
      here,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      here,
    ]);
    expect((await codes('positions.csv')).map(([code]) => code)).toEqual([
      undefined,
      'location.swapped',
      'location.zero',
      undefined,
      'location.scale',
      'location.scale',
      'location.out-of-range',
      'location.incomplete',
      'location.not-a-number',
      undefined,
    ]);
  });

  it('half-width kana and full-width numbers', async () => {
    expect((await readFixture('kana.csv')).records[0]?.fields).toMatchObject({
      nameKana: 'サクラノ ホイクエン',
      address: '東京都桜野市若葉町1丁目2-3',
      building: '若葉ビル2階',
    });
  });

  it('numbers with check digits and lost zeros', async () => {
    expect(await column('numbers.csv', 'corporateNumber')).toEqual(['9010999000123', null, null]);
    expect(await column('numbers.csv', 'postalCode')).toEqual(['1990001', null, '0600001']);
    expect(await column('numbers.csv', 'officeNumber')).toEqual(['1399900011', '0399900012', null]);
    expect((await codes('numbers.csv'))[1]).toEqual(
      expect.arrayContaining(['corporate-number.invalid', 'office-number.zero-restored', 'postal-code.invalid']),
    );
  });

  it('phones, mail addresses and links', async () => {
    expect(await column('contacts.csv', 'phone')).toEqual([
      '042-900-0001',
      '042-900-0002',
      '042-900-0003',
      '042-900-0004',
      null,
      '0429000007',
    ]);
    expect((await column('contacts.csv', 'phoneExtension'))[2]).toBe('12');
    expect(await column('contacts.csv', 'url')).toEqual([
      'https://example.jp/a',
      null,
      'https://example.jp/b?x=1',
      'http://www.example.jp/c',
      null,
      null,
    ]);
    expect((await column('contacts.csv', 'email')).slice(0, 2)).toEqual(['info@example.jp', 'info@example.jp']);
    expect((await codes('contacts.csv')).slice(1, 5)).toEqual([
      ['url.not-yet'],
      ['url.in-text'],
      ['phone.several'],
      ['phone.invalid', 'email.invalid', 'url.invalid'],
    ]);
  });

  it('private homes and withheld addresses are marked; a place that is nowhere is set aside', async () => {
    const { records } = await readFixture('private-and-hidden.csv');
    const marks = records.map(({ fields }) => [fields.privateHome, fields.addressHidden]);
    expect(marks.slice(0, 4)).toEqual([
      [true, false],
      [false, true],
      [false, true],
      [false, false],
    ]);
    expect(records.map(({ problems }) => problems.map(({ code }) => code))).toEqual([
      ['address.private-home'],
      ['address.hidden'],
      ['address.hidden'],
      ['address.missing'],
      ['name.missing'],
      ['address.only-position'],
    ]);
    expect(records[1]?.fields).toMatchObject({ address: null, building: null });
  });
});

describe('which row is which place', () => {
  it('two services at one place under one name are two', async () => {
    const { records } = await readFixture('same-place-two-services.csv');
    expect(new Set(records.map(({ sourceKey }) => sourceKey)).size).toBe(2);
  });

  it('equal rows are one; rows that contradict each other wait; a number given twice is told apart by name', async () => {
    const { records } = await readFixture('repeated-rows.csv');
    expect(records.map(({ problems }) => problems.map(({ code }) => code))).toEqual([
      [],
      ['row.repeated'],
      ['row.same-key-differs'],
      [],
      ['key.shared'],
      ['row.same-key-differs'],
    ]);
    const keys = records.map(({ sourceKey }) => sourceKey);
    expect(keys[0]).toBe(keys[1]);
    expect(keys[3]).toBe(`id:${SAKURANO}:7`);
    expect(keys[4]).not.toBe(keys[3]);
  });

  it('the key holds no name and no address', async () => {
    const { records } = await readFixture('repeated-rows.csv');
    for (const { sourceKey } of records) expect(sourceKey).toMatch(/^[\w:]+$/);
  });
});
