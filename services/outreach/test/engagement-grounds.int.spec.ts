import { randomUUID } from 'node:crypto';
import {
  ConfirmSafetyV1,
  EndEngagementEarlyV1,
  IdentifyEngagementV1,
  OutreachGroundV1,
  PrepareEngagementV1,
  RaiseSafetyConcernV1,
  ReachEngagementV1,
  ReadEngagementV1,
  RecordContactAttemptV1,
  ReopenEngagementV1,
  ResumeEngagementV1,
  WatchEngagementV1,
} from '#libs/contracts';
import { addDays, localDay, unavailable } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { OUTREACH } from '../src/outreach.module';

let world: ServiceWorld;
let today: string;
/** What intake was asked, in turn; and its answer, null where it gives none. */
const grounds: object[] = [];
let carried: boolean | null;

beforeAll(async () => {
  world = await serviceUnderTest(OUTREACH);
  today = localDay(new Date());
  world.neighbour(OutreachGroundV1, (asked) => {
    grounds.push({ ...asked });
    if (carried === null) throw unavailable('away', 'Nobody answers.');
    return { allowed: carried };
  });
}, 120_000);
beforeEach(() => {
  carried = true;
  grounds.length = 0;
});
afterAll(() => world.stop());

const csw = () => world.actor('CSW');
const soon = () => addDays(today, 7);
const read = (engagementId: string) => world.ask(ReadEngagementV1, { engagementId }, csw());

async function identified(facts: Partial<IdentifyEngagementV1> = {}): Promise<string> {
  const input = { caseRef: null, personRef: null, source: 'minsei', basisCode: 'special_reason', reason: 'isolation' };
  return (await world.ask(IdentifyEngagementV1, { ...input, ...facts }, csw())).id;
}

describe('an engagement on the ground of a support conference (社会福祉法106条の6)', () => {
  const [caseRef, conferenceId] = [randomUUID(), randomUUID()];
  const begun = () => identified({ basisCode: 'art106_6', caseRef });
  const prepare = (engagementId: string, more: object = {}) =>
    world.ask(PrepareEngagementV1, { engagementId, nextActionOn: soon(), ...more }, csw());

  it('names case and conference, which nothing else does', async () => {
    await expect(identified({ basisCode: 'art106_6' })).rejects.toMatchObject({
      code: 'engagement.case-missing',
      fields: [expect.objectContaining({ field: 'caseRef' })],
    });
    await expect(prepare(await begun())).rejects.toMatchObject({
      code: 'engagement.conference-missing',
      fields: [expect.objectContaining({ field: 'conferenceId' })],
    });
    await expect(prepare(await identified(), { conferenceId })).rejects.toMatchObject({
      code: 'engagement.conference-unexpected',
    });
    expect(grounds).toEqual([]);
  });

  it('asks intake each time somebody begins to reach out, for this very worker, and not for what has happened', async () => {
    const engagementId = await begun();
    await prepare(engagementId, { conferenceId });
    await world.ask(ReachEngagementV1, { engagementId, safetyPlanned: true, nextActionOn: today }, csw());
    const told = { method: 'letter', result: 'no_response', on: today, stageAfter: 'R1', nextActionOn: soon() };
    await world.ask(RecordContactAttemptV1, { engagementId, ...told }, csw());
    const workerSub = csw().sub;
    expect(grounds).toEqual([
      { caseRef, conferenceId, workerSub },
      { caseRef, conferenceId, workerSub },
    ]);
    await world.ask(WatchEngagementV1, { engagementId, watchBy: 'minsei', reviewOn: addDays(today, 30) }, csw());
    const resume = () =>
      world.ask(ResumeEngagementV1, { engagementId, because: 'noticed', nextActionOn: soon() }, csw());
    carried = false;
    await expect(resume()).rejects.toMatchObject({
      kind: 'conflict',
      code: 'engagement.ground-missing',
      fields: [expect.objectContaining({ field: 'conferenceId' })],
    });
    expect((await read(engagementId)).state).toBe('WATCHING');
    // A worry about somebody’s safety waits for no conference.
    await world.ask(RaiseSafetyConcernV1, { engagementId }, csw());
    await world.ask(ConfirmSafetyV1, { engagementId, nextActionOn: soon() }, csw());
    await world.ask(EndEngagementEarlyV1, { engagementId, because: 'moved' }, csw());
    carried = true;
    const newer = randomUUID();
    await world.ask(ReopenEngagementV1, { engagementId, nextActionOn: soon(), conferenceId: newer }, csw());
    expect(grounds.at(-1)).toEqual({ caseRef, conferenceId: newer, workerSub });
    // What the conference was is for nobody to read here.
    expect(JSON.stringify(await read(engagementId))).not.toContain(newer);
  });

  it('is not begun where intake does not answer', async () => {
    const engagementId = await begun();
    carried = null;
    await expect(prepare(engagementId, { conferenceId })).rejects.toMatchObject({ kind: 'unavailable' });
    expect((await read(engagementId)).state).toBe('IDENTIFIED');
  });
});
