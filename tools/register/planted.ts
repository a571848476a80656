import { birthDay, called, type Entry, given, mobile, pick, addressOf, surname } from './register';

type Random = () => number;

/** A second entry of somebody in the register, written otherwise; null where this one cannot be. */
type Kind = (entry: Entry, random: Random) => Entry | null;

const VARIANTS = new Map(
  Object.entries({
    高: '髙',
    浜: '濱',
    崎: '﨑',
    辺: '邊',
    沢: '澤',
    吉: '𠮷',
    島: '嶋',
    真: '眞',
    恵: '惠',
    斎: '齋',
    橋: '橋',
  }),
);
const MISHEARD = new Map(
  Object.entries({
    た: 'だ',
    だ: 'た',
    か: 'が',
    が: 'か',
    さ: 'ざ',
    ざ: 'さ',
    き: 'ぎ',
    ぐ: 'く',
    づ: 'す',
    し: 'じ',
    ひ: 'び',
    ふ: 'ぶ',
    お: 'おう',
    う: '',
  }),
);

const katakana = (text: string): string =>
  text.replace(/[ぁ-ゖ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));

const replaceOne = (text: string, map: ReadonlyMap<string, string>, random: Random): string | null => {
  const at = [...text].map((char, index) => (map.has(char) ? index : -1)).filter((index) => index >= 0);
  if (at.length === 0) return null;
  const where = pick(random, at);
  return [...text].map((char, index) => (index === where ? (map.get(char) ?? char) : char)).join('');
};

const [familyOf, firstOf] = [(name: string) => name.split(' ')[0] ?? '', (name: string) => name.split(' ')[1] ?? ''];

function married({ name, kana, ...rest }: Entry, random: Random): Entry {
  const family = surname(random);
  return {
    ...rest,
    name: `${family.written} ${firstOf(name)}`,
    kana: `${family.spoken} ${firstOf(kana)}`,
  };
}

/** What is said at a second counter: the telephone number and the address are not always told again. */
function retold(entry: Entry, random: Random): Entry {
  return {
    ...entry,
    phone: random() < 0.5 ? entry.phone : null,
    address: random() < 0.5 ? entry.address : null,
    gender: random() < 0.5 ? entry.gender : null,
  };
}

const born = (entry: Entry): entry is Entry & { birthDate: string } => entry.birthDate !== null;

function otherDigit({ birthDate, ...rest }: Entry & { birthDate: string }, random: Random): Entry {
  const day = birthDate.slice(8);
  const wrong = pick(
    random,
    ['02', '03', '04', '05', '06', '07', '08', '09'].filter((other) => other !== day),
  );
  const year = `${birthDate.slice(0, 3)}${(Number(birthDate[3]) + 1 + Math.floor(random() * 8)) % 10}`;
  const date =
    day.startsWith('0') && random() < 0.5 ? `${birthDate.slice(0, 8)}${wrong}` : `${year}${birthDate.slice(4)}`;
  return { ...rest, birthDate: date.slice(5) === '02-29' ? `${date.slice(0, 8)}28` : date };
}

