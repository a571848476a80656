import { invalid } from '#libs/kernel';
import { refuseBackwardsSessions } from './period';

interface Window {
  readonly day: 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';
  readonly from: string;
  readonly to: string;
}

interface Carrier {
  readonly side: 'offers' | 'seeks';
  readonly thing: 'hands' | 'space';
  readonly title: string;
  readonly activities: string[] | null;
  readonly purposes: string[] | null;
  readonly windows: Window[] | null;
  readonly location: { readonly lat: number; readonly lng: number } | null;
  readonly maxDistanceMeters: number | null;
  readonly people: number | null;
  readonly equipment: string[] | null;
  readonly until: string | null;
}

type Given = Pick<Carrier, 'side' | 'thing' | 'title'> & Partial<Carrier>;

/** What was left out is not known. 400 `sessions.backwards`. */
export function carrierOf({ side, thing, title, location = null, ...given }: Given): Carrier {
  refuseBackwardsSessions({ windows: given.windows ?? [] });
  return {
    ...{ side, thing, title },
    activities: orUnknown(given.activities),
    purposes: orUnknown(given.purposes),
    windows: orUnknown(given.windows),
    location: location && { lat: location.lat, lng: location.lng },
    maxDistanceMeters: orUnknown(given.maxDistanceMeters),
    people: orUnknown(given.people),
    equipment: orUnknown(given.equipment),
    until: orUnknown(given.until),
  };
}

const orUnknown = <T>(value: T | null | undefined): T | null => value ?? null;

/** 400 `code` unless exactly one of two ids is named. */
export function refuseNotOneOfTwo(
  code: string,
  fields: readonly [string, string],
  ids: readonly (string | null)[],
): void {
  if (ids.filter((id) => id !== null).length === 1) return;
  const [first, second] = fields;
  const mend = `${first} と ${second} のどちらか一つを指定してください`;
  throw invalid(code, `Exactly one of ${first} and ${second}.`, [{ field: first, rule: 'oneOfTwo', mend }]);
}

type Side = Pick<Carrier, 'side' | 'thing'>;

/** A room of a hub is a space that is offered. */
export const ROOM: Side = { side: 'offers', thing: 'space' };

/** 400 `carrier-match.not-a-pair` unless one offers what the other seeks. */
export function refuseNoPair(one: Side, other: Side, field: string): void {
  if (one.thing === other.thing && one.side !== other.side) return;
  const mend = '一方が提供し、もう一方が求めている、同じ種類(人手・場所)の組を指定してください';
  throw invalid('carrier-match.not-a-pair', 'They are no pair.', [{ field, rule: 'pair', mend }]);
}
