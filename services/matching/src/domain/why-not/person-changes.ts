import { admissionOf, admissionRuleOf, comersOf } from '../admission';
import { dayNumber } from '../local-days';
import { type Pair } from '../judge';
import { type Change, change } from './change';
import { lacking } from './place-changes';

/** Nobody is sent to ask a guardian who may do harm. */
export function guardianAgreement({ profile }: Pair): Change | null {
  if (profile.safety?.guardianMayHarm === true) return null;
  return change('GUARDIAN_CONSENT_MISSING', 'guardian_agreement', {});
}

/** A side wish that the place answers, else its first purpose. */
export function anotherPurpose({ need, menu }: Pair): Change | null {
  const offered = menu.purposes ?? [];
  const purpose = need.secondaryPurposes?.find((code) => offered.includes(code)) ?? offered[0];
  return purpose === undefined ? null : change('PURPOSE_MISMATCH', 'add_purpose', { what: [purpose] });
}

export function anotherMode({ menu }: Pair): Change | null {
  const [mode] = menu.modes ?? [];
  return mode === undefined ? null : change('MODE_MISMATCH', 'add_mode', { what: [mode] });
}

/** Years that the age itself is outside of the place's limits; 0 = inside, or unknown. */
function yearsOutside({ profile: { age }, menu: { targets } }: Pair): number {
  if (age == null || targets == null) return 0;
  return Math.max(0, (targets.ageMin ?? age) - age, age - (targets.ageMax ?? age));
}

/** Years that the youngest of those who come is past the fiscal year; 0 = admitted; null = no year would help. */
function fiscalYearsOutside({ profile, need, menu }: Pair): number | null {
  const rule = admissionRuleOf(menu.targets);
  const comers = comersOf(profile, need.companions);
  if (admissionOf(rule, comers) !== 'refused') return 0;
  if (rule.endsAfterAge === null) return null;
  const ages = [comers.age, ...comers.companionAges].filter((age) => age !== null);
  return Math.min(...ages) - rule.endsAfterAge + 1;
}

/** One exception in years holds for every limit of age alike. */
export function ageException(pair: Pair): Change | null {
  const fiscalYears = fiscalYearsOutside(pair);
  if (fiscalYears === null) return null;
  return change('AGE_OUT_OF_RANGE', 'age_exception', { amount: Math.max(yearsOutside(pair), fiscalYears) });
}

/** The metres that are missing, or a pick-up. */
export function nearer({ need }: Pair, metres: number | null): readonly Change[] {
  const pickUp = change('DISTANCE_EXCEEDED', 'pick_up', {});
  if (metres === null || need.maxDistanceMeters == null) return [pickUp];
  const further = change('DISTANCE_EXCEEDED', 'more_metres', { amount: metres - need.maxDistanceMeters });
  return need.pickupNeeded === true ? [pickUp, further] : [further, pickUp];
}

export function moreAccess({ profile, menu }: Pair): Change {
  const what = lacking(profile.accessibility, menu.accessibility);
  return change('ACCESSIBILITY_UNMET', 'ask_accessibility', { what, amount: what.length });
}

export function moreSupport({ need, menu }: Pair): Change {
  const what = lacking(need.supportRequired, menu.support);
  return change('SUPPORT_UNMET', 'ask_support', { what, amount: what.length });
}

export function languageHelper({ profile }: Pair): Change {
  return change('LANGUAGE_UNMET', 'language_helper', { what: (profile.languages ?? []).slice(0, 1) });
}

export function feeWaiver({ need, menu }: Pair): Change {
  return change('FEE_EXCEEDS', 'fee_waiver', { amount: (menu.feeYen ?? 0) - (need.budgetYenPerUse ?? 0) });
}

export function laterStart({ need, menu }: Pair): Change {
  const amount = (dayNumber(menu.earliestStart) ?? 0) - (dayNumber(need.startBy) ?? 0);
  return change('START_TOO_LATE', 'start_later', { amount });
}

export function companionCare({ need }: Pair): Change {
  const amount = (need.companions ?? []).filter((companion) => companion.need === 'care').length;
  return change('COMPANION_NOT_ALLOWED', 'companion_care', { amount });
}
