import {
  ClearEmergencyV1,
  EmergencyFlagChangedV1,
  HandEmergencyV1,
  ListRaisedFlagsV1,
  RaiseEmergencyV1,
  ReadCaseV1,
  ReadEmergencyV1,
  RecordPotentialClientV1,
} from '#libs/contracts';
import { ROLES } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { CASE } from '../src/domain/case';
import { INTAKE } from '../src/intake.module';
import { aSub } from './casework';
import { anId, refusal, Story, today } from './fixtures';

const NUMBERS = ['119', '110', '189'];

describe('the emergency flag', () => {
  let world: ServiceWorld;
  let story: Story;

  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    story = new Story(world);
  }, 60_000);
  afterAll(() => world.stop());

  const manager = () => world.actor('NO_REFUSAL_MANAGER');
  const raise = (caseRef: string, more: Partial<RaiseEmergencyV1> = {}, as = story.worker) =>
    world.ask(RaiseEmergencyV1, { caseRef, reason: '返事がない', ...more }, as);
  const numbers = ({ notice }: { notice: { number: string }[] }): string[] => notice.map(({ number }) => number);

  it('is raised by any worker in any state, and every answer says whom to call', async () => {
    const caseRef = await story.consultation();
    for (const state of Object.keys(CASE.table.states)) {
      await world.sql('UPDATE cases SET state = $2, emergency = NULL WHERE id = $1', [caseRef, state]);
      for (const role of RaiseEmergencyV1.allow) {
        const raised = await raise(caseRef, {}, world.actor(role));
        expect([state, role, raised.state, numbers(raised)]).toEqual([state, role, 'RAISED', NUMBERS]);
      }
      const cleared = await world.ask(ClearEmergencyV1, { caseRef, done: '会えた' }, story.worker);
      expect([cleared.state, numbers(cleared)]).toEqual(['CLEARED', NUMBERS]);
      expect((await world.ask(ReadCaseV1, { caseRef }, story.worker)).state).toBe(state);
    }
    const outside = ROLES.filter((role) => !RaiseEmergencyV1.allow.includes(role));
    for (const role of outside) expect(await refusal(raise(caseRef, {}, world.actor(role)))).toBe('role.refused');
  }, 60_000);

  it('is there for somebody who has not been asked yet, and for a caller whose person nobody knows', async () => {
    const found = { foundOn: today(), source: 'minsei', concern: 'debt', memo: '郵便がたまっている' };
    const { id } = await world.ask(RecordPotentialClientV1, found, story.worker);
    const anonymous = await story.consultation({ caller: { kind: 'neighbor' } });
    for (const caseRef of [id, anonymous]) {
      await raise(caseRef);
      expect(numbers(await world.ask(ReadEmergencyV1, { caseRef }, story.worker))).toEqual(NUMBERS);
    }
    expect(await refusal(raise(anId()))).toBe('case.not-found');
  });

  it('has an owner who hands it on, and a clock that does not run backwards', async () => {
    const caseRef = await story.consultation();
    expect(await refusal(world.ask(HandEmergencyV1, { caseRef, ownerSub: 'x' }, story.worker))).toBe(
      'case.no-emergency',
    );
    expect(await refusal(raise(caseRef, { dueBy: new Date(Date.now() - 1000).toISOString() }))).toBe(
      'case.emergency-due-past',
    );
    const dueBy = new Date(Date.now() + 3_600_000).toISOString();
    await raise(caseRef, { dueBy });
    const ownerSub = aSub();
    const handed = await world.ask(HandEmergencyV1, { caseRef, ownerSub }, manager());
    expect(numbers(handed)).toEqual(NUMBERS);
    expect(await world.ask(ReadEmergencyV1, { caseRef }, story.worker)).toMatchObject({
      ownerSub,
      dueBy,
      state: 'RAISED',
    });
    const past = { caseRef, ownerSub, dueBy: new Date(Date.now() - 1000).toISOString() };
    expect(await refusal(world.ask(HandEmergencyV1, past, manager()))).toBe('case.emergency-due-past');
    const { steps } = await world.ask(ReadCaseV1, { caseRef }, story.worker);
    expect(steps.map(({ event }) => event)).toEqual(['receive', 'raiseEmergency', 'handEmergency']);
    const told = (await world.said(EmergencyFlagChangedV1)).filter((event) => event.caseRef === caseRef);
    expect(told.map(({ state }) => state)).toEqual(['RAISED']);
  });

  it('is listed for managers, those whose clock has run out apart, without a word of why', async () => {
    const late = await story.consultation();
    const early = await story.consultation();
    await raise(late, { dueBy: new Date(Date.now() + 60_000).toISOString() });
    await raise(early);
    await world.moveClock({ minutes: 2 });
    const all = await world.ask(ListRaisedFlagsV1, { limit: 100 }, manager());
    const overdue = await world.ask(ListRaisedFlagsV1, { which: 'overdue', limit: 1 }, manager());
    const refsOf = ({ items }: { items: { caseRef: string }[] }): string[] => items.map(({ caseRef }) => caseRef);
    expect(refsOf(all)).toEqual(expect.arrayContaining([late, early]));
    expect(refsOf(overdue)).toEqual([late]);
    expect(overdue.items[0]).toMatchObject({ overdue: true, ownerSub: story.worker.sub });
    expect([numbers(all), numbers(overdue)]).toEqual([NUMBERS, NUMBERS]);
    expect(JSON.stringify(all)).not.toContain('返事がない');
    await world.ask(ClearEmergencyV1, { caseRef: late, done: '訪ねて会えた' }, story.worker);
    expect(refsOf(await world.ask(ListRaisedFlagsV1, { which: 'overdue' }, manager()))).not.toContain(late);
  });
});
