import { randomUUID } from 'node:crypto';
import {
  ConsentWithdrawnV1,
  ListRankingsV1,
  MatchingProfileV1,
  type RankingAnswer,
  ReadProposalV1,
  RecordAllDeclinedV1,
  RecordRefusalV1,
  RefuseInquiryV1,
  SearchCandidatesV1,
  SetMatchingSettingsV1,
} from '#libs/contracts';
import { localDay } from '#libs/kernel';
import { RULES_VERSION } from '../src/domain/rules-version';
import { openReplayDesk, type ReplayDesk } from '../src/replay';
import { aMenu, refusal, Town } from './fixtures';

let town: Town;
let desk: ReplayDesk;
beforeAll(async () => {
  town = await Town.open({ replicas: 2 });
  desk = await openReplayDesk(town.world.servers.databases.matching.ownerUrl);
});
afterAll(async () => {
  await desk.close();
  await town.world.stop();
});

const search = (matchRequestId: string, wish: { limit?: number; amongMenuIds?: string[] } = {}) =>
  town.world.ask(SearchCandidatesV1, { matchRequestId, ...wish }, town.worker);
const listed = async (matchRequestId: string) =>
  (await town.world.ask(ListRankingsV1, { matchRequestId }, town.worker)).items;
const shape = ({ candidates, excluded, outcome }: RankingAnswer) => ({
  outcome,
  candidates: candidates.map(({ rank, menuId, score, explanation }) => ({ rank, menuId, score, explanation })),
  excluded: excluded.map(({ menuId, codes }) => ({ menuId, codes })),
});
/** Owner's work behind the back of the triggers. */
const tamper = async (table: string, sql: string) => {
  await town.world.sql(`ALTER TABLE ${table} DISABLE TRIGGER append_only`);
  await town.world.sql(sql);
  await town.world.sql(`ALTER TABLE ${table} ENABLE TRIGGER append_only`);
};

it('gives the same answer to the bit after facts, places, refusals and settings changed', async () => {
  const menus = [
    await town.menu({ feeYen: 0 }),
    await town.menu({ feeYen: 500 }),
    await town.menu({ purposes: ['meal'] }),
  ];
  const personRef = town.person(menus.map(({ orgId }) => orgId));
  const matchRequestId = await town.accepted(personRef);
  const answers: RankingAnswer[] = [await search(matchRequestId)];
  const [first] = menus;
  if (!first) throw new Error('There is no menu.');
  await town.report(first.menuId, { total: 1, used: 1, version: 2 });
  answers.push(await search(matchRequestId, { limit: 1 }));
  town.menus.set(first.menuId, aMenu({ ...first, version: 2, name: '新しい名', purposes: ['role', 'meal'] }));
  await town.learn(first.menuId, 2);
  answers.push(await search(matchRequestId, { amongMenuIds: menus.map(({ menuId }) => menuId) }));
  const change = { validFrom: localDay(new Date()), reasonCode: 'trial', weights: [{ code: 'free', points: 40 }] };
  await town.world.ask(SetMatchingSettingsV1, change, town.world.actor('DECISION_MAKER'));
  const refusedMenu = { personRef, menuId: menus[1]?.menuId ?? '', reasonCode: null };
  await town.world.ask(RecordRefusalV1, refusedMenu, town.worker);
  const profile = town.profiles.get(personRef);
  if (profile) Object.assign(profile, { age: 27, version: 2, strengths: [] });
  answers.push(await search(matchRequestId));

  const replays = await desk.play(matchRequestId);
  expect(replays.map(({ verdict, gone }) => ({ verdict, gone }))).toEqual(
    answers.map(() => ({ verdict: 'same', gone: [] })),
  );
  expect(replays.map(({ answer }) => answer)).toEqual(
    answers.map((answer) => expect.objectContaining(shape(answer)) as object),
  );
  expect(new Set(replays.map(({ sha256Now }) => sha256Now)).size).toBe(4);
  const items = await listed(matchRequestId);
  expect(items.map(({ id, answerSha256 }) => ({ id, answerSha256 }))).toEqual(
    replays.map(({ rankingId, sha256Then }) => ({ id: rankingId, answerSha256: sha256Then })),
  );
  expect(items[0]).toMatchObject({
    outcome: 'proposal',
    rulesVersion: RULES_VERSION,
    profileVersion: 1,
    keepsInput: true,
  });
  expect((await desk.play(items[2]?.id ?? '')).map(({ rankingId }) => rankingId)).toEqual([items[2]?.id]);
  expect(await desk.play(randomUUID())).toEqual([]);
});

it('knows which hosts had said no by then', async () => {
  const [menu, other] = [await town.menu(), await town.menu()];
  const proposalId = await town.inquired(town.person([menu.orgId, other.orgId]), menu.menuId);
  const { matchRequestId } = await town.world.ask(ReadProposalV1, { proposalId }, town.worker);
  await town.world.ask(RefuseInquiryV1, { proposalId, reasonCode: 'condition' }, town.host(menu.orgId));
  await town.world.ask(RecordAllDeclinedV1, { matchRequestId }, town.worker);
  const answer = await search(matchRequestId);
  expect(answer.notProposedAgain.map(({ menuId }) => menuId)).toEqual([menu.menuId]);
  expect((await desk.play(matchRequestId)).map(({ verdict }) => verdict)).toEqual(['same', 'same']);
});

