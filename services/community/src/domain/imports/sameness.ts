import { foldAddress, foldVariants } from '#libs/kernel';
import { metersBetween } from '../distance';
import type { Position } from '../resource-description';
import { IMPORT_SETTINGS } from './settings';

/** What of a resource tells whether it may be the same place as another. */
export interface Fingerprint {
  readonly resourceId: string;
  readonly nameKey: string;
  readonly addressKey: string | null;
  /** 法人番号 of its organisation. */
  readonly corporateNumber: string | null;
  readonly officeNumber: string | null;
  readonly serviceKind: string | null;
  readonly location: Position | null;
}

export interface Reason {
  readonly code: 'office_and_kind' | 'corporation_and_name' | 'name_and_address' | 'near_and_similar';
  readonly metres: number | null;
  /** Per cent. */
  readonly similarity: number | null;
}

/**
 * Why two resources may be one place; empty = nothing speaks for it. Two services of one office under one roof are
 * two resources: where both say their kind of service and differ in it, nothing is proposed (opendata-formats.md 6.4).
 */
export function reasonsFor(one: Fingerprint, other: Fingerprint): readonly Reason[] {
  if (areOtherServices(one, other)) return [];
  const reasons = CERTAIN.filter(({ holds }) => holds(one, other)).map(({ code }) => plain(code));
  const near = nearness(one, other);
  return near ? [...reasons, near] : reasons;
}

interface Certain {
  readonly code: Exclude<Reason['code'], 'near_and_similar'>;
  readonly holds: (one: Fingerprint, other: Fingerprint) => boolean;
}

const plain = (code: Reason['code']): Reason => ({ code, metres: null, similarity: null });

const CERTAIN: readonly Certain[] = [
  {
    code: 'office_and_kind',
    holds: (one, other) =>
      isShared(one.officeNumber, other.officeNumber) && isShared(one.serviceKind, other.serviceKind),
  },
  {
    code: 'corporation_and_name',
    holds: (one, other) =>
      one.nameKey === other.nameKey && isShared(one.corporateNumber, other.corporateNumber) && !areApart(one, other),
  },
  {
    code: 'name_and_address',
    holds: (one, other) => one.nameKey === other.nameKey && isShared(one.addressKey, other.addressKey),
  },
];

function nearness(one: Fingerprint, other: Fingerprint): Reason | null {
  if (!one.location || !other.location) return null;
  const metres = metersBetween(one.location, other.location);
  const similarity = similarityOf(one.nameKey, other.nameKey);
  const { nearMetres, similarPercent } = IMPORT_SETTINGS;
  if (metres > nearMetres || similarity < similarPercent) return null;
  return { code: 'near_and_similar', metres, similarity };
}

const isShared = (one: string | null, other: string | null): boolean => one !== null && one === other;

const areOtherServices = (one: Fingerprint, other: Fingerprint): boolean =>
  one.serviceKind !== null && other.serviceKind !== null && one.serviceKind !== other.serviceKind;

/** Branches of one corporation share a name and stand at different addresses. */
const areApart = (one: Fingerprint, other: Fingerprint): boolean =>
  one.addressKey !== null && other.addressKey !== null && one.addressKey !== other.addressKey;

const CORPORATE_FORMS =
  /(?:社会福祉法人|特定非営利活動法人|NPO法人|一般社団法人|公益社団法人|一般財団法人|公益財団法人|医療法人(?:社団|財団)?|株式会社|有限会社|合同会社|\(株\)|\(有\)|\(福\)|\(医\))/gu;

/** A name without what people write in more than one way: width, case, kana, spaces, signs, the corporate form. */
export const nameKeyOf = (name: string): string => foldVariants(name.normalize('NFKC').replace(CORPORATE_FORMS, ''));

const PREFECTURE = /^(?:東京都|北海道|(?:京都|大阪)府|.{2,3}県)/u;

/** An address without its prefecture; `1丁目2番3号`, `一丁目2-3` and `1-2-3` are the same. Null where nothing is left. */
export const addressKeyOf = (address: string | null): string | null =>
  foldAddress(address)?.replace(PREFECTURE, '') || null;

/** Per cent of the pairs of letters that two names share (Dice). */
export function similarityOf(one: string, other: string): number {
  if (one === other) return one === '' ? 0 : 100;
  const pairs = pairsOf(one);
  const others = pairsOf(other);
  if (pairs.length === 0 || others.length === 0) return 0;
  const left = [...others];
  let shared = 0;
  for (const pair of pairs) {
    const at = left.indexOf(pair);
    if (at === -1) continue;
    shared += 1;
    left.splice(at, 1);
  }
  return Math.round((200 * shared) / (pairs.length + others.length));
}

const pairsOf = (text: string): readonly string[] => {
  const letters = [...text];
  return letters.slice(1).map((letter, index) => `${letters[index] ?? ''}${letter}`);
};

const cellAt = (x: number, y: number): string => `${y}:${x}`;

/** The square that a point lies in; null without a point. */
export const cellOf = (location: Position | null): string | null => (location ? cellAt(...squareOf(location)) : null);

/** Its square and the eight around it: whatever is near lies in one of them. */
export function cellsAround(location: Position | null): readonly string[] {
  if (!location) return [];
  const [x, y] = squareOf(location);
  return [-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => cellAt(x + dx, y + dy)));
}

const squareOf = ({ lat, lng }: Position): [number, number] => [
  Math.floor(lng / IMPORT_SETTINGS.nearCellDegrees),
  Math.floor(lat / IMPORT_SETTINGS.nearCellDegrees),
];
