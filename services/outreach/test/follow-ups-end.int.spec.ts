import { randomUUID } from 'node:crypto';
import {
  ConsentWithdrawnV1,
  ListHostSupportV1,
  PersonDeceasedV1,
  PlacementEndedV1,
  PlacementStartedV1,
  PlacementSupportClosedV1,
  RecordHostSupportV1,
} from '#libs/contracts';
import { FollowUpWorld } from './follow-up-world';

let at: FollowUpWorld;

beforeAll(async () => {
  at = await FollowUpWorld.start();
}, 120_000);
afterAll(() => at.world.stop());

describe('what ends follow-ups', () => {
  it('the person leaves: all is cancelled, and a start that is told late plans nothing', async () => {
    const { placementId, personRef, version } = await at.placement();
    const ended = { placementId, personRef, reason: 'person_wish', endedOn: at.day(), version: version + 3 };
    await at.world.hears(PlacementEndedV1, ended);
    expect(await at.statesOf(placementId)).toEqual({ CANCELLED: 8 });

    const other = { ...ended, placementId: randomUUID() };
    await at.world.hears(PlacementEndedV1, other);
    await at.placement({ placementId: other.placementId, personRef, version });
    expect(await at.statesOf(other.placementId)).toEqual({});
  });

  it('the person comes back: a new round is planned', async () => {
    const started = await at.placement();
    const { placementId, personRef } = started;
    await at.world.hears(PlacementEndedV1, {
      placementId,
      personRef,
      reason: 'illness',
      endedOn: at.day(),
      version: 5,
    });
    await at.world.hears(PlacementStartedV1, { ...started, startedOn: at.day(), version: 7 });
    expect(await at.statesOf(placementId)).toEqual({ CANCELLED: 8, PLANNED: 8 });
  });

  it('support closes: contact goes on only with aftercare, until consent is taken back', async () => {
    const kept = await at.placement();
    const left = await at.placement();
    const closed = (p: PlacementStartedV1, aftercare: boolean) =>
      at.world.hears(PlacementSupportClosedV1, {
        placementId: p.placementId,
        personRef: p.personRef,
        closedOn: at.day(),
        aftercare,
        version: 6,
      });
    await closed(kept, true);
    await closed(left, false);
    expect(await at.statesOf(kept.placementId)).toEqual({ CANCELLED: 8, PLANNED: 3 });
    expect(await at.statesOf(left.placementId)).toEqual({ CANCELLED: 8 });
    const open = (await at.listOf(kept.placementId)).filter(({ state }) => state === 'PLANNED');
    expect(open.map(({ kind, side, step }) => `${kind} ${side} ${step}`)).toEqual([
      'aftercare person month1',
      'aftercare person month3',
      'aftercare person month6',
    ]);
    const withdrawn = { personRef: kept.personRef, orgIds: [], version: 3 };
    await at.world.hears(ConsentWithdrawnV1, { ...withdrawn, scopes: ['photo_publication'] });
    expect(await at.statesOf(kept.placementId)).toEqual({ CANCELLED: 8, PLANNED: 3 });
    await at.world.hears(ConsentWithdrawnV1, { ...withdrawn, version: 4, scopes: ['followup_after_close'] });
    expect(await at.statesOf(kept.placementId)).toEqual({ CANCELLED: 11 });
  });

  it('the person dies: nothing is due any more, not even by a start that is told late', async () => {
    const { placementId, personRef, caseRef } = await at.placement();
    const other = await at.placement();
    const otherCase = randomUUID();
    const known = await at.placement({ caseRef: otherCase });
    const died = { caseRef, caseRefs: [caseRef, otherCase], personRefs: [personRef], version: 9 };
    await at.world.hears(PersonDeceasedV1, died);
    expect(await at.statesOf(known.placementId)).toEqual({ CANCELLED: 8 });
    expect(await at.statesOf(placementId)).toEqual({ CANCELLED: 8 });
    expect(await at.statesOf(other.placementId)).toEqual({ PLANNED: 8 });
    const late = await at.placement({ personRef });
    expect(await at.statesOf(late.placementId)).toEqual({});
    const mistaken = await at.placement({ personRef, startedOn: at.day(1) });
    expect(await at.statesOf(mistaken.placementId)).toEqual({ PLANNED: 8 });
  });
});

describe('support of a host', () => {
  it('is recorded and listed for a placement that is known', async () => {
    const { placementId } = await at.placement();
    const noteRef = randomUUID();
    const told = { placementId, kind: 'advice', noteRef, on: at.day() } as const;
    const key = randomUUID();
    const { id } = await at.world.ask(RecordHostSupportV1, told, at.worker, { key });
    expect((await at.world.ask(RecordHostSupportV1, told, at.worker, { key })).id).toBe(id);
    const { items } = await at.world.ask(ListHostSupportV1, { placementId }, at.worker);
    expect(items).toEqual([{ id, placementId, kind: 'advice', on: at.day(), noteRef }]);
    await expect(at.world.ask(RecordHostSupportV1, { ...told, on: at.day(1) }, at.worker)).rejects.toMatchObject({
      code: 'host-support.future-day',
    });
    await expect(
      at.world.ask(RecordHostSupportV1, { ...told, placementId: randomUUID() }, at.worker),
    ).rejects.toMatchObject({ code: 'placement.not-found' });
  });
});

it('nothing that was heard is left over', async () => {
  expect(await at.world.sql('SELECT code FROM dead_letters')).toEqual([]);
});
