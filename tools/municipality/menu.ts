import type { Eligibility, HostAssessment, MenuFacts, Targets } from '../../services/matching/src/domain/menu-facts';
import type { WeeklyWindow } from '../../services/matching/src/domain/windows';
import { CATALOG, type Kind } from './catalog';
import { dayBefore } from './days';
import type { Chance } from './random';
import type { Setting } from './setting';
import { timetable, UNREADABLE } from './timetables';

const SERVED: readonly (readonly string[])[] = [
  ['ja'],
  ['ja'],
  ['ja'],
  ['ja', 'ja-easy'],
  ['ja', 'en'],
  ['ja', 'zh', 'en'],
];

/** A fact that a share of hosts never told. */
export const told = <T>({ chance, options }: Setting, value: T): T | null => (chance.yes(options.nulls) ? null : value);

function targetsOf(setting: Setting, kind: Kind): Targets {
  const { chance } = setting;
  const limited = chance.yes(kind.limited);
  const school = limited && chance.yes(kind.school ?? 0) ? schoolTargets(chance) : NO_SCHOOL;
  const [ageMin, ageMax] = limited && school === NO_SCHOOL ? kind.ages : NO_AGES;
  const [peerAgeMin, peerAgeMax] = chance.yes(0.6) ? kind.peers : NO_AGES;
  return {
    ageMin: told(setting, ageMin),
    ageMax: told(setting, ageMax),
    genders: told(setting, chance.yes(kind.women ?? 0.01) ? ['female'] : ['any']),
    peerAgeMin: told(setting, peerAgeMin),
    peerAgeMax: told(setting, peerAgeMax),
    companionsAllowed: told(setting, chance.yes(kind.companions)),
    grades: school.grades,
    fiscalYearEndAfterAge: school.fiscalYearEndAfterAge,
    pregnant: school.pregnant,
    medicalAttendance: chance.yes(0.01) ? true : null,
  };
}

const NO_AGES = [null, null] as const;
type SchoolTargets = Pick<Targets, 'grades' | 'fiscalYearEndAfterAge' | 'pregnant'>;
const NO_SCHOOL: SchoolTargets = { grades: null, fiscalYearEndAfterAge: null, pregnant: null };

/** Grades, or 「3歳になった最初の3月31日まで」 with or without those who are pregnant. */
function schoolTargets(chance: Chance): SchoolTargets {
  if (chance.yes(0.6)) return { ...NO_SCHOOL, grades: chance.one(CATALOG.grades) };
  return { grades: null, fiscalYearEndAfterAge: chance.one([0, 1, 3, 6]), pregnant: chance.yes(0.5) ? true : null };
}

function eligibilityOf(setting: Setting, kind: Kind): Eligibility {
  const { chance } = setting;
  if (kind.scheme === null || !chance.yes(kind.schemeShare ?? 0)) {
    return { basis: told(setting, 'open'), statute: null, requires: [], acceptsOutOfSystem: false };
  }
  const { statute, requires } = CATALOG.schemes[kind.scheme];
  return {
    basis: 'statutory',
    statute,
    requires: told(setting, requires),
    acceptsOutOfSystem: told(setting, chance.yes(0.5)),
  };
}

function assessmentOf(setting: Setting): HostAssessment | null {
  const { chance, options } = setting;
  const status = chance.one([
    'ready',
    'ready',
    'ready',
    'ready',
    'needs_support',
    'needs_support',
    'paused',
    'not_assessed',
  ] as const);
  const maxConcurrent = chance.yes(0.4) ? chance.between(1, 5) : null;
  return told(setting, {
    status: told(setting, status),
    assessedOn: told(setting, dayBefore(options.today, chance.between(0, 420))),
    maxConcurrent,
    current: maxConcurrent === null ? null : told(setting, chance.between(0, maxConcurrent)),
  });
}

