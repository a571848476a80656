import fc from 'fast-check';
import {
  areaOf,
  foldAddress,
  foldKana,
  foldKanaLoosely,
  foldName,
  foldPhone,
  foldVariants,
  givenPart,
  isReading,
} from './folding';

describe('a reading', () => {
  it.each([
    ['サトウ ハナコ', 'さとうはなこ'],
    ['ｻﾄｳ ﾊﾅｺ', 'さとうはなこ'],
    ['ヨーコ', 'ようこ'],
    ['おおの', 'おうの'],
    ['きょうこ', 'きようこ'],
    ['はっとり', 'はつとり'],
    ['みづほ', 'みずほ'],
    ['ｶﾞｸ', 'がく'],
    ['ヴー', 'ゔう'],
    ['アーニャ', 'ああにや'],
    ['ーあ', 'あ'],
    ['NGUYỄN Văn Đức', 'nguyenvanduc'],
  ])('%s is folded to %s', (written, folded) => expect(foldKana(written)).toBe(folded));

  it.each([
    ['たかだ', 'たかた'],
    ['やまざき', 'やまさき'],
    ['ゆうこ', 'ゆこ'],
    ['おおの', 'おの'],
    ['けいこ', 'けえこ'],
    ['こうへい', 'こーへー'],
  ])('%s sounds like %s', (one, other) => {
    expect(foldKanaLoosely(one)).toBe(foldKanaLoosely(other));
  });

  it('keeps apart what is only alike', () => {
    expect(foldKana('おおの')).not.toBe(foldKana('おの'));
    expect(foldKana('たかだ')).not.toBe(foldKana('たかた'));
    expect(foldKanaLoosely('あべ')).not.toBe(foldKanaLoosely('べ'));
    expect(foldKanaLoosely('ひろし')).not.toBe(foldKanaLoosely('ひろこ'));
  });

  it('is the same after folding again', () => {
    const kana = fc.string({
      unit: fc.constantFrom(...'あいうえおかがさざただはばぱやゆよわんゃゅょっーアオゴトド 　'),
    });
    fc.assert(fc.property(kana, (text) => foldKana(foldKana(text)) === foldKana(text)));
  });
});

describe('a name', () => {
  it.each([
    ['髙橋', '高橋'],
    ['山﨑', '山崎'],
    ['渡邊', '渡辺'],
    ['渡邉', '渡辺'],
    ['齋藤', '斉藤'],
    ['濵田', '浜田'],
    ['𠮷田', '吉田'],
    ['葛\u{E0100}城', '葛城'],
  ])('%s and %s are one but for a variant', (one, other) => {
    expect(foldVariants(one)).toBe(foldVariants(other));
  });

  it('is without blanks of any kind, and its variants stay apart until asked', () => {
    expect(foldName('髙橋　一郎')).toBe('髙橋一郎');
    expect(foldName('髙橋')).not.toBe(foldName('高橋'));
  });

  it('says nothing but its reading where it is written in kana or Latin letters', () => {
    expect(isReading('さとう ハナコ')).toBe(true);
    expect(isReading('Nguyễn Văn A')).toBe(true);
    expect(isReading('佐藤ハナコ')).toBe(false);
  });

  it('has a given part only where it is parted', () => {
    expect(givenPart('さとう　はなこ')).toBe('はなこ');
    expect(givenPart('さとうはなこ')).toBeNull();
  });
});

describe('where somebody can be reached', () => {
  it.each([
    ['０９０－１２３４－５６７８', '09012345678'],
    ['+81 90-1234-5678', '09012345678'],
    ['+81 (0)90 1234 5678', '09012345678'],
    ['(03) 1234-5678', '0312345678'],
  ])('the number %s is %s', (written, digits) => expect(foldPhone(written)).toBe(digits));

  it('is nobody in particular with too few digits', () => {
    expect(foldPhone('内線 1234')).toBeNull();
    expect(foldPhone(null)).toBeNull();
  });

  it('is one address however its numbers are written', () => {
    const written = ['桜町一丁目2番3号', '桜町1-2-3', '桜町１丁目２－３', '櫻町 1丁目2番地3'];
    expect(new Set(written.map(foldAddress))).toEqual(new Set(['桜町1-2-3']));
    expect(areaOf('桜町一丁目2番3号')).toBe('桜町');
    expect([foldAddress(null), areaOf('1-2-3'), areaOf(null)]).toEqual([null, null, null]);
  });
});
