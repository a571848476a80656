import { randomUUID } from 'node:crypto';
import {
  FollowUpFactsV1,
  FollowUpRecordedV1,
  ListFollowUpsV1,
  PlacementStartedV1,
  RecordFollowUpV1,
} from '#libs/contracts';
import { eventually } from '#libs/testing';
import { FollowUpWorld } from './follow-up-world';

let at: FollowUpWorld;

beforeAll(async () => {
  at = await FollowUpWorld.start();
}, 120_000);
afterAll(() => at.world.stop());

const asSystem = () => ({
  actor: { sub: 'system:outreach', roles: ['SYSTEM'] as const, orgId: null, tenant: '990019' },
  correlationId: randomUUID(),
});

describe('follow-ups', () => {
  it('are planned for person and host when a placement starts, once, however often it is told', async () => {
    const started = await at.placement({ hostSupportNeeded: true });
    await at.world.hears(PlacementStartedV1, started);
    const items = await at.listOf(started.placementId);
    expect(items.map(({ side, step }) => `${side} ${step}`).sort()).toEqual(
      [
        'host day3',
        ...['month1', 'month3', 'week1', 'week2'].flatMap((step) => [`host ${step}`, `person ${step}`]),
      ].sort(),
    );
    expect(items[0]).toMatchObject({
      step: 'day3',
      dueOn: at.day(3),
      caseRef: started.caseRef,
      overdue: false,
    });
  });

  it('are due when their window comes, stay in the list while they are overdue, and grow urgent', async () => {
    const { placementId } = await at.placement();
    await at.pass(7);
    const [due] = (await at.world.ask(ListFollowUpsV1, { placementId, state: 'DUE' }, at.worker)).items;
    expect(due).toMatchObject({ step: 'week1', overdue: false, escalation: 0 });
    await eventually(
      'the timer to open the window',
      async () => {
        const rows = await at.world.sql('SELECT 1 FROM follow_ups WHERE placement_id = $1 AND state = $2', [
          placementId,
          'DUE',
        ]);
        return rows.length === 2;
      },
      20_000,
    );
    await at.pass(10);
    const late = await at.world.ask(ListFollowUpsV1, { placementId, state: 'DUE', dueBefore: at.day() }, at.worker);
    expect(late.items.find(({ step }) => step === 'week1')).toMatchObject({
      overdue: true,
      overdueDays: 8,
      escalation: 1,
    });
  }, 40_000);

  it('are recorded once and said to others, with numbers that grow', async () => {
    const { placementId } = await at.placement();
    await at.pass(14);
    const [first, second] = await at.listOf(placementId);
    const key = randomUUID();
    const done = await at.record(first, {}, { key });
    expect(done.state).toBe('DONE');
    expect(await at.record(first, {}, { key })).toEqual(done);
    await expect(at.record(first)).rejects.toMatchObject({ code: 'follow-up.already-recorded' });
    await at.record(second, { result: 'concern', recordedOn: at.day(-1) });
    const said = (await at.world.said(FollowUpRecordedV1)).filter((event) => event.placementId === placementId);
    expect(said.map(({ version, result, side }) => [version, result, side])).toEqual([
      [1, 'good', first?.side],
      [2, 'concern', second?.side],
    ]);
    const system = { placementId, followUps: [{ result: 'concern' }, { result: 'good' }] };
    expect(await at.world.platform.client.ask(FollowUpFactsV1, { placementId }, asSystem())).toMatchObject(system);
  });

  it('get one result where several people tell it at the same moment', async () => {
    const { placementId } = await at.placement();
    await at.pass(7);
    const [first] = await at.listOf(placementId);
    const told = await Promise.allSettled([1, 2, 3, 4].map(() => at.record(first)));
    expect(told.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await at.statesOf(placementId)).toMatchObject({ DONE: 1 });
  });

  it('that missed somebody are followed by another try', async () => {
    const { placementId } = await at.placement();
    await at.pass(7);
    const [first] = await at.listOf(placementId);
    expect((await at.record(first, { result: 'missed' })).state).toBe('MISSED');
    const again = (await at.listOf(placementId)).find(({ attempt }) => attempt === 2);
    expect(again).toMatchObject({ step: 'week1', side: first?.side, state: 'PLANNED', dueOn: at.day(7) });
  });

  it('refuse a day to come, a window to come, another role, an old version and what is not theirs', async () => {
    const { placementId } = await at.placement();
    const [first] = await at.listOf(placementId);
    await expect(at.record(first)).rejects.toMatchObject({ code: 'follow-up.not-due-yet' });
    await at.pass(7);
    await expect(at.record(first, { recordedOn: at.day(1) })).rejects.toMatchObject({ code: 'follow-up.future-day' });
    await expect(at.record(first, { recordedOn: at.day(-8) })).rejects.toMatchObject({
      code: 'follow-up.before-start',
    });
    await expect(at.record(first, {}, { ifMatch: 99 })).rejects.toMatchObject({ code: 'stale-version', status: 412 });
    await expect(at.record({ id: randomUUID() })).rejects.toMatchObject({ code: 'follow-up.not-found' });
    const told = {
      followUpId: first?.id ?? '',
      result: 'good',
      recordedOn: at.day(),
      contactMethod: 'phone',
      noteRef: null,
    } as const;
    await expect(at.world.ask(RecordFollowUpV1, told, at.world.actor('PROVIDER_STAFF'))).rejects.toMatchObject({
      kind: 'forbidden',
    });
    const neighbour = at.world.actor('PARTICIPATION_WORKER', { tenant: '990027' });
    await expect(at.world.ask(RecordFollowUpV1, told, neighbour)).rejects.toMatchObject({
      code: 'follow-up.not-found',
    });
    expect((await at.world.ask(ListFollowUpsV1, { placementId }, neighbour)).items).toEqual([]);
    await expect(at.world.ask(ListFollowUpsV1, { cursor: 'x' }, at.worker)).rejects.toMatchObject({
      code: 'cursor.invalid',
    });
  });

  it('come page by page, each once', async () => {
    const { placementId } = await at.placement();
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const answer = await at.world.ask(
        ListFollowUpsV1,
        { placementId, limit: 3, ...(cursor && { cursor }) },
        at.worker,
      );
      seen.push(...answer.items.map(({ id }) => id));
      cursor = answer.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual((await at.listOf(placementId)).map(({ id }) => id));
    expect(seen).toHaveLength(8);
  });
});

it('nothing that was heard is left over', async () => {
  expect(await at.world.sql('SELECT code FROM dead_letters')).toEqual([]);
});
