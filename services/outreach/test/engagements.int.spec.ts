import { randomUUID } from 'node:crypto';
import {
  CheckConsentV1,
  CloseEngagementV1,
  ContinueEngagementV1,
  EndEngagementEarlyV1,
  HandOverEngagementV1,
  IdentifyEngagementV1,
  ListEngagementsV1,
  PrepareEngagementV1,
  RaiseSafetyConcernV1,
  ReachEngagementV1,
  ReadEngagementV1,
  PersonDeceasedV1,
  RecordContactAttemptV1,
  RecordFamilyContactV1,
  RecordPersonContactV1,
  RecordSetbackV1,
  RelationshipStageChangedV1,
  ReopenEngagementV1,
  RespectStopWishV1,
  ResumeEngagementV1,
  ReturnEngagementV1,
  WatchEngagementV1,
  ConfirmSafetyV1,
} from '#libs/contracts';
import { addDays, localDay } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { OUTREACH } from '../src/outreach.module';

let world: ServiceWorld;
let today: string;
let consent: 'granted' | 'missing';

beforeAll(async () => {
  world = await serviceUnderTest(OUTREACH);
  today = localDay(new Date());
  world.neighbour(CheckConsentV1, () => ({ allowed: consent === 'granted', orgIds: [], until: null }));
}, 120_000);
beforeEach(() => {
  consent = 'granted';
});
afterAll(() => world.stop());

const csw = () => world.actor('CSW');
const soon = () => addDays(today, 7);

async function identified(facts: Partial<IdentifyEngagementV1> = {}): Promise<string> {
  const input = { caseRef: null, personRef: null, source: 'minsei', basisCode: 'special_reason', reason: 'isolation' };
  return (await world.ask(IdentifyEngagementV1, { ...input, ...facts }, csw())).id;
}

async function reaching(facts: Partial<IdentifyEngagementV1> = {}): Promise<string> {
  const engagementId = await identified(facts);
  await world.ask(PrepareEngagementV1, { engagementId, nextActionOn: today }, csw());
  await world.ask(ReachEngagementV1, { engagementId, safetyPlanned: true, nextActionOn: today }, csw());
  return engagementId;
}

const aTry = (engagementId: string, told: Partial<RecordContactAttemptV1> = {}) => ({
  engagementId,
  method: 'letter',
  result: 'no_response',
  on: today,
  stageAfter: 'R1',
  place: 'home' as const,
  noteRef: null,
  nextActionOn: soon(),
  ...told,
});

const read = (engagementId: string) => world.ask(ReadEngagementV1, { engagementId }, csw());

