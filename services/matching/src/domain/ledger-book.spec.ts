import { AppError } from '#libs/kernel';
import { type Ledger } from './ledger';
import { type KnownHold, LedgerBook, type NewHold } from './ledger-book';

const zero = { held: 0, added: 0, freed: 0 };
const ledger = (total: number, held = 0): Ledger => ({
  version: 5,
  report: {
    ...{ total, used: 0, outOfSystem: null, unit: 'person', closed: false },
    ...{ reportedAt: '2026-11-16T00:00:00.000Z', version: 1 },
  },
  all: { held, added: 0, freed: 0 },
  outOfSystem: zero,
});
const wish = (holdId: string, change: Partial<NewHold> = {}): NewHold => ({
  ...{ menuId: 'm', session: '', holdId, reservationId: `for ${holdId}`, party: 1, outOfSystem: false },
  expiresAt: new Date(0),
  ...change,
});
const known = (holdId: string, change: Partial<KnownHold> = {}): KnownHold => {
  const { menuId, session, reservationId, party, outOfSystem } = wish(holdId);
  return { menuId, session, holdId, reservationId, party, outOfSystem, active: true, ...change };
};
const book = (total: number, ...holds: readonly KnownHold[]): LedgerBook =>
  new LedgerBook(
    [{ menuId: 'm', session: '', ledger: ledger(total, holds.filter(({ active }) => active).length) }],
    holds,
  );

it('decides one act after another, each at a version of its own', () => {
  const page = book(2);
  expect([page.reserve(wish('a')), page.reserve(wish('b')), page.reserve(wish('c'))]).toEqual([
    { granted: true, holdId: 'a', version: 6, reason: null },
    { granted: true, holdId: 'b', version: 7, reason: null },
    { granted: false, holdId: null, version: 7, reason: 'full' },
  ]);
  const { made, closed, ledgers } = page.changes();
  expect(made.map(({ holdId }) => holdId)).toEqual(['a', 'b']);
  expect(closed).toEqual([]);
  expect(ledgers).toEqual([expect.objectContaining({ menuId: 'm', session: '' })]);
  expect(ledgers[0]?.ledger).toMatchObject({ version: 7, all: { held: 2 } });
});

it('changes nothing where nothing was decided', () => {
  const page = book(0);
  page.reserve(wish('a'));
  expect(page.changes()).toEqual({ made: [], closed: [], ledgers: [] });
});

it('gives a reservation its hold again, known or made just now, also where it is full', () => {
  const page = book(2, known('old'));
  page.reserve(wish('a'));
  expect(page.reserve(wish('x', { reservationId: 'for old' }))).toMatchObject({
    granted: true,
    holdId: 'old',
    version: 6,
  });
  expect(page.reserve(wish('y', { reservationId: 'for a' }))).toMatchObject({ granted: true, holdId: 'a', version: 6 });
  expect(page.changes().made).toHaveLength(1);
});

it('refuses a reservation that holds a place elsewhere', () => {
  for (const where of [{ menuId: 'other' }, { session: 'mon-1000-1200' }]) {
    const answer = book(2, known('old', where)).reserve(wish('a', { reservationId: 'for old' }));
    expect(answer).toBeInstanceOf(AppError);
    expect(answer).toMatchObject({ code: 'hold.other-menu' });
  }
});

it('makes a new hold for a reservation whose hold is not active any more', () => {
  const page = book(2, known('old', { active: false }));
  expect(page.reserve(wish('a', { reservationId: 'for old' }))).toMatchObject({ granted: true, holdId: 'a' });
});

it('gives a hold back once, and its place to the next', () => {
  const page = book(1, known('old'));
  expect(page.reserve(wish('a'))).toMatchObject({ granted: false });
  expect(page.release('m', 'old', 'LAPSED')).toEqual({ released: true, version: 6, session: '' });
  expect(page.release('m', 'old', 'RELEASED')).toEqual({ released: false, version: 6, session: '' });
  expect(page.reserve(wish('b', { reservationId: 'for old' }))).toMatchObject({
    granted: true,
    holdId: 'b',
    version: 7,
  });
  expect(page.changes().closed).toEqual([{ id: 'old', to: 'LAPSED' }]);
});

it('gives back nothing that is unknown, over, or of another menu', () => {
  const session = { session: 'mon-1000-1200' };
  const page = book(1, known('over', { active: false }), known('there', { menuId: 'other', ...session }));
  expect(page.release('m', 'nobody', 'RELEASED')).toEqual({ released: false, version: 5, session: '' });
  expect(page.release('m', 'over', 'RELEASED')).toMatchObject({ released: false, version: 5 });
  expect(page.release('m', 'there', 'RELEASED')).toEqual({ released: false, version: 5, session: '' });
  expect(page.release('other', 'there', 'RELEASED')).toMatchObject({ released: true, ...session });
});
