import { codesOf } from '#libs/kernel';
import accessibility from '../src/domain/imports/accessibility.json';
import { FAMILIES } from '../src/domain/imports/families';
import { codes, readBytes, readFixture } from './open-data-fixtures';

const recordsOf = async (name: string) => (await readFixture(name)).records;

describe('what each kind of list gives', () => {
  it('WAM NET: the office, not the designator; hours by kind of day; one number for several services', async () => {
    const [first, second, third, fourth, fifth] = await recordsOf('wam-29-columns.csv');
    expect(first?.fields).toMatchObject({
      name: '桜野工房1',
      municipalityCode: null,
      municipalityName: '東京都桜野市',
      address: '東京都桜野市若葉町1丁目2-1',
      resourceType: 'employment_support_b',
      capacity: { parts: [20] },
      hours: [{ from: '09:00', to: '16:00', days: ['mon', 'tue', 'wed', 'thu', 'fri'] }],
      weekdays: { days: ['mon', 'tue', 'wed', 'thu', 'fri'] },
    });
    expect(first?.sourceKey).toBe('office:1319900011:就労継続支援b型');
    expect(second?.sourceKey).toBe('id:130001:9002');
    expect(third?.sourceKey).toBe('office:1319900011:計画相談支援');
    expect(fourth?.fields.hours).toHaveLength(3);
    expect(fourth?.fields).toMatchObject({ municipalityCode: null, municipalityName: '東京都若宮原市' });
    expect(fifth?.fields.municipalityCode).toBe('139998');
    expect(await codes('wam-29-columns.csv')).toEqual([[], ['key.shared'], [], [], []]);
  });

  it('介護情報公表: zero places are unknown, 準備中 is no link', async () => {
    const [record] = await recordsOf('disclosure-24-columns.csv');
    expect(record?.fields).toMatchObject({
      resourceType: 'short_stay_care',
      capacity: { raw: '0', parts: [] },
      url: null,
    });
  });

  it('子ども食堂 (49 columns): first phone and mail, days and fees', async () => {
    const [record] = await recordsOf('kodomo-49-columns.csv');
    expect(record?.fields).toMatchObject({
      resourceType: 'kodomo_shokudo',
      address: '東京都桜野市若葉町3-1',
      phone: '042-900-0001',
      email: 'a@example.jp',
      weekdays: { days: ['sat'] },
      hours: [{ from: '17:00', to: '19:00', days: null }],
      hoursNote: '第3土曜日'.replace('3', '３'),
      feeYen: 300,
      feeNote: 'こども無料',
    });
  });

  it('医療機関 with line breaks in its header', async () => {
    const [record] = await recordsOf('header-with-line-breaks.csv');
    expect(record?.fields).toMatchObject({
      name: '桜野内科',
      establishedOn: '1957-07-01',
      hours: [{ from: '09:00', to: '17:30' }],
    });
    expect(record?.row).toBe(4);
  });

  it('教育機関 and 支援制度', async () => {
    expect((await recordsOf('education.csv'))[0]).toMatchObject({
      sourceKey: 'id::B199210000001',
      fields: { name: '桜野市立若葉小学校', address: '桜野市若葉町5-1' },
    });
    expect((await recordsOf('support-program.csv'))[0]?.fields).toMatchObject({
      name: '住まいの一時支援',
      targets: '市内に住む人',
      establishedOn: '2026-04-01',
    });
  });

  it('population in both layouts', async () => {
    const both = [
      ...(await recordsOf('population-alternating.csv')).slice(0, 1),
      ...(await recordsOf('population-male-then-female.csv')),
    ].map(({ population }) => population);
    for (const population of both) {
      expect(population?.byAge).toHaveLength(18);
      expect(population?.byAge[0]).toEqual({ from: 0, to: 4, male: 10, female: 30 });
      expect(population?.byAge[17]).toEqual({ from: 85, to: null, male: 7, female: 9 });
    }
    expect(both.map((each) => [each?.municipalityCode, each?.asOf, each?.total])).toEqual([
      ['139998', '2026-03-31', 968],
      ['089991', '2021-02-26', 968],
    ]);
    expect((await codes('population-alternating.csv')).slice(1)).toEqual([
      ['population.sum-differs'],
      ['population.date-missing'],
      ['population.total-missing'],
    ]);
  });

  it('codes of places and accessibility are codes of the lists', () => {
    const types = FAMILIES.flatMap((rules) => [...rules.types.map(([, code]) => code), rules.otherwise]);
    expect(types.filter((code) => code !== null && !codesOf('resourceTypes').includes(code))).toEqual([]);
    const codesUsed = [...Object.values(accessibility.columns), ...Object.values(accessibility.words)];
    expect(codesUsed.filter((code) => !codesOf('accessibility').includes(code))).toEqual([]);
  });
});

