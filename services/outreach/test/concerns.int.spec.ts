import { randomUUID } from 'node:crypto';
import {
  CONCERN_SOURCES,
  ConcernReceivedV1,
  IdentifyEngagementV1,
  LinkConcernV1,
  ListConcernsV1,
  ReadConcernFeedbackV1,
  ReadConcernFormV1,
  ReadConcernV1,
  ReportConcernV1,
  SettleConcernV1,
  TakeConcernV1,
} from '#libs/contracts';
import { type Actor, addDays, AppError, localDay } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { OUTREACH } from '../src/outreach.module';
import { ConcernWordsTimer } from '../src/timers/concern-words.timer';

/** What is noticed has to be seen by those who act within seconds. */
const VISIBLE_WITHIN_MS = 2_000;
const WORDS = '三日ほど雨戸が閉まったまま、新聞がたまっています';

let world: ServiceWorld;
beforeAll(async () => {
  world = await serviceUnderTest(OUTREACH);
}, 120_000);
afterAll(() => world.stop(), 30_000);

const csw = (sub = 'csw-1') => world.actor('CSW', { sub });
const minsei = (sub = 'minsei-1') => world.actor('MINSEI_COMMISSIONER', { sub });

const report = (given: Partial<ReportConcernV1> = {}, actor: Actor = minsei(), key?: string) => {
  const input = { words: WORDS, place: '二丁目の公園の北', urgency: 'high' as const };
  return world.ask(ReportConcernV1, { ...input, ...given }, actor, key === undefined ? {} : { key });
};
const inbox = async () => (await world.ask(ListConcernsV1, { limit: 100 }, csw())).items;
const codeOf = async (asked: Promise<unknown>): Promise<string> => {
  try {
    await asked;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return 'not refused';
};

/** A report that is in the inbox now. */
async function received(given: Partial<ReportConcernV1> = {}, actor: Actor = minsei()) {
  const before = new Set((await inbox()).map(({ concernId }) => concernId));
  const { id: receiptId } = await report(given, actor);
  const concernId = (await inbox()).find((item) => !before.has(item.concernId))?.concernId ?? '';
  return { receiptId, concernId };
}

describe('a 気づき', () => {
  it('says whom to call, is in the inbox within seconds, and is said to others without its words', async () => {
    const areaId = randomUUID();
    const told = performance.now();
    const receipt = await report({ areaId });
    const [seen] = (await inbox()).filter((item) => item.areaId === areaId);
    const elapsed = performance.now() - told;
    expect(elapsed).toBeLessThan(VISIBLE_WITHIN_MS);

    expect(receipt).toMatchObject({ state: 'RECEIVED', version: 1 });
    expect(receipt.callFirst.map(({ number }) => number)).toEqual(['119', '110', '189']);
    expect(seen).toMatchObject({
      state: 'RECEIVED',
      sourceKind: 'minsei',
      urgency: 'high',
      overdue: false,
      takenBy: null,
    });
    expect(seen?.concernId).not.toBe(receipt.id);
    expect(seen?.dueOn).toBe(addDays(localDay(new Date()), 2));
    expect(JSON.stringify(seen)).not.toContain('雨戸');
    const said = (await world.said(ConcernReceivedV1)).filter((event) => event.areaId === areaId);
    expect(said).toEqual([
      {
        ...{ concernId: seen?.concernId, sourceKind: 'minsei', areaId, urgency: 'high', version: 1 },
        receivedOn: localDay(new Date()),
      },
    ]);
    const kept = await world.sql(
      `SELECT (SELECT string_agg(data::text, '') FROM outbox) || coalesce((SELECT string_agg(answer::text, '')
       FROM idempotency_keys), '') AS text`,
    );
    expect(JSON.stringify(kept)).not.toMatch(/雨戸|二丁目/);
  });

  it('is told once, however often it is sent', async () => {
    const [areaId, key] = [randomUUID(), randomUUID()];
    const first = await report({ areaId }, minsei(), key);
    expect(await report({ areaId }, minsei(), key)).toEqual(first);
    expect((await inbox()).filter((item) => item.areaId === areaId)).toHaveLength(1);
    expect(await codeOf(report({ areaId, words: '別の話' }, minsei(), key))).toBe('idempotency.other-body');
  });

  it('has a form that shows the numbers and the choices first', async () => {
    const shop = world.actor('PROVIDER_STAFF', { orgId: randomUUID() });
    const form = await world.ask(ReadConcernFormV1, {}, csw());
    expect(form.callFirst.map(({ number }) => number)).toEqual(['119', '110', '189']);
    expect(form.sources.map(({ code }) => code).sort()).toEqual([...CONCERN_SOURCES].sort());
    expect(form.urgencies.map(({ code, withinDays }) => [code, withinDays])).toEqual([
      ['emergency', 0],
      ['high', 2],
      ['normal', 7],
    ]);
    const theirs = await world.ask(ReadConcernFormV1, { urgency: 'high' }, shop);
    expect(theirs.sources.map(({ code }) => code)).toEqual(['hub', 'watch_partner']);
    expect(theirs.urgencies.map(({ code }) => code)).toEqual(['high']);
    expect([...form.sources, ...form.urgencies].filter(({ code, ja }) => ja === code)).toEqual([]);
  });

  it('is refused where the role does not speak for its source, or the words hold a personal number', async () => {
    const shop = world.actor('PROVIDER_STAFF', { orgId: randomUUID() });
    expect(await codeOf(report({ sourceKind: 'minsei' }, shop))).toBe('concern.other-source');
    expect(await codeOf(report({ sourceKind: 'watch_partner' }, shop))).toBe('not refused');
    expect(await codeOf(report({ words: '番号は 123456789018' }))).toBe('fields.invalid');
    expect(await codeOf(report({ words: ' ' }))).toBe('fields.invalid');
  });
});

describe('the inbox', () => {
  it('keeps a report until somebody took it on and said what came of it', async () => {
    const orgId = randomUUID();
    const shop = world.actor('PROVIDER_STAFF', { orgId, sub: 'shop-1' });
    const { concernId, receiptId } = await received({ sourceKind: 'watch_partner' }, shop);
    const feedback = async (actor: Actor) => (await world.ask(ReadConcernFeedbackV1, { receiptId }, actor)).code;
    const settle = (outcome: 'engaged' | 'watching', actor = csw()) =>
      world.ask(SettleConcernV1, { concernId, outcome, feedback: 'please_watch' }, actor);

    expect(await feedback(shop)).toBe('received');
    expect(await codeOf(settle('watching'))).toBe('concern-report.transition-refused');
    expect(await world.ask(TakeConcernV1, { concernId }, csw())).toEqual({ id: concernId, state: 'TAKEN', version: 2 });
    expect(await world.ask(ReadConcernV1, { concernId }, csw())).toMatchObject({
      ...{
        words: WORDS,
        place: '二丁目の公園の北',
        takenBy: 'csw-1',
        feedback: 'looking',
        sourceKind: 'watch_partner',
      },
    });
    expect(await feedback(shop)).toBe('looking');
    await world.ask(TakeConcernV1, { concernId }, csw('csw-2'), { ifMatch: 2 });
    expect(await codeOf(world.ask(TakeConcernV1, { concernId }, csw(), { ifMatch: 2 }))).toBe('stale-version');

    expect(await codeOf(settle('engaged'))).toBe('concern.not-linked');
    const link = (engagementId: string) => world.ask(LinkConcernV1, { concernId, engagementId }, csw());
    expect(await codeOf(link(randomUUID()))).toBe('engagement.not-found');
    const known = { caseRef: null, personRef: null, source: 'watch_partner', basisCode: 'special_reason' };
    const { id: engagementId } = await world.ask(IdentifyEngagementV1, { ...known, reason: 'isolation' }, csw());
    expect(await link(engagementId)).toMatchObject({ state: 'LINKED' });
    expect(await settle('engaged')).toMatchObject({ state: 'SETTLED' });

    const told = await world.ask(ReadConcernFeedbackV1, { receiptId }, shop);
    expect(Object.keys(told).sort()).toEqual(['code', 'ja']);
    expect(told.code).toBe('please_watch');
    expect((await inbox()).map((item) => item.concernId)).not.toContain(concernId);
    const settled = (await world.ask(ListConcernsV1, { state: 'SETTLED' }, csw())).items;
    expect(settled).toMatchObject([{ concernId, engagementId, outcome: 'engaged', takenBy: 'csw-2' }]);
  });

  it('tells what came of it to who reported it and colleagues, and shows its words to nobody but who acts', async () => {
    const orgId = 'kyoryoku-12';
    const { concernId, receiptId } = await received({}, world.actor('PROVIDER_STAFF', { orgId, sub: 'shop-1' }));
    const ask = (actor: Actor) => codeOf(world.ask(ReadConcernFeedbackV1, { receiptId }, actor));
    expect(await ask(world.actor('REGISTRY_EDITOR', { orgId, sub: 'shop-2' }))).toBe('not refused');
    expect(await ask(world.actor('PROVIDER_STAFF', { orgId: randomUUID(), sub: 'x' }))).toBe('concern.not-found');
    expect(await ask(minsei())).toBe('concern.not-found');
    expect(await ask(csw())).toBe('concern.not-found');
    const byId = world.ask(ReadConcernFeedbackV1, { receiptId: concernId }, world.actor('PROVIDER_STAFF', { orgId }));
    expect(await codeOf(byId)).toBe('concern.not-found');
    for (const role of ['MINSEI_COMMISSIONER', 'PROVIDER_STAFF', 'COMMUNITY_COORDINATOR', 'OPS'] as const)
      expect(await codeOf(world.ask(ReadConcernV1, { concernId }, world.actor(role)))).toBe('role.refused');
    const elsewhere = world.actor('CSW', { tenant: '990027' });
    expect(await codeOf(world.ask(ReadConcernV1, { concernId }, elsewhere))).toBe('concern.not-found');
    expect((await world.ask(ListConcernsV1, {}, elsewhere)).items).toEqual([]);
  });

  it('has what is due first on top, in pages, and shows what nobody looked at in time', async () => {
    const [late, urgent] = [await received({ urgency: 'normal' }), await received({ urgency: 'emergency' })];
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const from: object = cursor === null ? {} : { cursor };
      const page: Awaited<ReturnType<typeof pageOf>> = await pageOf(from);
      seen.push(...page.items.map(({ concernId }) => concernId));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual((await inbox()).map(({ concernId }) => concernId));
    expect(seen.indexOf(urgent.concernId)).toBeLessThan(seen.indexOf(late.concernId));

    await world.moveClock({ days: 1 });
    const overdue = (await inbox()).filter((item) => item.overdue).map(({ concernId }) => concernId);
    expect(overdue).toEqual([urgent.concernId]);
    await world.ask(TakeConcernV1, { concernId: urgent.concernId }, csw());
    expect((await inbox()).some((item) => item.overdue)).toBe(false);

    function pageOf(from: object) {
      return world.ask(ListConcernsV1, { limit: 2, ...from }, csw());
    }
  });
});

describe('the words of a 気づき that became no engagement', () => {
  const settled = async (engaged: boolean): Promise<string> => {
    const { concernId } = await received();
    await world.ask(TakeConcernV1, { concernId }, csw());
    if (engaged) {
      const known = { caseRef: null, personRef: null, source: 'minsei', basisCode: 'special_reason' };
      const { id } = await world.ask(IdentifyEngagementV1, { ...known, reason: 'isolation' }, csw());
      await world.ask(LinkConcernV1, { concernId, engagementId: id }, csw());
    }
    const outcome = engaged ? 'engaged' : 'watching';
    await world.ask(SettleConcernV1, { concernId, outcome, feedback: 'seen_to' }, csw());
    return concernId;
  };
  const read = (concernId: string) => world.ask(ReadConcernV1, { concernId }, csw());
  const pass = () => world.services[0]?.app.get(ConcernWordsTimer).pass();

  it('are disposed of when their term is over; what is open or led to one keeps them, the report stays', async () => {
    const [over, engaged] = [await settled(false), await settled(true)];
    const open = (await received()).concernId;
    await world.moveClock({ days: 365 });
    const fresh = await settled(false);
    await pass();
    expect(await read(over)).toMatchObject({ words: WORDS, disposedOn: null });
    await world.moveClock({ days: 1 });
    await pass();
    const { words, place, disposedOn, ...rest } = await read(over);
    expect([words, place, disposedOn]).toEqual([null, null, addDays(rest.dueOn, 364)]);
    expect(rest).toMatchObject({ concernId: over, state: 'SETTLED', outcome: 'watching', version: 4 });
    for (const kept of [engaged, open, fresh])
      expect(await read(kept)).toMatchObject({ words: WORDS, place: '二丁目の公園の北', disposedOn: null });
    await pass();
    expect((await read(over)).version).toBe(4);
    const rows = await world.sql('SELECT c::text AS row FROM concern_reports c WHERE id = $1', [over]);
    expect(JSON.stringify(rows)).not.toMatch(/雨戸|二丁目/);
  });
});
