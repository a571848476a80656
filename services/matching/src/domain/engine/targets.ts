import { admissionOf, type AdmissionRule, admissionRuleOf, comersOf, type Comers } from '../admission';
import { type ExclusionCode } from '../eligibility';
import { type EntitlementStatus } from '../matching-profile';
import { type JudgedFacts } from '../menu-facts';
import { type RequestView } from '../request-view';
import { CodeSets, UNKNOWN_SET } from './code-sets';
import { Memo } from './memo';
import { Sequences } from './sequences';

/** Ids of targets fill half a word of a row. */
const MOST = 0xffff;

// The first word of a sequence: what is known of whom the place is for.
const COMPANIONS_REFUSED = 1;
const COMPANIONS_ALLOWED = 1 << 1;
const PREGNANT = 1 << 2;
const CLINIC = 1 << 3;
const ENDS_AFTER_AGE = 1 << 4;
const BASIS_OPEN = 1 << 5;
const BASIS_STATUTORY = 1 << 6;
const REQUIRES_KNOWN = 1 << 7;
const OUT_OF_SYSTEM = 1 << 8;
const RESTRICTED_BY_GENDER = 1 << 9;
// The other words.
const GENDERS = 1;
const GRADES = 2;
const END_AGE = 3;
const REQUIRES = 4;

/** In the place of what is not known. */
const NOBODY = {};
const NOTHING = {};

// What the request has to know of it.
const AGE_REFUSED = 1;
const GENDER_REFUSED = 1 << 1;
const SCHEME_REFUSED = 1 << 2;
const COMPANION_REFUSED = 1 << 3;
export const COMPANION_WELCOME = 1 << 4;
/** The flags that keep a place out. */
export const REFUSED = AGE_REFUSED | GENDER_REFUSED | SCHEME_REFUSED | COMPANION_REFUSED;
const ENTITLEMENT_SHIFT = 5;
export const OPEN = 0;
export const ENTITLED = 1;
export const ON_OUT_OF_SYSTEM_PLACE = 2;
export const NOT_ACCEPTED = 3;
export const entitlementIn = (verdict: number): number => verdict >> ENTITLEMENT_SHIFT;

/**
 * Requirement codes that a profile can answer. `measure` and `child_protection` are decisions of an
 * authority that no profile holds, so they stay unknown, and unknown entitlement excludes.
 */
const MEETS: readonly (readonly [string, (status: EntitlementStatus) => boolean])[] = [
  ['disability_service', (status) => status.disabilityServiceRecipient === true],
  ['income_hardship', (status) => status.incomeHardship === true],
  ['care_insurance', (status) => /^(care|support)/.test(status.careLevel ?? '')],
];
const NOBODY_CAN_TELL = 1 << MEETS.length;

const bit = (condition: boolean | undefined, flag: number): number => (condition === true ? flag : 0);

function requirementBit(code: string): number {
  const index = MEETS.findIndex(([known]) => known === code);
  return index < 0 ? NOBODY_CAN_TELL : 1 << index;
}

function metRequirements(status: EntitlementStatus | null): number {
  return MEETS.reduce((met, [, holds], index) => met | bit(status != null && holds(status), 1 << index), 0);
}

/** For each combination of refusals the bits of its codes. */
export function refusals(bitOf: (code: ExclusionCode) => number): readonly number[] {
  return Array.from(
    { length: REFUSED + 1 },
    (_, refused) =>
      bit((refused & AGE_REFUSED) !== 0, bitOf('AGE_OUT_OF_RANGE')) |
      bit((refused & GENDER_REFUSED) !== 0, bitOf('GENDER_RESTRICTED')) |
      bit((refused & SCHEME_REFUSED) !== 0, bitOf('ELIGIBILITY_STATUTORY')) |
      bit((refused & COMPANION_REFUSED) !== 0, bitOf('COMPANION_NOT_ALLOWED')),
  );
}

/** Whom places are for, each distinct combination once: gender, companions, admission, scheme. Ages are in the row. */
export class TargetSets {
  private readonly sets = new Sequences('targets', MOST);
  private readonly genders = new CodeSets('genders');
  private readonly memo = new Memo();
  private comers: Comers = { age: null, pregnant: null, companionAges: [] };
  private met = 0;
  private gender: string | null = null;
  private needsCare = false;
  private clinic: boolean | null = null;
  /** Targets and schemes that came before: menus that are read together share them. */
  private readonly seen = new WeakMap<object, WeakMap<object, number>>();

  bytes(): number {
    return this.sets.bytes() + this.genders.bytes() + this.memo.bytes();
  }

