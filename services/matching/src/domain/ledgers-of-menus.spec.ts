import { type Ledger, type Report } from './ledger';
import { type Capacity, type KnownLedger, LedgersOfMenus } from './ledgers-of-menus';

const zero = { held: 0, added: 0, freed: 0 };

function known(session: string, report: Partial<Report>, placed = 0, held = 0): KnownLedger {
  const first = { total: 0, used: 0, outOfSystem: null, unit: 'person', closed: false } as const;
  const ledger: Ledger = {
    version: 1,
    report: { ...first, reportedAt: '2026-11-16T00:00:00.000Z', version: 1, ...report },
    all: { ...zero, held },
    outOfSystem: zero,
  };
  return { menuId: 'm', session, ledger, placed };
}

const MON = 'mon-1000-1200';
const THU = 'thu-1300-1500';

/** What is known of a menu after its ledgers came one after the other. */
function after(...ledgers: readonly KnownLedger[]): Capacity | undefined {
  const menus = new LedgersOfMenus();
  return ledgers.map((ledger) => menus.learn(ledger)).at(-1);
}

it('tells the one capacity of a menu with the people whom we placed and asked about there', () => {
  expect(after(known('', { total: 4 }, 2, 1))).toMatchObject({ menuId: 'm', load: 3, view: { total: 4, held: 1 } });
  expect(after(known('', { total: 4 }, 2), known('', { total: 5 }, 1))).toMatchObject({ load: 1, view: { total: 5 } });
});

it('tells a menu of which nothing was reported', () => {
  const nothing = { menuId: 'm', session: '', placed: 0, ledger: { ...known('', {}).ledger, report: null } };
  expect(after(nothing)).toMatchObject({ load: 0, view: { total: null, used: null } });
});

it('puts sessions together that come one at a time', () => {
  const all = after(known(MON, { total: 3 }, 1), known(THU, { total: 2 }, 1, 1));
  expect(all).toMatchObject({ load: 3, view: { total: 5, sessions: [{ day: 'mon' }, { day: 'thu' }] } });
});

it('takes the last word on a session', () => {
  expect(after(known(MON, { total: 3 }), known(THU, { total: 2 }), known(MON, { total: 9 }))?.view.total).toBe(11);
});

it('keeps who was placed under another way of counting', () => {
  const sessions = after(known('', { closed: true }, 2, 1), known(MON, { total: 3 }));
  expect(sessions).toMatchObject({ load: 3, view: { total: 3, held: 0 } });
  const whole = after(known(MON, { closed: true }, 2), known('', { total: 6 }, 1));
  expect(whole).toMatchObject({ load: 3, view: { total: 6, sessions: null } });
});

it('keeps the menus apart', () => {
  const other = { ...known('', { total: 1 }), menuId: 'n' };
  const menus = new LedgersOfMenus();
  const told = [known(MON, { total: 3 }), other, known(THU, { total: 2 })].map((ledger) => menus.learn(ledger));
  expect(told.map(({ menuId, view }) => [menuId, view.total])).toEqual([
    ['m', 3],
    ['n', 1],
    ['m', 5],
  ]);
});
