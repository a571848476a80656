import fc from 'fast-check';
import type { MenuDescription, OrganizationDescription, ResourceDescription } from '#libs/contracts';
import { codesOf } from '#libs/kernel';
import { corporateCheckDigit } from '../../services/community/src/domain/imports/identifiers';

/** What people enter of an organisation, its places and their menus. Unknown is left out. */
export interface GeneratedOrganization {
  readonly organization: Partial<OrganizationDescription> & Pick<OrganizationDescription, 'name' | 'kind'>;
  readonly places: readonly GeneratedPlace[];
}

export interface GeneratedPlace {
  readonly resource: Partial<ResourceDescription> & Pick<ResourceDescription, 'name'>;
  readonly menus: readonly GeneratedMenu[];
}

export interface GeneratedMenu {
  readonly menu: Partial<MenuDescription> & Pick<MenuDescription, 'name'>;
  readonly places: { readonly total: number; readonly used: number } | null;
}

/** Invented, with what spreadsheets and readers stumble over. */
const WORDS = [
  ...[
    '桜野',
    '若葉',
    '会館',
    'サロン',
    'ｶﾌｪ',
    '子ども食堂',
    'みんなの',
    '１丁目',
    '第三',
    '①',
    '㈱',
    '髙橋通り',
    '﨑',
    '〒',
  ],
  ...[
    '=SUM(A1)',
    '+1',
    '-5',
    '@home',
    '＝式',
    '＋',
    '−',
    '－',
    '"引用"',
    ',',
    '、',
    "'",
    '\t',
    ' ',
    '　',
    'é',
    '𠮷',
    '😀',
    '〜',
    '～',
  ],
];
const MANY_LINES = [...WORDS, '\n', '\n=1+1', '\r\n'];

const wordsFrom = (pool: readonly string[], most: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...pool), { minLength: 1, maxLength: most }).map((parts) => `桜${parts.join('')}`);
const line = (most = 5): fc.Arbitrary<string> => wordsFrom(WORDS, most);
const text = (): fc.Arbitrary<string> => wordsFrom(MANY_LINES, 12);
const some = <T>(values: readonly T[], most = 3): fc.Arbitrary<T[]> =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: most });
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null, freq: 2 });

const phone = fc.tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 0, max: 9999 })).map(([area, number]) => {
  const first = `0${area}`.padEnd(3, '3').slice(0, 3);
  return `${first}-111-${String(number).padStart(4, '0')}`;
});
const mail = fc.constantFrom('madoguchi@example.jp', 'a.b+c@example.co.jp', 'k-yama@mail.example.jp');
const url = fc.constantFrom(
  'https://example.jp/',
  'http://example.jp/%E3%81%82?a=1&b=2#c',
  'https://example.jp/施設/一覧.html',
  'https://example.jp/a|b?c={d}',
);
const address = fc
  .tuple(
    fc.constantFrom('東京都', '北海道', '', '京都府'),
    fc.constantFrom('桜野市', '桜野市若葉区', '山手郡若葉町', '若葉区', ''),
    line(3),
  )
  .map(([prefecture, city, rest]) => `${prefecture}${city}${rest}`);
const clock = fc.constantFrom('09:00', '09:30', '10:00', '13:00', '23:30');
const until = fc.constantFrom('23:45', '24:00');
const weekly = fc.uniqueArray(
  fc.record({
    day: fc.constantFrom('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun' as const),
    from: clock,
    to: until,
  }),
  { minLength: 1, maxLength: 6, selector: ({ day }) => day },
) as fc.Arbitrary<{ day: 'mon'; from: string; to: string }[]>;

const SHELTERS = ['shelter'];
const TYPES = codesOf('resourceTypes').filter((code) => !SHELTERS.includes(code));