it('tells of no age, place or name of the person', async () => {
  const menu = await town.menu();
  const personRef = town.person([menu.orgId], { age: 87, point: { lat: 35.51234, lng: 139.51234 } });
  const matchRequestId = await town.accepted(personRef);
  await search(matchRequestId);
  const text = JSON.stringify(await desk.play(matchRequestId));
  for (const fact of [
    '"age"',
    '35.51234',
    '139.51234',
    personRef,
    'profile',
    'need',
    'istance',
    'reasonsJa',
    menu.name,
  ]) {
    expect(text).not.toContain(fact);
  }
});

it('says since when the facts about a person are gone, and nothing of them is left', async () => {
  const menu = await town.menu();
  const personRef = town.person([menu.orgId]);
  const matchRequestId = await town.accepted(personRef);
  await search(matchRequestId);
  await town.world.hears(ConsentWithdrawnV1, { personRef, scopes: ['provider_disclosure'], orgIds: [], version: 2 });
  expect((await desk.play(matchRequestId))[0]?.verdict).toBe('same');
  await town.world.hears(ConsentWithdrawnV1, { personRef, scopes: ['participation_matching'], orgIds: [], version: 3 });
  const [item] = await listed(matchRequestId);
  expect(item).toMatchObject({ keepsInput: false, inputRemovedAt: expect.any(String) as string });
  expect(await desk.play(matchRequestId)).toEqual([
    expect.objectContaining({
      verdict: 'gone',
      gone: [{ what: 'profile', removedAt: item?.inputRemovedAt }],
      sha256Now: null,
      answer: null,
    }),
  ]);
  const left = await town.world.sql('SELECT 1 FROM rankings WHERE match_request_id = $1 AND input IS NOT NULL', [
    matchRequestId,
  ]);
  expect(left).toEqual([]);
});

it('keeps nothing of a search that asked before the withdrawal and ended after it', async () => {
  const menu = await town.menu();
  const personRef = town.person([menu.orgId]);
  const matchRequestId = await town.accepted(personRef);
  const profile = town.profiles.get(personRef);
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  let asked: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => (asked = resolve));
  town.world.neighbour(MatchingProfileV1, async () => {
    asked();
    await held;
    if (!profile) throw new Error('There is no profile.');
    return profile;
  });
  const late = search(matchRequestId);
  await reached;
  await town.world.hears(ConsentWithdrawnV1, { personRef, scopes: ['participation_matching'], orgIds: [], version: 2 });
  letGo();
  expect(await refusal(late)).toBe('match-request.transition-refused');
  expect(await listed(matchRequestId)).toEqual([]);
  town.playNeighbours();
});

it('says which rules, settings or states of menus are gone', async () => {
  const menu = await town.menu();
  const personRef = town.person([menu.orgId]);
  const matchRequestId = await town.accepted(personRef);
  await search(matchRequestId);
  const goneAfter = async (sql: string) => {
    await town.world.sql(sql, [matchRequestId]);
    return (await desk.play(matchRequestId))[0];
  };
  const at = 'WHERE match_request_id = $1';
  const rules = await goneAfter(`UPDATE rankings SET rules_version = 'rules-2020-01-1' ${at}`);
  expect(rules).toMatchObject({
    verdict: 'gone',
    gone: [{ what: 'rules', then: 'rules-2020-01-1', here: RULES_VERSION }],
  });
  const settings = await goneAfter(
    `UPDATE rankings SET rules_version = '${RULES_VERSION}', settings_version = 'municipality-99' ${at}`,
  );
  expect(settings?.gone).toEqual([{ what: 'settings', version: 'municipality-99' }]);
  const history = await goneAfter(
    `UPDATE rankings SET settings_version = 'municipality-1', known_menus = known_menus + 2 ${at}`,
  );
  expect(history?.gone).toEqual([
    { what: 'history', menusThen: expect.any(Number) as number, menusFound: expect.any(Number) as number },
  ]);
});

it('sees that a kept state was changed behind its back', async () => {
  const menu = await town.menu({ feeYen: 0 });
  const personRef = town.person([menu.orgId]);
  const matchRequestId = await town.accepted(personRef);
  await search(matchRequestId, { amongMenuIds: [menu.menuId] });
  expect((await desk.play(matchRequestId))[0]?.verdict).toBe('same');
  await tamper(
    'menu_versions',
    `UPDATE menu_versions SET facts = jsonb_set(facts, '{feeYen}', '300') WHERE menu_id = '${menu.menuId}'`,
  );
  const [replay] = await desk.play(matchRequestId);
  expect(replay).toMatchObject({ verdict: 'different', gone: [] });
  expect(replay?.sha256Now).not.toBe(replay?.sha256Then);
});

it('keeps every state of a menu and of its places, with the transaction that wrote it', async () => {
  const menu = await town.menu();
  for (const version of [2, 3]) {
    town.menus.set(menu.menuId, aMenu({ ...menu, version }));
    await town.learn(menu.menuId, version);
    await town.report(menu.menuId, { total: version, version });
  }
  const versions = await town.world.sql<{ version: number; same: boolean }>(
    `SELECT v.version, v.changed_xid = m.changed_xid AS same FROM menu_versions v JOIN menus m USING (menu_id)
      WHERE menu_id = $1 ORDER BY seq`,
    [menu.menuId],
  );
  expect(versions).toEqual([
    { version: 1, same: false },
    { version: 2, same: false },
    { version: 3, same: true },
  ]);
  const totals = await town.world.sql<{ total: number | null }>(
    `SELECT total FROM ledger_versions WHERE menu_id = $1 AND session = '' ORDER BY seq`,
    [menu.menuId],
  );
  expect([...new Set(totals.map(({ total }) => total))].filter((total) => total !== null)).toEqual(
    [3, 2, 3].slice(0, 2),
  );
});
