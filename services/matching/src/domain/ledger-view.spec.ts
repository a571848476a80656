import { EMPTY_LEDGER, type Ledger, type Report } from './ledger';
import {
  capacityViewOf,
  isTimeSliced,
  menuVersionOf,
  overCommitmentOf,
  sessionFor,
  sessionKey,
  type SessionLedger,
  sessionOf,
} from './ledger-view';

const MON = { day: 'mon', from: '10:00', to: '12:00' };
const THU = { day: 'thu', from: '13:00', to: '24:00' };
const zero = { held: 0, added: 0, freed: 0 };

function ledger(change: Partial<Report>, counts: Partial<Ledger> = {}): Ledger {
  const report: Report = {
    ...{ total: 0, used: 0, outOfSystem: null, unit: 'person', closed: false },
    ...{ reportedAt: '2026-11-16T00:00:00.000Z', version: 1 },
    ...change,
  };
  return { version: 1, report, all: zero, outOfSystem: zero, ...counts };
}

const closed: SessionLedger = { session: '', ledger: ledger({ closed: true }) };
const mon: SessionLedger = {
  session: sessionKey(MON),
  ledger: ledger(
    { total: 3, used: 1, outOfSystem: { slots: 2, used: 1 } },
    { all: { held: 1, added: 1, freed: 0 }, version: 4 },
  ),
};
const thu: SessionLedger = {
  session: sessionKey(THU),
  ledger: ledger({ total: 4 }, { all: { held: 1, added: 0, freed: 1 } }),
};

it('names a session and finds it by its name', () => {
  expect(sessionKey(THU)).toBe('thu-1300-2400');
  expect(sessionOf(sessionKey(THU))).toEqual(THU);
  expect(sessionOf('')).toEqual({ day: '', from: ':', to: ':' });
});

it('shows one capacity as it is', () => {
  const whole = {
    session: '',
    ledger: ledger({ total: 9, used: 2, unit: 'family' }, { all: { held: 2, added: 1, freed: 0 } }),
  };
  const view = capacityViewOf([whole]);
  expect(view).toMatchObject({ total: 9, used: 3, held: 2, outOfSystem: null, unit: 'family', sessions: null });
  expect(view).toMatchObject({ reportedAt: '2026-11-16T00:00:00.000Z', overCommitted: false });
  expect(capacityViewOf([{ session: '', ledger: EMPTY_LEDGER }])).toEqual({
    ...{ total: null, used: null, held: 0, outOfSystem: null },
    ...{ unit: 'person', reportedAt: null, sessions: null, overCommitted: false },
  });
});

it('shows each session and their sums', () => {
  const view = capacityViewOf([closed, mon, thu]);
  expect(isTimeSliced([closed, mon, thu])).toBe(true);
  expect(view.sessions).toEqual([
    { ...MON, free: 0, outOfSystemFree: 1 },
    { ...THU, free: 4, outOfSystemFree: null },
  ]);
  expect(view).toMatchObject({ total: 7, used: 1, held: 2, outOfSystem: { slots: 2, used: 1, held: 0 } });
});

it('counts out-of-system places with those that we gave and got back', () => {
  const slots = { total: 9, outOfSystem: { slots: 5, used: 1 } };
  const counts = { outOfSystem: { held: 1, added: 3, freed: 2 } };
  const outside = (session: string) => ({ session, ledger: ledger(slots, counts) });
  expect(capacityViewOf([outside('')]).outOfSystem).toEqual({ slots: 5, used: 2, held: 1 });
  expect(capacityViewOf([outside('mon-1000-1200'), thu, outside('tue-1000-1200')]).outOfSystem).toEqual({
    ...{ slots: 10, used: 4, held: 2 },
  });
});

it('counts session by session as soon as one open ledger does', () => {
  const whole = { session: '', ledger: ledger({ total: 5 }) };
  expect(isTimeSliced([whole, mon])).toBe(true);
  expect(isTimeSliced([whole])).toBe(false);
});

it('shows one capacity again where sessions are counted no more', () => {
  const whole = { session: '', ledger: ledger({ total: 5 }) };
  const gone = { session: 'mon-1000-1200', ledger: ledger({ closed: true }, { all: { held: 2, added: 0, freed: 0 } }) };
  expect(capacityViewOf([whole, gone])).toMatchObject({ total: 5, held: 0, sessions: null });
});

it('says where more is promised than there is, counted and closed ledgers alike', () => {
  const over = {
    session: 'mon-1000-1200',
    ledger: ledger({ total: 1, used: 1 }, { all: { held: 1, added: 0, freed: 0 }, version: 7 }),
  };
  const kept = { session: '', ledger: ledger({ closed: true }, { all: { held: 3, added: 0, freed: 0 }, version: 2 }) };
  expect(overCommitmentOf([closed, mon, thu])).toBeNull();
  expect(overCommitmentOf([kept, over, thu])).toEqual({ promised: 5, total: 1, version: 10 });
  expect(menuVersionOf([kept, over, thu])).toBe(10);
  expect(capacityViewOf([kept, over]).overCommitted).toBe(true);
  expect(capacityViewOf([kept, over, thu]).overCommitted).toBe(false);
});

describe('the session of a party', () => {
  const view = capacityViewOf([closed, mon, thu]);
  const one = { places: 1, outOfSystem: false, session: '' };

  it('is the first that shares time and has room', () => {
    expect(sessionFor(view, null, one)).toBe('thu-1300-2400');
    const room = capacityViewOf([closed, thu, { ...mon, ledger: ledger({ total: 9 }) }]);
    expect(sessionFor(room, null, one)).toBe('thu-1300-2400');
    expect(sessionFor(room, [MON], one)).toBe('mon-1000-1200');
    expect(sessionFor(room, null, { ...one, session: 'mon-1000-1200' })).toBe('mon-1000-1200');
  });

  it('has out-of-system places of its own where they are needed', () => {
    const both = capacityViewOf([thu, { ...mon, ledger: ledger({ total: 9, outOfSystem: { slots: 1, used: 0 } }) }]);
    expect(sessionFor(both, null, { ...one, outOfSystem: true })).toBe('mon-1000-1200');
  });

  it('is one that suits, though full, where none has room; the ledger refuses it', () => {
    expect(sessionFor(view, [MON], one)).toBe('mon-1000-1200');
    expect(sessionFor(view, null, { ...one, places: 9 })).toBe('mon-1000-1200');
    expect(sessionFor(view, [{ day: 'sun', from: '01:00', to: '02:00' }], one)).toBe('mon-1000-1200');
  });

  it('has just as many places as come', () => {
    const room = capacityViewOf([thu, { ...mon, ledger: ledger({ total: 9, outOfSystem: { slots: 2, used: 0 } }) }]);
    expect(sessionFor(room, null, { ...one, places: 4 })).toBe('thu-1300-2400');
    expect(sessionFor(room, null, { ...one, places: 5 })).toBe('mon-1000-1200');
    expect(sessionFor(room, null, { places: 2, outOfSystem: true, session: '' })).toBe('mon-1000-1200');
    expect(sessionFor(room, null, { places: 3, outOfSystem: true, session: '' })).toBe('thu-1300-2400');
  });

  it('is none where no session is left', () => {
    expect(sessionFor({ ...view, sessions: [] }, [MON], one)).toBe('');
  });

  it('is empty where places are counted together', () => {
    expect(sessionFor(capacityViewOf([{ session: '', ledger: ledger({ total: 2 }) }]), [MON], one)).toBe('');
    expect(sessionFor(null, null, one)).toBe('');
  });
});