describe('HSDS', () => {
  it('an organisation with services at locations is one place per service and location', async () => {
    const records = await recordsOf('hsds-organization.json');
    expect(records.map(({ sourceKey, entity }) => [sourceKey, entity])).toEqual([
      ['service:s1@p1', 'place'],
      ['service:s1@p2', 'place'],
      ['service:s2', 'place'],
    ]);
    expect(records[0]?.fields).toMatchObject({
      name: '若葉の居場所',
      organizationName: '特定非営利活動法人 桜野の会',
      corporateNumber: '9010999000123',
      address: '東京都桜野市若葉町1-2',
      postalCode: '1990001',
      location: { lat: 35.7, lng: 139.5 },
      hours: [{ from: '10:00', to: '16:00', days: ['mon', 'wed'] }],
      capacity: { raw: '20', parts: [20] },
    });
    expect(records[0]?.fields.extras).toMatchObject({ 'service_capacity[0].available': '3' });
    expect(records[0]?.links).toEqual({ organizationId: 'o1', serviceId: 's1', locationId: 'p1' });
  });

  it('arrays, lines and pages; what is none of them waits', async () => {
    const inArray = await recordsOf('hsds-array.json');
    expect(
      inArray.map(({ entity, problems }) => [entity, problems.some(({ severity }) => severity === 'quarantine')]),
    ).toEqual([
      ['place', false],
      ['place', false],
      ['place', false],
      ['organization', false],
      ['location', false],
      ['other', true],
      ['other', true],
    ]);
    const { plan, records, tally } = await readFixture('hsds.ndjson');
    expect(plan.form).toBe('ndjson');
    expect(
      records.map(({ row, sourceKey, problems }) => [row, problems[0]?.code === 'json.broken' ? null : sourceKey]),
    ).toEqual([
      [1, 'service:s9'],
      [2, null],
      [4, 'service:s11'],
    ]);
    expect(tally.blankLines).toBe(1);
    expect(await recordsOf('hsds-page.json')).toHaveLength(1);
  });

  it('a service that names its organisation by id belongs to the one that stood before it', async () => {
    const lines = [
      { id: 'o1', name: '菜の花の会', description: '', email: 'a@example.jp', locations: [] },
      { id: 's1', name: '朝の会', status: 'active', organization_id: 'o1' },
      { id: 's2', name: '夜の会', status: 'active', organization_id: 'o2' },
    ];
    const { records } = await readBytes(Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n')));
    expect(records.map(({ entity, fields }) => [entity, fields.organizationName])).toEqual([
      ['organization', '菜の花の会'],
      ['place', '菜の花の会'],
      ['place', null],
    ]);
    expect(records[0]?.fields.organization).toMatchObject({ contact: { email: 'a@example.jp' } });
  });

  it('capacity is what is stated; what somebody called available is no report', async () => {
    const capacity = [{ id: 'c', available: 3, maximum: 20, unit: { id: 'u', name: '席' } }];
    const service = { id: 's1', name: '会', status: 'active', service_capacity: capacity };
    const { records } = await readBytes(Buffer.from(JSON.stringify([service])));
    expect(records[0]?.fields.capacity).toEqual({ raw: '20', parts: [20] });
    expect(records[0]?.fields.extras['service_capacity[0].available']).toBe('3');
  });

  it('times with an offset are local times only where it is that of Japan', async () => {
    const at = (opens: string, closes: string, more = {}) => ({
      opens_at: opens,
      closes_at: closes,
      byday: 'MO',
      freq: 'WEEKLY',
      ...more,
    });
    const schedules = [
      at('10:00+09:00', '12:00+09:00'),
      at('10:00Z', '12:00Z'),
      at('13:00', '14:00', { count: 1, dtstart: '2026-12-01' }),
    ];
    const { records } = await readBytes(
      Buffer.from(JSON.stringify([{ id: 's1', name: '会', status: 'active', schedules }])),
    );
    expect(records[0]?.fields.hours).toEqual([{ from: '10:00', to: '12:00', days: ['mon'] }]);
    expect(records[0]?.fields.hoursNote).toContain('2026-12-01');
  });

  it('braces and quotes inside texts end no object', async () => {
    const services = ['a"}{', 'b\\', ']['].map((name, id) => ({ id: `s${id}`, name, status: 'active' }));
    const { records } = await readBytes(Buffer.from(JSON.stringify(services)));
    expect(records.map(({ fields }) => fields.name)).toEqual(['a"}{', 'b\\', '][']);
  });

  it('tables: organisations and services stand alone, the others wait for their set', async () => {
    expect((await readFixture('hsds-tables/organization.csv')).plan.table).toBe('organization');
    expect((await recordsOf('hsds-tables/organization.csv'))[0]).toMatchObject({
      entity: 'organization',
      sourceKey: 'organization:o1',
      problems: [],
    });
    expect((await recordsOf('hsds-tables/service.csv'))[0]).toMatchObject({
      entity: 'service',
      sourceKey: 'service:s1',
      links: { organizationId: 'o1' },
    });
    expect((await recordsOf('hsds-tables/service_capacity.csv'))[0]).toMatchObject({
      entity: 'capacity',
      fields: { capacity: { parts: [20] } },
      problems: [{ code: 'hsds.table-alone' }],
    });
  });
});
