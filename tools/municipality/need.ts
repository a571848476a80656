import type { MatchingProfile } from '../../services/matching/src/domain/matching-profile';
import type { Companion, Need } from '../../services/matching/src/domain/need';
import type { WeeklyWindow } from '../../services/matching/src/domain/windows';
import { CATALOG } from './catalog';
import { dayBefore } from './days';
import { told } from './menu';
import type { Chance } from './random';
import type { Setting } from './setting';
import { DAYS, timetable, UNREADABLE } from './timetables';

const PURPOSES = [...new Set(CATALOG.kinds.flatMap(({ purposes, also }) => [...purposes, ...also]))];
const SUPPORT = [...new Set(CATALOG.kinds.flatMap(({ support }) => support))];
const LIMITS = [500, 800, 1500, 3000, 5000, 20_000];

/** When the person can come: everyday hours, some days, or any time. */
function windowsOf({ chance, options }: Setting): readonly WeeklyWindow[] {
  if (chance.yes(options.oddities * 4)) return [chance.one(UNREADABLE), { day: 'sat', from: '20:00', to: '02:00' }];
  if (chance.yes(0.3)) return DAYS.map((day) => ({ day, from: '00:00', to: '24:00' }));
  const days = chance.some(DAYS, 2, 6);
  const [from, to] = chance.one([
    ['09:00', '17:00'],
    ['10:00', '16:00'],
    ['13:00', '19:30'],
    ['07:30', '12:15'],
    ['17:00', '24:00'],
  ] as const);
  const extra = chance.yes(0.2) ? timetable(chance, 'weekend', 30) : [];
  return [...days.map((day) => ({ day, from, to })), ...extra];
}

function companionOf(setting: Setting): Companion {
  const { chance } = setting;
  const child = chance.yes(0.8);
  const age = child ? chance.between(0, 10) : chance.between(60, 90);
  return {
    relation: told(setting, child ? 'child' : 'parent'),
    age: told(setting, age),
    need: told(setting, chance.one(['care', 'care', 'meal'])),
    fiscalYearAge: told(setting, Math.max(0, age - chance.between(0, 1))),
  };
}

function companionsOf(setting: Setting): readonly Companion[] {
  const { chance } = setting;
  return chance.yes(0.2) ? Array.from({ length: chance.between(1, 2) }, () => companionOf(setting)) : [];
}

/** Minors look for company and learning, those who are ready for work look for it: enough to be believable. */
function purposesFor(chance: Chance, { age, readiness }: MatchingProfile): readonly string[] {
  if (readiness === 'job_ready' && chance.yes(0.6)) return chance.some(['work_prep', 'employment', 'role'], 1, 2);
  if (age !== null && age < 18 && chance.yes(0.6)) return chance.some(['place', 'learning', 'meal'], 1, 2);
  return chance.some(PURPOSES, 1, 2);
}

/** What this person looks for now. */
export function needOf(setting: Setting, profile: MatchingProfile): Need {
  const { chance, options, scatter } = setting;
  const companions = told(setting, companionsOf(setting));
  return {
    primaryPurposes: told(setting, purposesFor(chance, profile)),
    secondaryPurposes: told(setting, chance.some(PURPOSES, 0, 2)),
    mode: told(setting, chance.one([['in_person'], ['in_person'], ['in_person', 'remote'], ['remote'], []])),
    groupMaxPreferred: chance.yes(0.4) ? chance.one([0, 2, 4, 8, 15]) : null,
    supportRequired: told(setting, chance.yes(0.2) ? chance.some(SUPPORT, 1, 1) : []),
    supportPreferred: told(setting, chance.some(SUPPORT, 0, 3)),
    windows: told(setting, windowsOf(setting)),
    point: told(setting, scatter(chance)),
    maxDistanceMeters: told(setting, chance.one(LIMITS)),
    pickupNeeded: told(setting, chance.yes(0.1)),
    budgetYenPerUse: chance.yes(0.3) ? chance.one([0, 200, 500, 1000]) : null,
    startBy: chance.yes(0.3) ? dayBefore(options.today, -chance.between(0, 40)) : null,
    goal: chance.yes(0.2) ? chance.one(CATALOG.goals) : null,
    companions,
    minSessions: chance.yes(0.2) ? { count: chance.between(1, 6), per: chance.one(['week', 'month', null]) } : null,
    party: chance.yes(0.15) ? chance.between(1, 4) : null,
  };
}
