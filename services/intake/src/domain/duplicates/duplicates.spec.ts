import fc from 'fast-check';
import { oneEditApart } from './called';
import { type Identity, likeness, reasonJa } from './duplicates';
import { clearKeys } from './keys';

const PERSON: Identity = {
  name: '髙橋 裕子',
  kana: 'たかはし ゆうこ',
  alias: null,
  birthDate: '1980-04-12',
  birthYear: null,
  gender: 'female',
  phone: '090-1234-5678',
  address: '桜町1-2-3',
};
const BARE = { phone: null, address: null, gender: null };
const as = (more: Partial<Identity>): Identity => ({ ...PERSON, ...more });
const levelOf = (one: Partial<Identity>, other: Partial<Identity>, namesakes = 5) =>
  likeness(as(one), as(other), namesakes)?.level ?? 'none';

describe('two records are likely of one person', () => {
  it.each<[string, Partial<Identity>, Partial<Identity>]>([
    ['the same twice', {}, {}],
    ['another width and a variant', BARE, { ...BARE, name: '高橋裕子', kana: 'ﾀｶﾊｼﾕｳｺ' }],
    ['day and month exchanged', BARE, { ...BARE, birthDate: '1980-12-04' }],
    ['one letter of the reading', BARE, { ...BARE, kana: 'たかはし ゆきこ' }],
    ['written by its reading only, same telephone', {}, { ...BARE, phone: '+81 90 1234 5678', name: 'たかはしゆうこ' }],
    [
      'moved, and known by the former name',
      BARE,
      { ...BARE, name: '佐藤 裕子', kana: 'さとう ゆうこ', alias: '髙橋 裕子' },
    ],
    [
      'married into a name that sounds nearly alike, same telephone',
      {},
      { ...BARE, phone: '09012345678', name: '高地 裕子', kana: 'たかはち ゆうこ' },
    ],
    ['married, same telephone', {}, { ...BARE, phone: '09012345678', name: '佐藤 裕子', kana: 'さとう ゆうこ' }],
  ])('%s', (_, one, other) => expect([levelOf(one, other), levelOf(other, one)]).toEqual(['likely', 'likely']));
});

describe('two records are of two people', () => {
  it.each<[string, Partial<Identity>, Partial<Identity>]>([
    ['twins', {}, { name: '髙橋 涼子', kana: 'たかはし りょうこ' }],
    ['twins whose names sound nearly alike', {}, { name: '髙橋 優香', kana: 'たかはし ゆうか' }],
    [
      'father and son of one reading',
      { name: '髙橋 一夫', kana: 'たかはし かずお', birthDate: '1950-01-02' },
      { name: '髙橋 和男', kana: 'たかはし かずお', birthDate: '1978-09-30' },
    ],
    ['neighbours of one name', BARE, { ...BARE, address: '桜町9-9', birthDate: '1955-08-08' }],
    ['mother and child on one telephone', {}, { name: '髙橋 太郎', kana: 'たかはし たろう', birthDate: '2010-05-05' }],
    ['a common name and nothing else', { ...BARE, birthDate: null }, { ...BARE, birthDate: null }],
    ['born on one day', BARE, { ...BARE, name: '山田 太郎', kana: 'やまだ たろう' }],
  ])('%s', (_, one, other) => expect([levelOf(one, other), levelOf(other, one)]).toEqual(['none', 'none']));
});

describe('a hint', () => {
  it('says for a rare name what it does not say for a common one', () => {
    const nothing = { ...BARE, birthDate: null };
    expect([levelOf(nothing, nothing, 1), levelOf(nothing, nothing, 3)]).toEqual(['possible', 'none']);
  });

  it('is weaker where one digit of the birth date differs and the name is common', () => {
    const digit = { ...BARE, birthDate: '1981-04-12' };
    expect([levelOf(BARE, digit, 1), levelOf(BARE, digit, 3)]).toEqual(['likely', 'possible']);
  });

  it('has a reason in Japanese for everything that it counts', () => {
    const { reasons } = likeness(PERSON, as({ name: '高橋 裕子' }), 9) ?? { reasons: [] };
    expect(reasons.map(reasonJa)).toEqual([
      '氏名が異体字をそろえると同じ',
      'ふりがなが同じ',
      '生年月日が同じ',
      '電話番号が同じ',
      '住所が同じ',
      '住んでいる地区が同じ',
    ]);
  });

  it('takes a birth year alone for what it is', () => {
    const year = { ...BARE, birthDate: null, birthYear: 1980 };
    expect(likeness(as(BARE), as(year), 9)?.reasons).toContain('birth_year_same');
    expect(likeness(as(BARE), as({ ...year, birthYear: 1960 }), 9)).toBeNull();
  });

  it('is the same from both sides', () => {
    const part = <T>(...values: readonly T[]) => fc.constantFrom(...values);
    const identity = fc.record<Identity>({
      name: part('髙橋 裕子', '高橋裕子', '佐藤 裕子', 'たかはし ゆうこ', '髙橋 優香', 'NGUYEN VAN A'),
      kana: part('たかはし ゆうこ', 'ﾀｶﾊｼ ﾕｳｺ', 'さとう ゆうこ', 'たかはし ゆうか', 'たかはしゆうこ'),
      alias: part(null, '髙橋 裕子', 'さとう ゆうこ', 'Van A Nguyen'),
      birthDate: part(null, '1980-04-12', '1980-12-04', '1981-04-12', '1955-08-08'),
      birthYear: part(null, 1980, 1981, 1955),
      gender: part(null, 'female', 'male'),
      phone: part(null, '090-1234-5678', '0312345678'),
      address: part(null, '桜町1-2-3', '桜町9-9', '梅町1'),
    });
    fc.assert(
      fc.property(identity, identity, (one, other) => {
        expect(likeness(one, other, 3)).toEqual(likeness(other, one, 3));
        const shared = clearKeys(one).some((key) => clearKeys(other).includes(key));
        // What compares as likely is found: the two share a key.
        expect(likeness(one, other, 3)?.level === 'likely' && !shared).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('one slip of the hand', () => {
  it.each([
    ['たなか', 'たなが', true],
    ['たなか', 'たなかあ', true],
    ['たなか', 'なたか', true],
    ['たなか', 'たか', true],
    ['たなか', 'たなか', true],
    ['たなか', 'なかた', false],
    ['た', 'たなか', false],
  ])('%s and %s: %s', (one, other, apart) => {
    expect([oneEditApart(one, other), oneEditApart(other, one)]).toEqual([apart, apart]);
  });
});