describe('an engagement', () => {
  it('goes from a hint to a hand-over that holds', async () => {
    const caseRef = randomUUID();
    const engagementId = await reaching({ caseRef });
    await world.ask(RecordContactAttemptV1, aTry(engagementId), csw());
    await world.ask(RecordFamilyContactV1, aTry(engagementId, { result: 'family_only', stageAfter: 'R2' }), csw());
    await world.ask(RecordPersonContactV1, aTry(engagementId, { result: 'interview', stageAfter: 'R4' }), csw());
    await world.ask(ContinueEngagementV1, { engagementId, stageAfter: 'R5', nextActionOn: soon() }, csw());
    const personRef = randomUUID();
    const over = { engagementId, personRef, caseRef: null, nextActionOn: soon() };
    expect((await world.ask(HandOverEngagementV1, over, csw())).state).toBe('HANDED_OVER');
    expect(await read(engagementId)).toMatchObject({
      personRef,
      stage: 'R5',
      lastContactOn: today,
      attempts: [{}, {}, {}],
    });

    const holds = { engagementId, because: 'tie_holds', noteRef: null } as const;
    await expect(world.ask(CloseEngagementV1, holds, csw())).rejects.toMatchObject({
      code: 'engagement.tie-too-young',
    });
    expect((await world.ask(ReturnEngagementV1, { engagementId, nextActionOn: soon() }, csw())).state).toBe(
      'CONTINUING',
    );
    await world.ask(HandOverEngagementV1, over, csw());
    expect((await world.ask(CloseEngagementV1, { ...holds, because: 'person_wish' }, csw())).state).toBe('CLOSED');
    expect((await world.ask(ReopenEngagementV1, { engagementId, nextActionOn: soon() }, csw())).state).toBe(
      'PREPARING',
    );

    const stages = (await world.said(RelationshipStageChangedV1)).filter((said) => said.engagementId === engagementId);
    expect(stages.map(({ stage }) => stage)).toEqual(['R1', 'R2', 'R4', 'R5']);
    expect(stages.every((said, i) => said.caseRef === caseRef && said.version > (stages[i - 1]?.version ?? 0))).toBe(
      true,
    );
  });

  it('may go back, be watched, respect a wish and begin again', async () => {
    const engagementId = await reaching();
    await world.ask(RecordPersonContactV1, aTry(engagementId, { result: 'spoke_briefly', stageAfter: 'R4' }), csw());
    await world.ask(RecordSetbackV1, { engagementId, stageAfter: 'R1', noteRef: null, nextActionOn: soon() }, csw());
    const watching = { engagementId, watchBy: 'minsei', reviewOn: addDays(today, 30) };
    await world.ask(WatchEngagementV1, watching, csw());
    expect(await read(engagementId)).toMatchObject({ state: 'WATCHING', nextActionOn: watching.reviewOn });
    const again = { engagementId, because: 'review_due', nextActionOn: soon() } as const;
    await expect(world.ask(ResumeEngagementV1, again, csw())).rejects.toMatchObject({
      code: 'engagement.review-not-due',
    });
    await world.ask(ResumeEngagementV1, { ...again, because: 'noticed' }, csw());
    expect((await world.ask(RespectStopWishV1, { engagementId }, csw())).state).toBe('WATCHING');
    const decided = { engagementId, because: 'decided', noteRef: randomUUID() } as const;
    await expect(world.ask(CloseEngagementV1, decided, csw())).rejects.toMatchObject({
      code: 'outreach-engagement.role-refused',
    });
    expect((await world.ask(CloseEngagementV1, decided, world.actor('DECISION_MAKER'))).state).toBe('CLOSED');
    expect((await read(engagementId)).nextActionOn).toBeNull();
  });

  it('in danger says whom to call first, also when the request is repeated', async () => {
    const engagementId = await reaching();
    const key = randomUUID();
    const concern = await world.ask(RaiseSafetyConcernV1, { engagementId }, world.actor('INTAKE_WORKER'), { key });
    expect(concern.callFirst.map(({ number }) => number)).toEqual(['119', '110', '189']);
    expect(await world.ask(RaiseSafetyConcernV1, { engagementId }, world.actor('INTAKE_WORKER'), { key })).toEqual(
      concern,
    );
    expect(await read(engagementId)).toMatchObject({ state: 'EMERGENCY', nextActionOn: today });
    await world.ask(ConfirmSafetyV1, { engagementId, nextActionOn: soon() }, csw());
    const wrong = { engagementId, because: 'wrong_information' } as const;
    expect((await world.ask(EndEngagementEarlyV1, wrong, csw())).state).toBe('CLOSED');
  });

  it('is handed over only with the consent of a person who is known', async () => {
    const personRef = randomUUID();
    const engagementId = await reaching({ personRef });
    await world.ask(RecordPersonContactV1, aTry(engagementId, { result: 'interview', stageAfter: 'R4' }), csw());
    const over = { engagementId, personRef: null, caseRef: null, nextActionOn: soon() };
    consent = 'missing';
    await expect(world.ask(HandOverEngagementV1, over, csw())).rejects.toMatchObject({
      kind: 'conflict',
      code: 'engagement.consent-missing',
    });
    await expect(world.ask(HandOverEngagementV1, { ...over, personRef: randomUUID() }, csw())).rejects.toMatchObject({
      code: 'engagement.other-person',
    });
    expect((await read(engagementId)).state).toBe('ENGAGED');
    consent = 'granted';
    expect((await world.ask(HandOverEngagementV1, over, csw())).state).toBe('HANDED_OVER');
  });

  it('refuses steps that its state, its basis, its version or the caller does not allow', async () => {
    const engagementId = await identified();
    const next = { engagementId, nextActionOn: soon() };
    await expect(world.ask(RecordContactAttemptV1, aTry(engagementId), csw())).rejects.toMatchObject({
      code: 'outreach-engagement.transition-refused',
    });
    await expect(world.ask(PrepareEngagementV1, next, csw(), { ifMatch: 7 })).rejects.toMatchObject({
      code: 'stale-version',
    });
    const neighbour = world.actor('CSW', { tenant: '990027' });
    await expect(world.ask(PrepareEngagementV1, next, neighbour)).rejects.toMatchObject({
      code: 'engagement.not-found',
    });
    await expect(world.ask(ReadEngagementV1, { engagementId }, neighbour)).rejects.toMatchObject({
      code: 'engagement.not-found',
    });
    await expect(world.ask(ReadEngagementV1, { engagementId }, world.actor('PROVIDER_STAFF'))).rejects.toMatchObject({
      kind: 'forbidden',
    });
    await expect(
      world.ask(
        IdentifyEngagementV1,
        { source: 'minsei', basisCode: 'law', reason: 'other', nextActionOn: addDays(today, -1) },
        csw(),
      ),
    ).rejects.toMatchObject({ code: 'engagement.next-action-past' });
  });

  it('keeps a try that is told late without letting it undo a later one', async () => {
    const engagementId = await reaching();
    await world.ask(
      RecordContactAttemptV1,
      aTry(engagementId, { result: 'indirect_reaction', stageAfter: 'R3' }),
      csw(),
    );
    const late = { on: addDays(today, -10), nextActionOn: addDays(today, -5) };
    await world.ask(RecordContactAttemptV1, aTry(engagementId, late), csw());
    const known = await read(engagementId);
    expect(known).toMatchObject({ stage: 'R3', nextActionOn: soon(), lastContactOn: today });
    expect(known.attempts.map(({ on }) => on)).toEqual([today, late.on]);
  });
});

