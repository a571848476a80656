import { DEFAULT_SETTINGS } from './settings';
import { KnownPlaces } from './known-places';
import { applyReport, EMPTY_LEDGER, type Ledger } from './ledger';
import { aMenu, aNeed, aProfile, TODAY } from './matching-fixtures';

const T = '990019';
const A = '00000000-0000-4000-8000-00000000000a';
const B = '00000000-0000-4000-8000-00000000000b';
const C = '00000000-0000-4000-8000-00000000000c';
const ORG = '00000000-0000-4000-8000-0000000000f1';
const OTHER = '00000000-0000-4000-8000-0000000000f2';
const menu = (menuId: string, feeYen = 0, orgId = ORG) => aMenu({ menuId, resourceId: menuId, orgId, feeYen });
const none = { held: 0, added: 0, freed: 0 };

function ledger(used: number, held = 0, closed = false): Ledger {
  const reportedAt = '2026-11-16T00:00:00Z';
  const report = { total: 5, used, outOfSystem: null, reportedAt, version: 1, unit: 'person', closed } as const;
  const reported = applyReport(EMPTY_LEDGER, report, { all: none, outOfSystem: none });
  return { ...EMPTY_LEDGER, ...reported, all: { held, added: 0, freed: 0 } };
}

function found(known: KnownPlaces, among?: readonly string[], tenant = T) {
  const profile = aProfile({
    consent: { matching: 'granted', disclosureOrgIds: [ORG, OTHER], anonymousInquiry: true, guardian: 'not_required' },
  });
  const request = { profile, need: aNeed({ budgetYenPerUse: 100 }), settings: DEFAULT_SETTINGS, today: TODAY };
  return known.search(tenant, request, { limit: 10, misses: 10, ...(among && { among }) });
}
const ids = (rows: readonly { readonly menuId: string }[]) => rows.map(({ menuId }) => menuId);
const missing = (known: KnownPlaces) => Object.fromEntries(found(known).excluded.map((row) => [row.menuId, row.codes]));

it('keeps what was learned last of menus and places', () => {
  const known = new KnownPlaces();
  known.learnMenus(T, [menu(A), menu(B)]);
  known.learnLedgers(
    T,
    [A, B].map((menuId) => ({ menuId, session: '', ledger: ledger(4), placed: 0 })),
  );
  expect(ids(found(known).candidates)).toEqual([A, B]);
  known.learnMenus(T, [menu(A, 500)]);
  known.learnLedgers(T, [{ menuId: B, session: '', ledger: ledger(5), placed: 0 }]);
  expect(missing(known)).toEqual({ [A]: ['FEE_EXCEEDS'], [B]: ['CAPACITY_FULL'] });
  expect(known.size(T)).toBe(2);
});

it('keeps municipalities apart', () => {
  const known = new KnownPlaces();
  known.learnMenus(T, [menu(A)]);
  expect(found(known, undefined, '990027')).toMatchObject({ compared: 0, outOfReach: 0 });
  expect([known.has(T, A), known.has('990027', A), known.size('990027')]).toEqual([true, false, 0]);
});

it('compares among named menus once each and leaves out what it does not know', () => {
  const known = new KnownPlaces();
  known.learnMenus(T, [menu(A), menu(B)]);
  expect(ids(found(known, [B, B, C, 'no id']).excluded)).toEqual([B]);
});

it('knows how much an organisation carries, over all its menus, also where the ledger came before the menu', () => {
  const known = new KnownPlaces();
  known.learnLedgers(T, [{ menuId: A, session: '', ledger: ledger(0, 1), placed: 2 }]);
  known.learnMenus(T, [menu(A), menu(B), menu(C, 0, OTHER)]);
  known.learnLedgers(T, [{ menuId: B, session: '', ledger: ledger(0), placed: 1 }]);
  const loads = () =>
    Object.fromEntries(
      found(known, [A, B, C])
        .excluded.concat(found(known).candidates)
        .map((row) => [row.menuId, row.load]),
    );
  expect(loads()).toEqual({ [A]: 4, [B]: 4, [C]: 0 });
  known.learnLedgers(T, [{ menuId: B, session: '', ledger: ledger(0), placed: 0 }]);
  expect(loads()).toEqual({ [A]: 3, [B]: 3, [C]: 0 });
  known.learnMenus(T, [menu(A, 0, OTHER)]);
  expect(loads()).toEqual({ [A]: 3, [B]: 0, [C]: 3 });
});

it('brings the sessions of a menu together, whichever ledger changed', () => {
  const known = new KnownPlaces();
  const of = (session: string, one: Ledger, placed = 0) => ({ menuId: A, session, ledger: one, placed });
  known.learnMenus(T, [menu(A)]);
  known.learnLedgers(T, [
    of('', ledger(0, 1, true), 1),
    of('wed-1000-1200', ledger(4)),
    of('thu-1000-1200', ledger(0)),
  ]);
  expect(found(known).candidates).toMatchObject([{ menuId: A, load: 2 }]);
  known.learnLedgers(T, [of('wed-1000-1200', ledger(5), 3)]);
  expect(found(known).excluded).toMatchObject([{ codes: ['CAPACITY_FULL'], load: 5 }]);
  known.learnLedgers(T, [of('wed-1000-1200', ledger(3), 3)]);
  expect(found(known).candidates).toMatchObject([{ load: 5 }]);
});
