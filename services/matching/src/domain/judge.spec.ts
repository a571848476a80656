import { type Case, aCapacity, aMenu, aNeed, aProfile, TODAY } from './matching-fixtures';
import { judgeOne } from './judge';
import { DEFAULT_SETTINGS } from './settings';

function judged({ profile, need, menu, capacity = aCapacity() }: Case = {}) {
  return judgeOne({
    profile: aProfile(profile),
    need: aNeed(need),
    menu: aMenu(menu),
    capacity,
    settings: DEFAULT_SETTINGS,
    today: TODAY,
  });
}

it('tells of a pair that fits what it earns, and the place itself', () => {
  const { codes, score, look } = judged();
  expect(codes).toEqual([]);
  expect(score?.total).toBe(68_000);
  expect(look).toMatchObject({ menu: aMenu(), distance: 500, schedule: 'fits', host: 'ready', reportUsable: true });
});

it('tells the same of a pair that does not fit, and why not', () => {
  const { codes, score, look } = judged({ need: { budgetYenPerUse: 0 }, menu: { feeYen: 500 }, capacity: null });
  expect(codes).toEqual(['CAPACITY_STALE', 'FEE_EXCEEDS']);
  expect(score?.terms).toHaveLength(14);
  expect(look).toMatchObject({ menu: aMenu({ feeYen: 500 }), reportUsable: false, reportedAt: null });
});

it('tells nothing of a place under review', () => {
  const blanket = { exclusionPolicy: { attributes: ['record'], justification: null } };
  expect(judged({ menu: blanket })).toEqual({ codes: ['EXCLUSION_NEEDS_REVIEW'], score: null, look: null });
});
