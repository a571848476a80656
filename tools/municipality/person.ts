import type { EntitlementStatus, MatchingProfile, Safety } from '../../services/matching/src/domain/matching-profile';
import { CATALOG } from './catalog';
import { told } from './menu';
import type { Chance } from './random';
import type { Setting } from './setting';

type Some = (least: number, most: number) => readonly string[];

/** Who and what there is in the municipality, to be named by a person. */
export interface Named {
  readonly orgs: Some;
  readonly menus: Some;
  readonly resources: Some;
}

const SPOKEN: readonly (readonly string[])[] = [
  ...Array.from({ length: 12 }, () => ['ja']),
  ['vi', 'ja-easy'],
  ['zh'],
  ['en', 'ja'],
  ['ne', 'ja-easy'],
];
const ACTIVITIES = [...new Set(CATALOG.kinds.flatMap(({ activities }) => activities))];
const ROLES = [...new Set(CATALOG.kinds.flatMap(({ roles }) => roles))];
const DEMANDS = [...new Set(CATALOG.kinds.flatMap(({ demands }) => demands))];

/** Half are between 18 and 64, the others children or elderly. */
function ageOf(chance: Chance): number {
  if (chance.yes(0.5)) return chance.between(18, 64);
  return chance.yes(0.45) ? chance.between(0, 17) : chance.between(65, 95);
}

function statusOf(setting: Setting, age: number | null): EntitlementStatus {
  const { chance } = setting;
  const careLevel =
    age !== null && age >= 65 ? chance.one(['independent', 'support1', 'support2', 'care1', 'care3']) : null;
  return {
    disabilityHandbook: told(setting, chance.yes(0.2) ? 'mental2' : 'none'),
    disabilityServiceRecipient: told(setting, chance.yes(0.15)),
    careLevel: told(setting, careLevel),
    incomeHardship: told(setting, chance.yes(0.3)),
    publicAssistance: told(setting, chance.yes(0.15)),
    singleParentHousehold: told(setting, chance.yes(0.1)),
  };
}

function safetyOf(setting: Setting, named: Named, age: number | null): Safety {
  const { chance } = setting;
  const afraid = chance.yes(0.15);
  const child = age !== null && age < 18;
  return {
    avoidOrgIds: told(setting, afraid ? named.orgs(0, 2) : []),
    avoidMenuIds: told(setting, afraid ? [...named.menus(0, 1), ...named.resources(0, 1)] : []),
    avoidWithinMeters: told(setting, afraid ? chance.one([0, 300, 500, 1000]) : 0),
    guardianMayHarm: told(setting, child && chance.yes(0.1)),
  };
}

function consentOf(setting: Setting, named: Named, age: number | null): NonNullable<MatchingProfile['consent']> {
  const { chance, options } = setting;
  const child = age !== null && age < 18;
  return {
    matching: chance.yes(0.95) ? 'granted' : chance.one(['none', null] as const),
    disclosureOrgIds: told(setting, named.orgs(...options.disclosures)),
    anonymousInquiry: told(setting, chance.yes(0.7)),
    guardian: child
      ? told(setting, chance.one(['granted', 'granted', 'granted', 'refused'] as const))
      : told(setting, 'not_required'),
  };
}

/** Age on 1 April: the same, or one less for those who had their birthday since. */
function schoolYearAge(setting: Setting, age: number | null): number | null {
  return age === null ? null : told(setting, Math.max(0, age - setting.chance.between(0, 1)));
}

/** What matching knows of one person: codes only. */
export function personOf(setting: Setting, personRef: string, named: Named): MatchingProfile {
  const { chance } = setting;
  const age = told(setting, ageOf(chance));
  const gender = chance.one(['female', 'male', 'female', 'male', 'other']);
  return {
    personRef,
    age,
    fiscalYearAge: schoolYearAge(setting, age),
    pregnant: chance.yes(0.3) ? gender === 'female' && age !== null && age > 17 && age < 45 && chance.yes(0.4) : null,
    medicalAttendance: chance.yes(0.3) ? chance.yes(0.5) : null,
    gender: told(setting, gender),
    languages: told(setting, chance.one(SPOKEN)),
    readiness: chance.yes(0.5) ? chance.one(['not_yet', 'preparing', 'job_ready'] as const) : null,
    status: told(setting, statusOf(setting, age)),
    strengths: told(setting, [...chance.some(ACTIVITIES, 0, 2), ...chance.some(ROLES, 0, 1)]),
    interests: told(setting, chance.some(ACTIVITIES, 0, 4)),
    avoid: told(setting, chance.some(DEMANDS, 0, 3)),
    accessibility: told(setting, chance.yes(0.2) ? chance.some(CATALOG.accessibility, 1, 2) : []),
    safety: told(setting, safetyOf(setting, named, age)),
    declinedMenuIds: told(setting, [...named.menus(0, 2), ...named.resources(0, 1)]),
    consent: told(setting, consentOf(setting, named, age)),
  };
}
