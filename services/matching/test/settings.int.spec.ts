import { ListMatchingSettingsV1, SearchCandidatesV1, SetMatchingSettingsV1 } from '#libs/contracts';
import { addDays, localDay } from '#libs/kernel';
import { eventually } from '#libs/testing';
import { DEFAULT_SETTINGS } from '../src/domain/settings';
import { refusal, Town } from './fixtures';

let town: Town;
beforeAll(async () => {
  town = await Town.open({ replicas: 2 });
});
afterAll(() => town.world.stop());

const today = () => localDay(new Date());
type Change = Partial<InstanceType<typeof SetMatchingSettingsV1>>;
const set = (change: Change = {}, options: { ifMatch?: number; role?: 'DECISION_MAKER' | 'CSW' } = {}) =>
  town.world.ask(
    SetMatchingSettingsV1,
    { validFrom: today(), reasonCode: 'council_decision', ...change },
    town.world.actor(options.role ?? 'DECISION_MAKER'),
    options.ifMatch === undefined ? {} : { ifMatch: options.ifMatch },
  );
const list = (wish: { limit?: number; cursor?: string } = {}) =>
  town.world.ask(ListMatchingSettingsV1, wish, town.worker);

it('are the national set at first, and say what may never be scored', async () => {
  const { inForce, items, nextCursor, neverScored } = await list();
  expect(inForce).toMatchObject({ settingsVersion: DEFAULT_SETTINGS.version, version: 0, validFrom: null });
  expect(inForce.weights).toContainEqual({ code: 'purposePrimary', points: 30 });
  expect([items, nextCursor]).toEqual([[], null]);
  expect(neverScored.map(({ ja }) => ja)).toContain('病名');
});

it('are set by the responsible person only, and refused with field and reason', async () => {
  expect(await refusal(set({}, { role: 'CSW' }))).toBe('role.refused');
  const never = set({ weights: [{ code: 'nationality', points: 5 }] });
  await expect(never).rejects.toMatchObject({
    code: 'matching-settings.never-scored',
    status: 422,
    fields: [expect.objectContaining({ field: 'weights.0.code', rule: 'neverScored' })],
  });
  for (const wrong of [
    { weights: [{ code: 'luck', points: 5 }] },
    { weights: [{ code: 'free', points: 101 }] },
    { weights: [{ code: 'free', points: -1 }] },
    { weights: [{ code: 'free', points: 1.5 }] },
    { guardianAge: 19 },
    { capacityFreshnessDaysFixed: 0 },
    { openConfirmDays: 3651 },
  ]) {
    expect(await refusal(set(wrong))).toBe('fields.invalid');
  }
  expect(await refusal(set({ validFrom: addDays(today(), -1) }))).toBe('matching-settings.day-passed');
  for (const hidden of [
    { nationality: 5 },
    { weights: { nationality: 5 } },
    { weights: [{ code: 'free', points: 1, nationality: 5 }] },
    { weights: [{ code: { free: 'nationality' }, points: 5 }] },
  ]) {
    expect(await refusal(set(hidden as unknown as Change))).toBe('fields.invalid');
  }
  const renamed = { weights: [{ code: 'applicant.Ｎationality', points: 5 }] };
  expect(await refusal(set(renamed))).toBe('matching-settings.never-scored');
  expect((await list()).items).toEqual([]);
});

it('are used by every replica from their day on, and named by the ranking', async () => {
  const menu = await town.menu({ feeYen: 0 });
  const personRef = town.person([menu.orgId]);
  const matchRequestId = await town.accepted(personRef);
  const search = () => town.world.ask(SearchCandidatesV1, { matchRequestId, amongMenuIds: [menu.menuId] }, town.worker);
  const before = await search();
  expect(before.settingsVersion).toBe(DEFAULT_SETTINGS.version);
  expect(await set({ weights: [{ code: 'free', points: 12 }] })).toMatchObject({ state: 'SET', version: 1 });
  await eventually('every replica to use the new version', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, search));
    return answers.every(({ settingsVersion }) => settingsVersion === 'municipality-1');
  });
  expect(((await search()).candidates[0]?.score ?? 0) - (before.candidates[0]?.score ?? 0)).toBe(10_000);
  await set({ validFrom: addDays(today(), 10), weights: [{ code: 'free', points: 20 }] });
  expect((await list()).inForce.version).toBe(1);
  await town.world.moveClock({ days: 10 });
  expect((await list()).inForce.version).toBe(2);
  expect((await search()).settingsVersion).toBe('municipality-2');
  await town.world.moveClock({ days: -10 });
});

it('keep every version as it was, whoever tries to change it', async () => {
  const { items } = await list();
  expect(items.map(({ version, authorRole, reasonCode }) => ({ version, authorRole, reasonCode }))).toEqual([
    { version: 2, authorRole: 'DECISION_MAKER', reasonCode: 'council_decision' },
    { version: 1, authorRole: 'DECISION_MAKER', reasonCode: 'council_decision' },
  ]);
  for (const change of [
    `UPDATE matching_settings SET valid_from = '2020-01-01'`,
    'DELETE FROM matching_settings',
    'TRUNCATE matching_settings',
    `UPDATE menu_versions SET facts = '{}'`,
    'DELETE FROM ledger_versions',
  ]) {
    await expect(town.world.sql(change)).rejects.toMatchObject({ code: '55000' });
  }
  expect((await list()).items).toEqual(items);
});

it('are numbered without a gap when many are set at once, and not over a version that was not seen', async () => {
  const before = (await list()).items.length;
  const set10 = await Promise.all(Array.from({ length: 10 }, () => set()));
  expect(set10.map(({ version }) => version).sort((a, b) => a - b)).toEqual(
    set10.map((_, index) => before + index + 1),
  );
  expect(await refusal(set({}, { ifMatch: before }))).toBe('stale-version');
  expect((await set({}, { ifMatch: before + 10 })).version).toBe(before + 11);
  const first = await list({ limit: 5 });
  const second = await list({ limit: 5, cursor: first.nextCursor ?? '' });
  expect([...first.items, ...second.items].map(({ version }) => version)).toEqual(
    Array.from({ length: 10 }, (_, index) => before + 11 - index),
  );
  expect(await refusal(list({ cursor: 'x' }))).toBe('cursor.invalid');
});

it('belong to one municipality', async () => {
  const stranger = town.world.actor('DECISION_MAKER', { tenant: '990027' });
  const { inForce, items } = await town.world.ask(ListMatchingSettingsV1, {}, stranger);
  expect([inForce.version, items]).toEqual([0, []]);
});
