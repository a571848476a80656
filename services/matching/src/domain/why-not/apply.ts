import { type CapacityView, type OutOfSystemView, type SessionCapacity } from '../capacity-view';
import { type Pair } from '../judge';
import { type MatchingProfile } from '../matching-profile';
import { type Targets } from '../menu-facts';
import { type Need } from '../need';
import { type WeeklyWindow } from '../windows';
import { type Change, type ChangeCode, type Spot } from './change';
import { freeOf, placesNeeded } from './places';
import { widened } from './weekly-times';

type Apply = (pair: Pair, change: Change) => Pair;

const withNeed = (pair: Pair, need: Partial<Need>): Pair => ({ ...pair, need: { ...pair.need, ...need } });
const withMenu = (pair: Pair, menu: Partial<Pair['menu']>): Pair => ({ ...pair, menu: { ...pair.menu, ...menu } });
const plus = (have: readonly string[] | null, more: readonly string[]): readonly string[] => [...(have ?? []), ...more];

const UNREPORTED: CapacityView = {
  total: null,
  used: null,
  held: 0,
  outOfSystem: null,
  unit: 'person',
  sessions: null,
  reportedAt: null,
  overCommitted: false,
};

function withCapacity(pair: Pair, capacity: Partial<CapacityView>): Pair {
  return { ...pair, capacity: { ...UNREPORTED, ...pair.capacity, ...capacity } };
}

function withConsent(pair: Pair, consent: Partial<NonNullable<MatchingProfile['consent']>>): Pair {
  const none = { matching: null, disclosureOrgIds: null, anonymousInquiry: null, guardian: null };
  return { ...pair, profile: { ...pair.profile, consent: { ...none, ...pair.profile.consent, ...consent } } };
}

const isAt = (time: WeeklyWindow, at: Spot | null): boolean =>
  time.day === at?.day && time.from === at.from && time.to === at.to;

/** The times with one end of the time at `at` moved outwards. */
function moved<T extends WeeklyWindow>(times: readonly T[] | null, { at, amount }: Change): readonly T[] | null {
  const end = at?.end ?? null;
  if (times === null || end === null) return times;
  return times.map((time) => (isAt(time, at) ? { ...time, ...widened(time, end, amount) } : time));
}

function moreInSession(
  sessions: readonly SessionCapacity[],
  { at, amount }: Change,
  column: 'free' | 'outOfSystemFree',
) {
  if (at === null) return sessions;
  const isThere = sessions.some((session) => isAt(session, at));
  const { day, from, to } = at;
  const all = isThere ? sessions : [...sessions, { day, from, to, free: 0, outOfSystemFree: null }];
  return all.map((session) =>
    isAt(session, at) ? { ...session, [column]: (session[column] ?? 0) + amount } : session,
  );
}

/** What is over-committed is so until there is a place for this person, too. */
function morePlaces(pair: Pair, change: Change): Pair {
  const { capacity } = pair;
  if (capacity === null) return pair;
  if (capacity.sessions !== null) {
    return withCapacity(pair, { sessions: moreInSession(capacity.sessions, change, 'free'), overCommitted: false });
  }
  if (capacity.total === null) return withCapacity(pair, { overCommitted: false });
  const free = freeOf(capacity);
  const isEnough = free === null || free + change.amount >= placesNeeded(pair);
  return withCapacity(pair, {
    total: free === null ? capacity.total : capacity.total + change.amount,
    overCommitted: capacity.overCommitted && !isEnough,
  });
}

const NO_SLOTS: OutOfSystemView = { slots: null, used: null, held: 0 };

/** Where a number is open, the places come to what is taken. */
function moreOutOfSystem(pair: Pair, change: Change): Pair {
  const { capacity } = pair;
  if (capacity?.sessions != null) {
    return withCapacity(pair, { sessions: moreInSession(capacity.sessions, change, 'outOfSystemFree') });
  }
  const { slots, used: usedNow, held } = capacity?.outOfSystem ?? NO_SLOTS;
  const used = usedNow ?? 0;
  const base = slots === null || usedNow === null ? used + held : slots;
  return withCapacity(pair, { outOfSystem: { slots: base + change.amount, used, held } });
}

/** A report of today that leaves no number open; where one was, it says that there is room. */
function newReport(pair: Pair): Pair {
  const { capacity, today } = pair;
  if (freeOf(capacity) !== null) return withCapacity(pair, { reportedAt: today });
  const used = capacity?.used ?? 0;
  const total = Math.max(capacity?.total ?? 0, used + (capacity?.held ?? 0) + placesNeeded(pair));
  return withCapacity(pair, { reportedAt: today, used, total });
}

function ageException(pair: Pair, { amount }: Change): Pair {
  const targets = pair.menu.targets;
  if (targets === null) return pair;
  const { ageMin, ageMax, fiscalYearEndAfterAge } = targets;
  const wider: Partial<Targets> = {
    ageMin: ageMin == null ? null : Math.max(0, ageMin - amount),
    ageMax: ageMax == null ? null : ageMax + amount,
    fiscalYearEndAfterAge: fiscalYearEndAfterAge == null ? null : fiscalYearEndAfterAge + amount,
  };
  return withMenu(pair, { targets: { ...targets, ...wider } });
}