describe('the list of engagements', () => {
  it('shows what is due first, page by page', async () => {
    const days = [30, 10, 20].map((n) => addDays(today, n));
    const ids = await Promise.all(days.map((nextActionOn) => identified({ nextActionOn })));
    const dueBefore = addDays(today, 21);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const answer = await world.ask(ListEngagementsV1, { dueBefore, limit: 1, ...(cursor && { cursor }) }, csw());
      seen.push(...answer.items.map(({ id }) => id));
      cursor = answer.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen.filter((id) => ids.includes(id))).toEqual([ids[1], ids[2]]);
    expect(new Set(seen).size).toBe(seen.length);
    expect((await world.ask(ListEngagementsV1, { state: 'IDENTIFIED' }, csw())).items.map(({ id }) => id)).toEqual(
      expect.arrayContaining(ids),
    );
  });

  it('drops next actions on the day on which a death is heard of', async () => {
    const caseRef = randomUUID();
    const personRef = randomUUID();
    const otherCase = randomUUID();
    const byCase = await reaching({ caseRef });
    const byPerson = await reaching({ personRef });
    const byOtherCase = await reaching({ caseRef: otherCase });
    const died = { caseRef, caseRefs: [caseRef, otherCase], personRefs: [personRef], version: 4 };
    await world.hears(PersonDeceasedV1, died);
    for (const engagementId of [byCase, byPerson, byOtherCase]) {
      expect(await read(engagementId)).toMatchObject({ state: 'REACHING', nextActionOn: null });
      await expect(world.ask(RecordContactAttemptV1, aTry(engagementId), csw())).rejects.toMatchObject({
        code: 'engagement.person-deceased',
      });
      await world.ask(EndEngagementEarlyV1, { engagementId, because: 'deceased' }, csw());
    }
    const due = await world.ask(ListEngagementsV1, { dueBefore: addDays(today, 999) }, csw());
    expect(due.items.map(({ id }) => id)).not.toContain(byCase);
    const all = await world.ask(ListEngagementsV1, { state: 'CLOSED', limit: 100 }, csw());
    expect(all.items.map(({ id }) => id)).toEqual(expect.arrayContaining([byCase, byPerson]));
  });
});
