import { addDays } from '#libs/kernel';
import names from './names.json';

/** One entry of an invented register. Nobody is meant. */
export interface Entry {
  readonly name: string;
  readonly kana: string;
  readonly alias: string | null;
  readonly birthDate: string | null;
  readonly birthYear: number | null;
  readonly gender: 'female' | 'male' | null;
  readonly phone: string | null;
  readonly address: string | null;
}

type Random = () => number;
interface Part {
  readonly written: string;
  readonly spoken: string;
}

const partsOf = (text: string): readonly Part[] =>
  text.split(' ').map((part) => ({ written: part.slice(0, 1), spoken: part.slice(1) }));

const SURNAMES = joined(names.surnameHeads, names.surnameTails);
const GIVEN = {
  male: joined(names.maleHeads, names.maleTails),
  female: joined(names.femaleHeads, names.femaleTails),
};
const TOWNS = names.towns.split(' ');
const OLDEST_DAY = '1932-01-01';
const LIFE_DAYS = 33_000;

function joined(heads: string, tails: string): readonly Part[] {
  const all = partsOf(heads).flatMap((head) =>
    partsOf(tails)
      .filter(({ written }) => written !== head.written)
      .map((tail) => ({ written: head.written + tail.written, spoken: head.spoken + tail.spoken })),
  );
  // In an order that has nothing to do with their parts: what stands first is frequent.
  return all
    .map((part, at) => ({ part, place: (at * 7_919) % 1_009 }))
    .sort((a, b) => a.place - b.place)
    .map(({ part }) => part);
}

export const pick = <T>(random: Random, all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;

/**
 * Some names are borne by many, most by few: of 1,200 family names the first is borne by about 2 % of all
 * people and the first ten by 7 %; in Japan it is 1.5 % and 10 %.
 */
const frequent = <T>(random: Random, all: readonly T[]): T => all[Math.floor(all.length * random() ** 1.8)] as T;

const digits = (random: Random, count: number): string =>
  Array.from({ length: count }, () => Math.floor(random() * 10)).join('');

export const surname = (random: Random): Part => frequent(random, SURNAMES);
export const given = (random: Random, gender: 'female' | 'male'): Part => frequent(random, GIVEN[gender]);
const genderOf = (random: Random): 'female' | 'male' => (random() < 0.5 ? 'female' : 'male');
export const birthDay = (random: Random): string => addDays(OLDEST_DAY, Math.floor(random() * LIFE_DAYS));
export const mobile = (random: Random): string =>
  `0${pick(random, ['90', '80', '70'])}-${digits(random, 4)}-${digits(random, 4)}`;
const landline = (random: Random): string => `0599-${digits(random, 2)}-${digits(random, 4)}`;
const numbered = (random: Random, to: number): number => 1 + Math.floor(random() * to);
export const addressOf = (random: Random): string =>
  `${pick(random, TOWNS)}${numbered(random, 6)}丁目${numbered(random, 40)}番${numbered(random, 30)}号`;

/** A household's common things. */
interface Home {
  readonly family: Part;
  readonly address: string;
  readonly phone: string;
}

const homeOf = (random: Random): Home => ({
  family: surname(random),
  address: addressOf(random),
  phone: landline(random),
});

export const called = (family: Part, first: Part) => ({
  name: `${family.written} ${first.written}`,
  kana: `${family.spoken} ${first.spoken}`,
});

function member(random: Random, home: Home, birthDate = birthDay(random)): Entry {
  const gender = genderOf(random);
  const known = random();
  const phone = random() < 0.4 ? home.phone : mobile(random);
  return {
    ...called(home.family, given(random, gender)),
    alias: null,
    // Of some nobody knows the day, of few not even the year.
    birthDate: known < 0.94 ? birthDate : null,
    birthYear: known >= 0.94 && known < 0.98 ? Number(birthDate.slice(0, 4)) : null,
    gender: random() < 0.9 ? gender : null,
    phone: random() < 0.75 ? phone : null,
    address: random() < 0.85 ? home.address : null,
  };
}

/** A register of households of one to five, among them twins. */
export function registerOf(random: Random, size: number): readonly Entry[] {
  const entries: Entry[] = [];
  while (entries.length < size) {
    const home = homeOf(random);
    const members = numbered(random, 5);
    for (let at = 0; at < members && entries.length < size; at += 1) entries.push(member(random, home));
    const last = entries.at(-1);
    if (random() < 0.01 && last?.birthDate != null && entries.length < size) {
      entries.push(member(random, home, last.birthDate));
    }
  }
  return entries;
}

/** Somebody who has nothing to do with the register but was made in the same way. */
export const newcomer = (random: Random): Entry => member(random, homeOf(random));