const description = {
  nameKana: maybe(fc.constantFrom('さくらのかい', 'サクラノ カイ')),
  type: maybe(fc.constantFrom(...TYPES)),
  postalCode: maybe(fc.constantFrom('1990001', '0010001')),
  address: maybe(address),
  building: maybe(line(2)),
  municipalityCode: maybe(fc.constantFrom('131024', '312029')),
  location: maybe(
    fc.record({
      lat: fc.double({ min: 24, max: 45, noNaN: true }).map((degrees) => Number(degrees.toFixed(6))),
      lng: fc.double({ min: 123, max: 150, noNaN: true }).map((degrees) => Number(degrees.toFixed(6))),
    }),
  ),
  phone: maybe(phone),
  fax: maybe(phone),
  email: maybe(mail),
  url: maybe(url),
  hours: maybe(fc.record({ weekly: maybe(weekly), holidays: fc.constant(null), note: maybe(text()) })),
  accessibility: maybe(some(codesOf('accessibility'))),
  languages: maybe(some(['ja', 'ja-easy', 'vi', 'en'])),
  statutoryBasis: maybe(fc.constant('障害者総合支援法')),
  officeNumber: maybe(fc.constantFrom('1310200001', '0112345678')),
  serviceKind: maybe(fc.constantFrom('就労継続支援Ｂ型', '通所介護')),
  description: maybe(text()),
  notes: maybe(text()),
};

const menu = fc.record({
  name: line(),
  capacityModel: fc.constant('fixed' as const),
  purposes: maybe(some(codesOf('purposes'))),
  activities: maybe(some(['baking', 'children', 'own_code'])),
  modes: maybe(some(['in_person', 'remote'])),
  typicalGroupSize: maybe(fc.integer({ min: 1, max: 40 })),
  quietSpace: maybe(fc.boolean()),
  sessions: maybe(weekly),
  targets: maybe(
    fc.record({
      ageMin: maybe(fc.integer({ min: 0, max: 40 })),
      ageMax: maybe(fc.integer({ min: 41, max: 99 })),
      pregnant: maybe(fc.boolean()),
    }),
  ),
  languages: maybe(some(['ja', 'pt'])),
  feeYen: maybe(fc.integer({ min: 0, max: 3000 })),
  datedSessions: maybe(
    fc.array(
      fc.record({ on: fc.constantFrom('2026-12-01', '2026-12-24'), from: clock, to: until, note: maybe(line()) }),
      {
        minLength: 1,
        maxLength: 2,
      },
    ),
  ),
  feeWaivers: maybe(fc.constant([{ whom: 'livelihood_support', feeYen: 0, note: null }])),
  targetGroups: maybe(some(['young_people', 'parents'])),
}) as unknown as fc.Arbitrary<GeneratedMenu['menu']>;

const place = fc.record({
  resource: fc.record({ name: line(), ...description }),
  menus: fc.array(
    fc.record({
      menu,
      places: maybe(fc.record({ total: fc.integer({ min: 0, max: 30 }), used: fc.integer({ min: 0, max: 40 }) })),
    }),
    { maxLength: 3 },
  ),
});

/** The first digit checks the others, and is never 0. */
const number = fc.integer({ min: 100_000_000, max: 999_999_999 }).map((digits) => {
  const twelve = `012${digits}`;
  return `${corporateCheckDigit(twelve)}${twelve}`;
});

const organization = fc.record({
  name: line(),
  kind: fc.constantFrom('npo', 'shakyo', 'own_kind'),
  corporateNumber: maybe(number),
  contact: maybe(fc.record({ phone: maybe(phone), email: maybe(mail), website: maybe(url) })),
  contactPeople: fc.array(
    fc.record({ title: line(2), name: maybe(line(2)), phone: maybe(phone), email: maybe(mail) }),
    {
      maxLength: 2,
    },
  ),
});

/** A whole registry. Organisations have names of their own: without a number a list tells them apart by nothing else. */
export const generatedRegistry = (most: number): fc.Arbitrary<readonly GeneratedOrganization[]> =>
  fc
    .array(fc.record({ organization, places: fc.array(place, { maxLength: 4 }) }), { minLength: 1, maxLength: most })
    .map((all) =>
      all.map((each, at) => ({
        ...each,
        organization: {
          ...each.organization,
          name: `${each.organization.name}${'あいうえおかきくけこさしすせそ'[at] ?? at}の会`,
        },
      })),
    );
