import { accessOf, freePlaces } from './facts';
import { POINTS } from './points';
import { type Books, RIGHT } from './reference';
import { RULES } from './rules';

const withRules = (rules: Partial<Books['rules']>): Books => ({ ...RIGHT, rules: { ...RULES, ...rules } });
const withPoints = (points: Partial<Books['points']>): Books => ({ ...RIGHT, points: { ...POINTS, ...points } });

/** Mistakes that a matcher could make. A comparison that finds no difference against one of them is worth nothing. */
export const PLANTED: Readonly<Record<string, Books>> = {
  'a limit of metres that keeps out its own end': withRules({
    DISTANCE_EXCEEDED: (pair) => RULES.DISTANCE_EXCEEDED(pair) || pair.metres === pair.need.maxDistanceMeters,
    FEE_EXCEEDS: ({ need, menu }) =>
      need.budgetYenPerUse != null && menu.feeYen != null && menu.feeYen >= need.budgetYenPerUse,
  }),
  'a free seat taken for an out-of-system place': withRules({
    OUT_OF_SYSTEM_SLOTS_NONE: (pair) => RULES.OUT_OF_SYSTEM_SLOTS_NONE(pair) && (freePlaces(pair) ?? 0) <= 0,
  }),
  'unknown safety taken for safe': withRules({
    SAFETY_CONFLICT: (pair) => pair.profile.safety !== null && RULES.SAFETY_CONFLICT(pair),
  }),
  'a party taken for one person': withRules({
    CAPACITY_FULL: (pair) => RULES.CAPACITY_FULL({ ...pair, need: { ...pair.need, party: null } }),
  }),
  'an unknown scheme taken for an open one': withRules({
    ELIGIBILITY_STATUTORY: (pair) => accessOf(pair) === 'refused' && pair.menu.eligibility?.basis === 'statutory',
  }),
  'one session taken for enough': withRules({
    SCHEDULE_NO_OVERLAP: (pair) => RULES.SCHEDULE_NO_OVERLAP({ ...pair, need: { ...pair.need, minSessions: null } }),
  }),
  'a confidential address measured by the distance to keep': withRules({
    SAFETY_CONFLICT: (pair) => RULES.SAFETY_CONFLICT({ ...pair, menu: { ...pair.menu, addressConfidential: false } }),
  }),
  'companions of whom nobody spoke taken for none': withRules({
    AGE_OUT_OF_RANGE: (pair) =>
      RULES.AGE_OUT_OF_RANGE({ ...pair, need: { ...pair.need, companions: pair.need.companions ?? [] } }),
  }),
  'a confidential address scored by nearness': withPoints({
    access: (pair) => POINTS.access({ ...pair, menu: { ...pair.menu, addressConfidential: false } }),
  }),
  'interests left out': withPoints({
    strengthInterest: (pair) => POINTS.strengthInterest({ ...pair, profile: { ...pair.profile, interests: null } }),
  }),
};