/** Ways in which one person gets into a register twice. */
export const DUPLICATES: Readonly<Record<string, Kind>> = {
  otherWidth: (entry, random) => ({
    ...retold(entry, random),
    name: entry.name.replace(' ', '　'),
    kana: katakana(entry.kana),
  }),
  withoutBlank: (entry, random) => ({
    ...retold(entry, random),
    name: entry.name.replace(' ', ''),
    kana: entry.kana.replace(' ', ''),
  }),
  variantCharacter: (entry, random) => {
    const name = replaceOne(entry.name, VARIANTS, random);
    return name === null ? null : { ...retold(entry, random), name };
  },
  misheardReading: (entry, random) => {
    const kana = replaceOne(entry.kana, MISHEARD, random);
    return kana === null || !born(entry) ? null : { ...retold(entry, random), kana };
  },
  readingOnly: (entry, random) => (born(entry) ? { ...retold(entry, random), name: entry.kana } : null),
  wrongCharacter: (entry, random) => {
    const first = pick(random, ['裕', '祐', '佑', '宏', '浩', '博']);
    const name = `${familyOf(entry.name)} ${first}${firstOf(entry.name).slice(1)}`;
    return born(entry) && entry.phone !== null ? { ...entry, name } : null;
  },
  dayAndMonth: (entry, random) => {
    if (!born(entry)) return null;
    const [year, month, day = ''] = entry.birthDate.split('-');
    return Number(day) > 12 || day === month
      ? null
      : { ...retold(entry, random), birthDate: `${year}-${day}-${month}` };
  },
  oneDigitOfBirth: (entry, random) =>
    born(entry) ? otherDigit({ ...retold(entry, random), birthDate: entry.birthDate }, random) : null,
  birthUnknown: (entry, random) =>
    entry.phone === null ? null : { ...retold(entry, random), phone: entry.phone.replaceAll('-', ''), birthDate: null },
  birthYearOnly: (entry, random) =>
    born(entry) && entry.address !== null
      ? {
          ...retold(entry, random),
          address: entry.address,
          birthDate: null,
          birthYear: Number(entry.birthDate.slice(0, 4)),
        }
      : null,
  marriedSamePhone: (entry, random) =>
    born(entry) && entry.phone !== null ? { ...married(entry, random), address: addressOf(random) } : null,
  formerNameTold: (entry, random) =>
    born(entry)
      ? { ...married(entry, random), alias: entry.name, phone: mobile(random), address: addressOf(random) }
      : null,
  moved: (entry, random) => (born(entry) ? { ...entry, phone: mobile(random), address: addressOf(random) } : null),
};

/** Nothing but the given name and the birth date are the same: only a human who asks can know. Measured, not promised. */
export const marriedAndMoved: Kind = (entry, random) =>
  born(entry) ? { ...married(entry, random), phone: mobile(random), address: addressOf(random) } : null;

/** People who look like somebody in the register and are somebody else. */
export const LOOK_ALIKES: Readonly<Record<string, Kind>> = {
  twin: (entry, random) => {
    if (!born(entry)) return null;
    const gender = entry.gender ?? 'male';
    const first = given(random, gender);
    const family = { written: familyOf(entry.name), spoken: familyOf(entry.kana) };
    const twin = called(family, first);
    return twin.kana === entry.kana ? null : { ...entry, ...twin };
  },
  sonOfSameReading: (entry) => {
    if (!born(entry) || entry.gender !== 'male' || entry.birthDate > '1985') return null;
    const first = firstOf(entry.name);
    const other = first.startsWith('和') ? `一${first.slice(1)}` : `和${first.slice(1)}`;
    const birthDate = `${Number(entry.birthDate.slice(0, 4)) + 27}-${entry.birthDate.slice(5, 7)}-17`;
    return { ...entry, name: `${familyOf(entry.name)} ${other}`, birthDate };
  },
  neighbourOfSameName: (entry, random) => {
    if (!born(entry) || entry.address === null) return null;
    const address = `${entry.address.replace(/\d.*$/, '')}9丁目1番${Math.floor(random() * 30)}号`;
    return { ...entry, birthDate: birthDay(random), phone: mobile(random), address };
  },
  parentOnOnePhone: (entry, random) => {
    if (!born(entry)) return null;
    const family = { written: familyOf(entry.name), spoken: familyOf(entry.kana) };
    const birthDate = `${Number(entry.birthDate.slice(0, 4)) - 30}-05-05`;
    return { ...entry, ...called(family, given(random, 'female')), gender: 'female', birthDate };
  },
  sameGivenNameAndBirthday: (entry, random) => {
    if (!born(entry)) return null;
    return { ...married(entry, random), phone: mobile(random), address: addressOf(random), gender: entry.gender };
  },
};
