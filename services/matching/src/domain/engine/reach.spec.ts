import { aMenu, aNeed, aProfile, TODAY } from '../matching-fixtures';
import { DEFAULT_SETTINGS } from '../settings';
import { Places } from './places';
import { search } from './search';

const id = (number: number) => `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
const CENTRE = { lat: 35.5, lng: 139.5 };
const METRE_NORTH = 1 / 111_000;
const METRE_EAST = 1 / (111_320 * Math.cos((35.5 * Math.PI) / 180));
/** Of strips of the grid and of what lies between them. */
const LIMITS = [40, 300, 1_000, 1_024, 2_500];

/** Points on a ring around the centre, some metres within the limit and some past it. */
function ring(limit: number) {
  return Array.from({ length: 360 }, (_, degree) => {
    const way = limit + (degree % 7) - 3 + (degree % 4) / 4;
    const angle = (degree * Math.PI) / 180;
    return {
      lat: CENTRE.lat + way * Math.sin(angle) * METRE_NORTH,
      lng: CENTRE.lng + way * Math.cos(angle) * METRE_EAST,
    };
  });
}

it.each(LIMITS)('finds all that is no further than %i metres, and nothing past it', (maxDistanceMeters) => {
  const menus = ring(maxDistanceMeters).map((location, number) =>
    aMenu({ menuId: id(number), resourceId: id(0x1000 + number), orgId: id(0xa1), location }),
  );
  const places = Places.build(menus);
  const request = {
    ...{ profile: aProfile(), need: aNeed({ point: CENTRE, maxDistanceMeters }) },
    ...{ settings: DEFAULT_SETTINGS, today: TODAY },
  };
  const wanted = { limit: 0, misses: 1_000 };
  const among = search(places, request, { ...wanted, among: menus.map(({ menuId }) => menuId) });
  const tooFar = among.excluded.filter(({ codes }) => codes.includes('DISTANCE_EXCEEDED'));
  const near = search(places, request, wanted);
  expect(tooFar.length).toBeGreaterThan(100);
  expect(tooFar.length).toBeLessThan(260);
  expect([near.compared, near.outOfReach]).toEqual([menus.length - tooFar.length, tooFar.length]);
  expect(near.counts.DISTANCE_EXCEEDED).toBeUndefined();
});