function sessionsOf(setting: Setting, kind: Kind): readonly WeeklyWindow[] {
  const { chance, options, patterns } = setting;
  const usual = chance.yes(0.96) ? chance.one(patterns[kind.hours]) : timetable(chance, kind.hours, 5);
  return chance.yes(options.oddities) ? [...usual.slice(1), chance.one(UNREADABLE)] : usual;
}

function stateOf({ chance }: Setting): string | null {
  if (chance.yes(0.9)) return chance.yes(0.7) ? 'ACTIVE' : 'ACTIVE_PUBLIC';
  return chance.one(['NEEDS_UPDATE', 'NEEDS_UPDATE', 'PAUSED', 'CLOSED', 'SUSPENDED', 'DRAFT', null]);
}

function policyOf({ chance, options }: Setting): MenuFacts['exclusionPolicy'] {
  if (!chance.yes(options.exclusions * 2)) return null;
  const attributes = chance.yes(0.9) ? chance.some(CATALOG.excludedAttributes, 1, 2) : null;
  return { attributes, justification: chance.yes(0.5) ? '設備と人員の事情を記録済み' : null };
}

function modesOf({ chance }: Setting, kind: Kind): readonly string[] {
  return kind.remote === true && chance.yes(0.2) ? ['in_person', 'remote'] : kind.modes;
}

function rolesOf({ chance }: Setting, { roles }: Kind): readonly string[] {
  return roles.length > 0 && chance.yes(0.3) ? chance.some(roles, 1, 1) : [];
}

export interface Identity {
  readonly menuId: string;
  readonly resourceId: string;
  readonly orgId: string;
}

/**
 * One menu of this kind. Names are numbers: nothing of a person or a real organisation is in it.
 * One literal, no spread: a million of them are made.
 */
export function menuOf(setting: Setting, kind: Kind, id: Identity, index: number, pickup: boolean): MenuFacts {
  const { chance, options, scatter } = setting;
  const open = chance.yes(kind.open);
  return {
    menuId: id.menuId,
    resourceId: id.resourceId,
    orgId: id.orgId,
    name: `つどい${index + 1}`,
    orgName: null,
    version: 1,
    resourceState: stateOf(setting),
    type: kind.type,
    location: chance.yes(options.nulls / 10) ? null : scatter(chance),
    addressConfidential: told(setting, chance.yes(kind.confidential ?? 0.002)),
    purposes: told(setting, kind.purposes.concat(chance.some(kind.also, 0, 2))),
    activities: told(setting, chance.some(kind.activities, 0, 3)),
    roles: told(setting, rolesOf(setting, kind)),
    modes: told(setting, modesOf(setting, kind)),
    demands: told(setting, chance.some(kind.demands, 0, 2)),
    typicalGroupSize: told(setting, chance.between(kind.group[0], kind.group[1])),
    quietSpace: told(setting, chance.yes(kind.quiet ?? 0.2)),
    sessions: told(setting, sessionsOf(setting, kind)),
    onDemand: told(setting, chance.yes(0.05)),
    earliestStart: told(setting, dayBefore(options.today, chance.between(-60, 30))),
    capacityModel: told(setting, open ? 'open' : 'fixed'),
    targets: told(setting, targetsOf(setting, kind)),
    eligibility: told(setting, eligibilityOf(setting, kind)),
    requiresReadiness: chance.yes(kind.ready ?? 0) ? chance.one(['preparing', 'job_ready']) : null,
    support: told(setting, chance.some(kind.support, 0, 3)),
    accessibility: told(setting, chance.some(CATALOG.accessibility, 0, chance.yes(0.6) ? 1 : 4)),
    pickup: told(setting, pickup),
    languages: told(setting, chance.one(SERVED)),
    feeYen: told(setting, chance.one(kind.fees)),
    nameRequired: told(setting, chance.yes(kind.named)),
    hostAssessment: open ? null : assessmentOf(setting),
    exclusionPolicy: policyOf(setting),
    nextSteps: told(setting, kind.next === undefined ? [] : chance.some(kind.next, 0, 1)),
    lastConfirmedOn: told(setting, dayBefore(options.today, chance.between(0, 300))),
    seeks: null,
  };
}