function acceptOutOfSystem(pair: Pair): Pair {
  const { eligibility } = pair.menu;
  return eligibility === null ? pair : withMenu(pair, { eligibility: { ...eligibility, acceptsOutOfSystem: true } });
}

function visited(pair: Pair): Pair {
  const before = pair.menu.hostAssessment;
  const current = before?.current ?? null;
  const most = before?.maxConcurrent ?? null;
  const maxConcurrent = most === null || current === null ? most : Math.max(most, current + 1);
  const status = before?.status === 'needs_support' ? 'needs_support' : 'ready';
  return withMenu(pair, { hostAssessment: { status, assessedOn: pair.today, maxConcurrent, current } });
}

function moreConcurrent(pair: Pair, { amount }: Change): Pair {
  const host = pair.menu.hostAssessment;
  if (host === null) return pair;
  return withMenu(pair, { hostAssessment: { ...host, maxConcurrent: (host.maxConcurrent ?? 0) + amount } });
}

function askedAgain(pair: Pair): Pair {
  const { menuId, resourceId } = pair.menu;
  const declinedMenuIds = (pair.profile.declinedMenuIds ?? []).filter((id) => id !== menuId && id !== resourceId);
  return { ...pair, profile: { ...pair.profile, declinedMenuIds } };
}

/** Care elsewhere for the first `amount` of those who need it: they may come along all the same. */
function caredFor(pair: Pair, { amount }: Change): Pair {
  let left = amount;
  const companions = (pair.need.companions ?? []).map((companion) => {
    if (companion.need !== 'care' || left === 0) return companion;
    left -= 1;
    return { ...companion, need: null };
  });
  return withNeed(pair, { companions });
}

function moreSessions(pair: Pair, { at, amount }: Change): Pair {
  if (at === null) return pair;
  const { day, from, to } = at;
  const more = Array.from({ length: amount }, () => ({ day, from, to }));
  return withMenu(pair, { sessions: [...(pair.menu.sessions ?? []), ...more] });
}

function daysLater(day: string, days: number): string {
  const date = new Date(day);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 'YYYY-MM-DD'.length);
}

const APPLY: Readonly<Record<ChangeCode, Apply>> = {
  consent_to_organisation: (pair) =>
    withConsent(pair, {
      disclosureOrgIds: plus(pair.profile.consent?.disclosureOrgIds ?? null, [pair.menu.orgId]),
    }),
  guardian_agreement: (pair) => withConsent(pair, { guardian: 'granted' }),
  add_purpose: (pair, { what }) => withNeed(pair, { primaryPurposes: plus(pair.need.primaryPurposes, what) }),
  add_mode: (pair, { what }) => withNeed(pair, { mode: plus(pair.need.mode, what) }),
  age_exception: ageException,
  accept_out_of_system: acceptOutOfSystem,
  accept_out_of_system_places: (pair, change) => moreOutOfSystem(acceptOutOfSystem(pair), change),
  confirm_eligibility: (pair) =>
    withMenu(pair, { eligibility: { statute: null, requires: [], acceptsOutOfSystem: null, basis: 'open' } }),
  more_out_of_system_places: moreOutOfSystem,
  more_places: morePlaces,
  new_report: newReport,
  widen_window: (pair, change) => withNeed(pair, { windows: moved(pair.need.windows, change) }),
  widen_session: (pair, change) => withMenu(pair, { sessions: moved(pair.menu.sessions, change) }),
  another_time: (pair, { at }) =>
    at === null ? pair : withNeed(pair, { windows: [...(pair.need.windows ?? []), at] }),
  more_sessions: moreSessions,
  more_metres: (pair, { amount }) => withNeed(pair, { maxDistanceMeters: (pair.need.maxDistanceMeters ?? 0) + amount }),
  pick_up: (pair) => withMenu(pair, { pickup: true }),
  ask_accessibility: (pair, { what }) => withMenu(pair, { accessibility: plus(pair.menu.accessibility, what) }),
  language_helper: (pair, { what }) => withMenu(pair, { languages: plus(pair.menu.languages, what) }),
  ask_support: (pair, { what }) => withMenu(pair, { support: plus(pair.menu.support, what) }),
  host_visit: visited,
  more_concurrent: moreConcurrent,
  person_asks_again: askedAgain,
  fee_waiver: (pair, { amount }) => withMenu(pair, { feeYen: (pair.menu.feeYen ?? 0) - amount }),
  start_later: (pair, { amount }) =>
    pair.need.startBy === null ? pair : withNeed(pair, { startBy: daysLater(pair.need.startBy, amount) }),
  companion_care: caredFor,
  dialogue_with_host: (pair) => withMenu(pair, { exclusionPolicy: null }),
};

/** The pair as it would be after a change. Pure: nothing is changed anywhere. */
export const apply = (pair: Pair, change: Change): Pair => APPLY[change.code](pair, change);
