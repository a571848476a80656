import { encode } from 'iconv-lite';
import type { FileEncoding } from '../../services/community/src/domain/imports/record';
import { mix } from '../municipality/random';

/** A list of care services as a town might publish it, invented from a seed. Edition 2 is the same list a year later. */
export interface GeneratedList {
  readonly seed: number;
  /** Lines below the header in edition 1, whatever they hold. */
  readonly rows: number;
  readonly edition: 1 | 2;
  readonly encoding: FileEncoding;
  /** With the faults of real lists; without, every row is fine. */
  readonly quirks: boolean;
}

/** What reading it must give. `noted` are those that are not quarantined. */
export interface ExpectedReading {
  readonly records: number;
  readonly fine: number;
  readonly noted: number;
  readonly quarantined: number;
  readonly blankLines: number;
}

/** What reading edition 2 after edition 1 must give, for rows that are imported. */
export interface ExpectedDifference {
  readonly added: number;
  readonly changed: number;
  readonly gone: number;
  readonly unchanged: number;
}

const HEADER = [
  '都道府県コード又は市区町村コード,NO,都道府県名,市区町村名,介護サービス事業所名称,介護サービス事業所名称_カナ,実施サービス',
  '住所,方書,緯度,経度,電話番号,内線番号,FAX番号,法人番号,法人の名称,事業所番号,利用可能曜日,利用可能曜日特記事項,定員,URL,備考',
].join(',');
/** 139998 and its name are invented; the check digit is right. */
const CODE = '139998';
const TOWNS = ['若葉町', '青葉町', '大町', '栄町', '緑町', '川原町'];
const KINDS = ['通所介護', '訪問介護', '居宅介護支援', '短期入所生活介護', '認知症対応型共同生活介護'];
const WORDS = ['ひだまり', 'さくら', 'やまぶき', 'すみれ', 'かえで', 'あおぞら', 'ほほえみ', 'なごみ'];

type Fault = 'none' | 'unknown-capacity' | 'no-name' | 'no-address' | 'open-quote' | 'too-few' | 'blank' | 'repeated';
/** Of a hundred lines. */
const FAULTS: readonly (readonly [Fault, number])[] = [
  ['unknown-capacity', 3],
  ['no-name', 1],
  ['no-address', 2],
  ['open-quote', 1],
  ['too-few', 1],
  ['blank', 2],
  ['repeated', 2],
];
const OF = 100;
/** Of the rows of edition 1: one in so many has changed, is gone; one in so many is new. */
const CHANGED = 10;
const GONE = 25;
const ADDED = 40;

const drawn = (list: GeneratedList, index: number, what: number): number => mix(mix(list.seed + what) ^ index);
const oneOf = (words: readonly string[], draw: number): string => words[draw % words.length] ?? '';

function faultOf(list: GeneratedList, index: number): Fault {
  if (!list.quirks) return 'none';
  let draw = drawn(list, index, 1) % OF;
  for (const [fault, share] of FAULTS) {
    if (draw < share) return fault === 'repeated' && !canRepeat(list, index - 1) ? 'none' : fault;
    draw -= share;
  }
  return 'none';
}

/** Only a row that is there and fine in every edition is repeated. */
function canRepeat(list: GeneratedList, index: number): boolean {
  return (
    index >= 0 &&
    drawn(list, index, 1) % OF >= FAULTS.reduce((sum, [, share]) => sum + share, 0) &&
    !isGone(list, index)
  );
}

const isGone = (list: GeneratedList, index: number): boolean => drawn(list, index, 2) % GONE === 0;
const hasChanged = (list: GeneratedList, index: number): boolean => drawn(list, index, 3) % CHANGED === 0;
const added = ({ rows }: GeneratedList): number => Math.floor(rows / ADDED);

/** The lines of the edition: which row each is made of. */
function* indexes(list: GeneratedList): Generator<number> {
  const last = list.edition === 1 ? list.rows : list.rows + added(list);
  for (let index = 0; index < last; index += 1) {
    if (list.edition === 1 || index >= list.rows || !isGone(list, index)) yield index;
  }
}

