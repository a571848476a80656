import {
  CancelHandoverV1,
  DecideEarlyEndV1,
  EndCaseEarlyV1,
  PrepareHandoverV1,
  ReadEarlyEndV1,
  ReadHandoverV1,
  type RequestType,
  StartHandoverV1,
} from '#libs/contracts';
import { addDays, type Machine, ROLES, type Role } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { EARLY_END } from '../src/domain/early-end';
import { HANDOVER } from '../src/domain/handover';
import { INTAKE } from '../src/intake.module';
import { HandoverTimer } from '../src/timers/handover.timer';
import { aSub } from './casework';
import { refusal, Story, today } from './fixtures';

const PEOPLE = ROLES.filter((role) => role !== 'SYSTEM');

/** Events that the clock brings, or that follow from another request: nobody asks for them by themselves. */
const HANDOVER_STEPS: Readonly<Record<string, RequestType>> = { start: StartHandoverV1, cancel: CancelHandoverV1 };
const OWN_HANDOVER_EVENTS = ['carryOn', 'finish'];
const EARLY_END_STEPS: Readonly<Record<string, RequestType>> = {
  approve: DecideEarlyEndV1,
  refuse: DecideEarlyEndV1,
  lapse: EndCaseEarlyV1,
};

const targetOf = ({ table }: Machine, from: string, event: string): string =>
  table.transitions.find((row) => row.from === from && row.event === event)?.to ?? from;

/** What can be come to from the beginnings, and from where nothing goes on. */
function walked({ table }: Machine): { readonly reached: readonly string[]; readonly ends: readonly string[] } {
  const reached = new Set(table.initial);
  for (const state of reached) for (const { from, to } of table.transitions) if (from === state) reached.add(to);
  const goesOn = new Set(table.transitions.map(({ from }) => from));
  return { reached: [...reached].sort(), ends: [...reached].filter((state) => !goesOn.has(state)).sort() };
}