  idOf({ targets, eligibility }: Pick<JudgedFacts, 'targets' | 'eligibility'>): number {
    const seen = this.seen.get(targets ?? NOBODY)?.get(eligibility ?? NOTHING);
    return seen ?? this.keep(targets, eligibility);
  }

  private keep(targets: JudgedFacts['targets'], eligibility: JudgedFacts['eligibility']): number {
    const id = this.intern(targets, eligibility);
    const byScheme = this.seen.get(targets ?? NOBODY) ?? new WeakMap<object, number>();
    this.seen.set(targets ?? NOBODY, byScheme.set(eligibility ?? NOTHING, id));
    return id;
  }

  private intern(targets: JudgedFacts['targets'], eligibility: JudgedFacts['eligibility']): number {
    const rule = admissionRuleOf(targets);
    const genders = targets?.genders ?? [];
    const flags = targetFlags(targets, rule) | schemeFlags(eligibility);
    const required = (eligibility?.requires ?? []).reduce((mask, code) => mask | requirementBit(code), 0);
    const gendersId = genders.length === 0 ? UNKNOWN_SET : this.genders.idOf(genders);
    return this.sets.idOf([flags, gendersId, rule.grades, rule.endsAfterAge ?? 0, required]);
  }

  ask({ profile, need, companionNeedsCare }: RequestView): void {
    this.comers = comersOf(profile, need.companions);
    this.met = metRequirements(profile.status);
    this.gender = profile.gender ?? null;
    this.needsCare = companionNeedsCare;
    this.clinic = profile.medicalAttendance ?? null;
    this.genders.ask(this.gender === null ? [] : [this.gender]);
    this.memo.begin(this.sets.size);
  }

  /** Flags of what is refused, and how the person may use the place. */
  verdict(id: number): number {
    const kept = this.memo.get(id);
    return kept >= 0 ? kept : this.memo.keep(id, this.judge(id));
  }

  private judge(id: number): number {
    const flags = this.sets.word(id, 0);
    const has = (flag: number): boolean => (flags & flag) !== 0;
    const rule = {
      grades: this.sets.word(id, GRADES),
      endsAfterAge: has(ENDS_AFTER_AGE) ? this.sets.word(id, END_AGE) : null,
      pregnant: has(PREGNANT),
    };
    const entitlement = this.entitlement(flags, this.sets.word(id, REQUIRES));
    return (
      bit(admissionOf(rule, this.comers) === 'refused', AGE_REFUSED) |
      bit(has(RESTRICTED_BY_GENDER) && this.isOtherGender(id), GENDER_REFUSED) |
      bit((has(CLINIC) && this.clinic === false) || entitlement === NOT_ACCEPTED, SCHEME_REFUSED) |
      bit(has(COMPANIONS_REFUSED) && this.needsCare, COMPANION_REFUSED) |
      bit(has(COMPANIONS_ALLOWED), COMPANION_WELCOME) |
      (entitlement << ENTITLEMENT_SHIFT)
    );
  }

  /** The only use of gender: a place that is restricted with good reason. */
  private isOtherGender(id: number): boolean {
    return this.gender !== null && this.genders.met(this.sets.word(id, GENDERS)) === 0;
  }

  private entitlement(flags: number, required: number): number {
    if ((flags & BASIS_OPEN) !== 0) return OPEN;
    if ((flags & BASIS_STATUTORY) === 0) return NOT_ACCEPTED;
    if ((flags & REQUIRES_KNOWN) !== 0 && (required & ~this.met) === 0) return ENTITLED;
    return (flags & OUT_OF_SYSTEM) !== 0 ? ON_OUT_OF_SYSTEM_PLACE : NOT_ACCEPTED;
  }
}

function schemeFlags(rules: JudgedFacts['eligibility']): number {
  return (
    bit(rules?.basis === 'open', BASIS_OPEN) |
    bit(rules?.basis === 'statutory', BASIS_STATUTORY) |
    bit(rules?.requires != null, REQUIRES_KNOWN) |
    bit(rules?.acceptsOutOfSystem === true, OUT_OF_SYSTEM)
  );
}

function targetFlags(targets: JudgedFacts['targets'], rule: AdmissionRule): number {
  const genders = targets?.genders ?? [];
  return (
    bit(targets?.companionsAllowed === false, COMPANIONS_REFUSED) |
    bit(targets?.companionsAllowed === true, COMPANIONS_ALLOWED) |
    bit(rule.pregnant, PREGNANT) |
    bit(targets?.medicalAttendance === true, CLINIC) |
    bit(rule.endsAfterAge !== null, ENDS_AFTER_AGE) |
    bit(genders.length > 0 && !genders.includes('any'), RESTRICTED_BY_GENDER)
  );
}