function lineOf(list: GeneratedList, index: number): string {
  const fault = faultOf(list, index);
  if (fault === 'blank') return '';
  if (fault === 'repeated') return lineOf(list, index - 1);
  const cells = cellsOf(list, index);
  if (fault === 'unknown-capacity') cells[19] = '0';
  if (fault === 'no-name') cells[4] = '';
  if (fault === 'no-address') cells.splice(7, 4, '', '', '', '');
  if (fault === 'open-quote') cells[21] = '"閉じていない';
  if (fault === 'too-few') cells.splice(12);
  return cells.join(',');
}

function cellsOf(list: GeneratedList, index: number): string[] {
  const draw = drawn(list, index, 4);
  const isNew = list.edition === 2 && hasChanged(list, index);
  const number = String(index).padStart(8, '0');
  const name = `デイ${oneOf(WORDS, draw)}${index}`;
  const lat = (35.6 + (draw % 10_000) / 100_000).toFixed(5);
  const lng = (139.4 + ((draw >>> 8) % 10_000) / 100_000).toFixed(5);
  const phone = `042-9${number.slice(-2)}-${isNew ? '9' : '1'}${number.slice(-3)}`;
  const town = `東京都桜野市${oneOf(TOWNS, draw >>> 4)}${1 + (draw % 40)}-${index}`;
  const service = oneOf(KINDS, draw >>> 6);
  const owner = `社会福祉法人${oneOf(WORDS, draw >>> 9)}会`;
  const head = [CODE, String(index + 1), '東京都', '桜野市', name, 'デイ', service, town, '', lat, lng, phone, '', ''];
  return [...head, '', owner, `13${number}`, '月火水木金', '', String(10 + (draw % 30)), '', ''];
}

/** Characters per chunk. */
const CHUNK = 32_768;

/** The file, piece by piece. */
export function* bytesOf(list: GeneratedList): Generator<Uint8Array> {
  let text = `${HEADER}\r\n`;
  let first = true;
  const taken = (): Uint8Array => {
    const bytes = encode(text, list.encoding, { addBOM: first && list.encoding !== 'cp932' });
    first = false;
    text = '';
    return bytes;
  };
  for (const index of indexes(list)) {
    text += `${lineOf(list, index)}\r\n`;
    if (text.length >= CHUNK) yield taken();
  }
  if (text !== '') yield taken();
}

const QUARANTINED: readonly Fault[] = ['no-name', 'no-address', 'open-quote', 'too-few'];
const isKept = (fault: Fault): boolean => fault === 'none' || fault === 'unknown-capacity';

export function expectedReading(list: GeneratedList): ExpectedReading {
  const faults = [...indexes(list)].map((index) => faultOf(list, index));
  const count = (is: (fault: Fault) => boolean): number => faults.filter(is).length;
  const blankLines = count((fault) => fault === 'blank');
  return {
    records: faults.length - blankLines,
    fine: count((fault) => fault === 'none'),
    noted: count((fault) => fault === 'unknown-capacity' || fault === 'repeated'),
    quarantined: count((fault) => QUARANTINED.includes(fault)),
    blankLines,
  };
}

/** From edition 1 to edition 2. Repeated lines are no places of their own. */
export function expectedDifference(list: GeneratedList): ExpectedDifference {
  const before = { ...list, edition: 1 } as const;
  const kept = [...indexes(before)].filter((index) => isKept(faultOf(list, index)));
  const there = kept.filter((index) => !isGone(list, index));
  const changed = there.filter((index) => hasChanged(list, index)).length;
  const after = [...indexes({ ...list, edition: 2 })].filter((index) => index >= list.rows);
  return {
    added: after.filter((index) => isKept(faultOf(list, index))).length,
    changed,
    gone: kept.length - there.length,
    unchanged: there.length - changed,
  };
}