describe('the machines Handover and EarlyEnd as they are offered', () => {
  let world: ServiceWorld;
  let story: Story;

  beforeAll(async () => {
    world = await serviceUnderTest(INTAKE);
    story = new Story(world);
  }, 60_000);
  afterAll(() => world.stop());

  it.each([
    ['Handover', HANDOVER],
    ['EarlyEnd', EARLY_END],
  ])('%s reaches every state and rests only at its ends', (_, machine) => {
    const { reached, ends } = walked(machine);
    expect(reached).toEqual(Object.keys(machine.table.states).sort());
    expect(ends).toEqual([...machine.table.terminal].sort());
  });

  it('have a request for every event, for exactly the roles of the table', () => {
    const eventsOf = ({ table }: Machine) => [...new Set(table.transitions.map(({ event }) => event))].sort();
    expect(eventsOf(HANDOVER)).toEqual([...Object.keys(HANDOVER_STEPS), ...OWN_HANDOVER_EVENTS].sort());
    expect(eventsOf(EARLY_END)).toEqual(Object.keys(EARLY_END_STEPS).sort());
    for (const [machine, steps] of [[HANDOVER, HANDOVER_STEPS] as const, [EARLY_END, EARLY_END_STEPS] as const])
      for (const [event, asks] of Object.entries(steps))
        expect([event, [...asks.allow].sort()]).toEqual([event, [...machine.rolesFor(event)].sort()]);
  });

  const expected = (machine: Machine, refused: string, { state, event, role }: Try): string => {
    if (!machine.rolesFor(event).includes(role)) return `role.refused ${state}`;
    return machine.allows(state, event) ? `done ${targetOf(machine, state, event)}` : `${refused} ${state}`;
  };
  interface Try {
    readonly state: string;
    readonly event: string;
    readonly role: Role;
  }

  it('take every step of a hand-over that the table lists, and refuse every other, to every role', async () => {
    const receivers = { toSub: aSub(), byArea: [], byCase: [] };
    const prepared = { fromSub: aSub(), receivers, words: '引継ぎ' };
    const { id: handoverId } = await world.ask(PrepareHandoverV1, prepared, world.actor('DECISION_MAKER'));
    for (const state of Object.keys(HANDOVER.table.states))
      for (const [event, asks] of Object.entries(HANDOVER_STEPS))
        for (const role of PEOPLE) {
          await world.sql('UPDATE handovers SET state = $2 WHERE id = $1', [handoverId, state]);
          const got = await refusal(world.ask(asks, { handoverId }, world.actor(role)));
          const now = await world.ask(ReadHandoverV1, { handoverId }, story.worker);
          const wanted = expected(HANDOVER, 'handover.transition-refused', { state, event, role });
          expect([state, event, role, `${got} ${now.state}`]).toEqual([state, event, role, wanted]);
          expect(now.mayBeCancelled).toBe(HANDOVER.allows(now.state, 'cancel'));
        }
    await world.sql(`UPDATE handovers SET state = 'CANCELLED' WHERE id = $1`, [handoverId]);
  }, 60_000);

  it('let the clock carry a hand-over on until nothing is left, and touch none that is over', async () => {
    const keeper = world.actor('DECISION_MAKER');
    const ids = new Map<string, string>();
    for (const state of Object.keys(HANDOVER.table.states)) {
      const fromSub = aSub();
      const cases = state === 'PLANNED' ? 51 : 1;
      for (let made = 0; made < cases; made += 1) await story.consultation({ takenBy: fromSub });
      const receivers = { toSub: aSub(), byArea: [], byCase: [] };
      const wish = { fromSub, receivers, words: '引継ぎ', onDay: addDays(today(), 1) };
      const { id } = await world.ask(PrepareHandoverV1, wish, keeper);
      await world.sql('UPDATE handovers SET state = $2 WHERE id = $1', [id, state]);
      ids.set(state, id);
    }
    await world.moveClock({ days: 1 });
    await world.services[0]?.app.get(HandoverTimer).pass();
    const after: Record<string, string> = {};
    for (const [state, handoverId] of ids) {
      const { state: now, version } = await world.ask(ReadHandoverV1, { handoverId }, keeper);
      after[state] = `${now} ${version}`;
    }
    // PLANNED: carryOn, finish; RUNNING: finish.
    expect(after).toEqual({ PLANNED: 'DONE 3', RUNNING: 'DONE 2', DONE: 'DONE 1', CANCELLED: 'CANCELLED 1' });
    await world.moveClock({ days: -1 });
  }, 60_000);

  it('take every step of an early end that the table lists, and refuse every other, to every role', async () => {
    const asking = { reason: 'declined' as const, note: '本人の希望' };
    const inputOf: Readonly<Record<string, object>> = {
      approve: { decision: 'approve', why: '確かめた' },
      refuse: { decision: 'refuse', why: '確かめた' },
      lapse: asking,
    };
    for (const state of Object.keys(EARLY_END.table.states))
      for (const [event, asks] of Object.entries(EARLY_END_STEPS))
        for (const role of PEOPLE) {
          const caseRef = await story.consultation();
          await world.ask(EndCaseEarlyV1, { caseRef, ...asking }, world.actor('CSW', { sub: 'who-asked' }));
          const [row] = await world.sql<{ id: string }>(
            'UPDATE early_ends SET state = $2 WHERE case_ref = $1 RETURNING id',
            [caseRef, state],
          );
          const got = await refusal(world.ask(asks, { caseRef, ...inputOf[event] }, world.actor(role)));
          const [now] = await world.sql<{ state: string }>('SELECT state FROM early_ends WHERE id = $1', [row?.id]);
          // Asking anew is possible whatever became of the last request; it only ends one that still waits.
          const wanted = expected(EARLY_END, event === 'lapse' ? 'done' : 'case.end-not-asked', { state, event, role });
          expect([state, event, role, `${got} ${now?.state ?? ''}`]).toEqual([state, event, role, wanted]);
        }
  }, 120_000);

  it('show a request that lapsed by another end as no request', async () => {
    const caseRef = await story.consultation();
    await world.ask(EndCaseEarlyV1, { caseRef, reason: 'declined', note: '本人の希望' }, story.worker);
    await world.ask(EndCaseEarlyV1, { caseRef, reason: 'moved', note: '転出' }, story.worker);
    const [first] = await world.sql<{ state: string }>('SELECT state FROM early_ends WHERE case_ref = $1', [caseRef]);
    expect(first?.state).toBe('LAPSED');
    expect((await world.ask(ReadEarlyEndV1, { caseRef }, story.worker)).state).toBe('ENDED');
  });
});
