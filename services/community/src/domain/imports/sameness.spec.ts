import { addressKeyOf, cellOf, cellsAround, type Fingerprint, nameKeyOf, reasonsFor, similarityOf } from './sameness';
import { metersBetween } from '../distance';
import { assert, double, property } from 'fast-check';

const print = (given: Partial<Fingerprint>): Fingerprint => ({
  ...{ resourceId: 'r', nameKey: 'かえでの家', addressKey: null, corporateNumber: null },
  ...{ officeNumber: null, serviceKind: null, location: null },
  ...given,
});
const codes = (one: Partial<Fingerprint>, other: Partial<Fingerprint>) =>
  reasonsFor(print(one), print(other)).map(({ code }) => code);

describe('why two resources may be one place', () => {
  it.each<[string, Partial<Fingerprint>, Partial<Fingerprint>, readonly string[]]>([
    ['nothing but the name', {}, {}, []],
    [
      'office number and kind',
      { officeNumber: '13', serviceKind: 'a', nameKey: 'x' },
      { officeNumber: '13', serviceKind: 'a', nameKey: 'y' },
      ['office_and_kind'],
    ],
    [
      'one office, two services',
      { officeNumber: '13', serviceKind: 'a', addressKey: 'z' },
      { officeNumber: '13', serviceKind: 'b', addressKey: 'z' },
      [],
    ],
    ['one office, kind not said', { officeNumber: '13', serviceKind: 'a' }, { officeNumber: '13' }, []],
    ['corporation and name', { corporateNumber: '1' }, { corporateNumber: '1' }, ['corporation_and_name']],
    [
      'branches of one corporation',
      { corporateNumber: '1', addressKey: 'a' },
      { corporateNumber: '1', addressKey: 'b' },
      [],
    ],
    ['name and address', { addressKey: 'a' }, { addressKey: 'a' }, ['name_and_address']],
    ['two names at one address', { addressKey: 'a' }, { addressKey: 'a', nameKey: 'ぶなの広場' }, []],
  ])('%s', (_, one, other, reasons) => {
    expect(codes(one, other)).toEqual(reasons);
    expect(codes(other, one)).toEqual(reasons);
  });

  it('says how near and how similar they are, up to fifty metres', () => {
    const at = (lat: number): Partial<Fingerprint> => ({ location: { lat, lng: 139.5 }, nameKey: 'ぶなの広場分室' });
    expect(reasonsFor(print(at(35.6)), print({ ...at(35.60044), nameKey: 'ぶなの広場' }))).toEqual([
      { code: 'near_and_similar', metres: 49, similarity: 80 },
    ]);
    expect(codes(at(35.6), { ...at(35.60047), nameKey: 'ぶなの広場' })).toEqual([]);
  });
});

describe('keys', () => {
  it.each([
    ['社会福祉法人 かえで会', 'かえで会'],
    ['(福)かえで会', 'かえで会'],
    ['ＮＰＯ法人　ＡＢＣ・クラブ', 'abcくらぶ'],
  ])('of the name %s: %s', (name, key) => {
    expect(nameKeyOf(name)).toBe(key);
  });

  it.each([
    ['東京都桜野市緑町一丁目2番3号', '桜野市緑町1-2-3'],
    ['桜野市緑町１－２－３', '桜野市緑町1-2-3'],
    ['桜野市緑町1丁目2番地の3', '桜野市緑町1-2-3'],
    ['', null],
  ])('of the address %s: %s', (address, key) => {
    expect(addressKeyOf(address)).toBe(key);
  });

  it('find every neighbour within the distance in the squares around, everywhere in Japan', () => {
    const metres = 50;
    assert(
      property(
        double({ min: 24, max: 45.5, noNaN: true }),
        double({ min: 123, max: 153, noNaN: true }),
        double({ min: 0, max: 2 * Math.PI, noNaN: true }),
        (lat, lng, angle) => {
          const north = (metres * Math.cos(angle)) / 111_194;
          const east = (metres * Math.sin(angle)) / (111_194 * Math.cos((lat * Math.PI) / 180));
          const other = { lat: lat + north * 0.999, lng: lng + east * 0.999 };
          expect(metersBetween({ lat, lng }, other)).toBeLessThanOrEqual(metres);
          expect(cellsAround({ lat, lng })).toContain(cellOf(other));
        },
      ),
    );
  });

  it.each([
    ['かえで', 'かえで', 100],
    ['かえで', 'ぶな', 0],
    ['あ', 'い', 0],
    ['', '', 0],
  ])('%s and %s are the same to %d per cent', (one, other, percent) => {
    expect(similarityOf(one, other)).toBe(percent);
  });
});
