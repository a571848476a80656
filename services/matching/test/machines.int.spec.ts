import fc from 'fast-check';
import type { Role } from '#libs/kernel';
import { Town } from './fixtures';
import { Bench, type Kind, PEOPLE, PLACEMENTS, PROPOSALS, REQUESTS } from './machine-bench';
import { MachineModel } from './machine-model';

jest.setTimeout(180_000);
let town: Town;
beforeAll(async () => {
  town = await Town.open();
});
afterAll(() => town.world.stop());

const KINDS: readonly Kind[] = [REQUESTS, PROPOSALS, PLACEMENTS];

/** Proposing and searching go on where they have begun: the state stays. */
const isRepeatable = (state: string, event: string): boolean =>
  (event === 'propose' && state === 'PROPOSING') || (event === 'search' && state === 'SEARCHING');

const eventsOf = ({ steps }: Kind): readonly string[] => steps.map(([event]) => event);

describe.each(KINDS.map((kind) => [kind.table.name, kind] as const))('%s', (_, kind) => {
  const model = new MachineModel(kind.table);

  it('knows a step for every event of the table that people take', () => {
    expect([...eventsOf(kind), ...kind.system].sort()).toEqual([...model.events].sort());
    const byPeople = kind.table.transitions.filter(({ actors }) => actors.some((role) => role !== 'SYSTEM'));
    expect(byPeople.filter(({ event }) => kind.system.includes(event))).toEqual([]);
  });

  it('knows every guard of the table', () => {
    const written = kind.table.transitions
      .filter(({ event, guard }) => guard !== '' && !kind.system.includes(event))
      .map(({ event, guard }) => `${event}: ${guard}`);
    const known = Object.entries(kind.guards).flatMap(([event, { says }]) => says.map((guard) => `${event}: ${guard}`));
    expect(known.sort()).toEqual([...new Set(written)].sort());
  });

  it('lets in exactly the people whom the table names', () => {
    for (const [, request] of kind.steps) {
      const events = kind.steps.filter(([, other]) => other === request).map(([event]) => event);
      const named = kind.table.transitions
        .filter(({ event }) => events.includes(event))
        .flatMap(({ actors }) => actors);
      const people = [...new Set(named)].filter((role) => role !== 'SYSTEM');
      expect([request.subject, ...[...request.allow].sort()]).toEqual([request.subject, ...people.sort()]);
    }
  });

  it('does in every state what the table says, for every step and every role', async () => {
    const wrong: string[] = [];
    const moved = new Set<string>();
    for (const state of model.states) {
      const bench = await Bench.open(town, kind);
      await bench.set(state);
      for (const [index, [event]] of kind.steps.entries()) {
        for (const role of isRepeatable(state, event) ? [] : PEOPLE) {
          const result = await bench.check(state, index, role);
          if (result.wrong !== undefined) wrong.push(result.wrong);
          if (result.moved === undefined && result.wrong === undefined) continue;
          if (result.moved !== undefined) moved.add(result.moved);
          await bench.set(state);
        }
      }
    }
    expect(wrong).toEqual([]);
    const all = kind.table.transitions.flatMap(({ from, event, actors }) =>
      actors.filter((role) => role !== 'SYSTEM').map((role) => `${from} ${event} ${role}`),
    );
    expect([...moved].sort()).toEqual(all.sort());
  });

  it('refuses every step of the table whose guard is broken, in every way, and leaves the state', async () => {
    const wrong: string[] = [];
    for (const { from, event, actors } of kind.table.transitions) {
      const ways = kind.guards[event]?.broken ?? [];
      const index = eventsOf(kind).indexOf(event);
      const role = PEOPLE.find((one) => actors.includes(one));
      if (ways.length === 0 || role === undefined) continue;
      const bench = await Bench.open(town, kind);
      for (const way of ways) {
        await bench.set(from);
        const result = await bench.check(from, index, role, way);
        if (result.wrong !== undefined) wrong.push(`${way.code} expected: ${result.wrong}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('walks as the table says, whoever takes whichever step, with its guard kept or broken', async () => {
    const step = fc
      .record({
        index: fc.nat(kind.steps.length - 1),
        role: fc.constantFrom(...PEOPLE),
        likely: fc.nat(4),
        way: fc.nat(11),
      })
      .map((wish) => new WalkStep(kind, wish));
    await fc.assert(
      fc.asyncProperty(fc.commands([step], { maxCommands: 30, size: 'max' }), async (steps) => {
        const bench = await Bench.open(town, kind);
        const first = kind.field === 'matchRequestId' ? 'SEARCHING' : (kind.table.initial[0] ?? '');
        await bench.set(first);
        await fc.asyncModelRun(() => ({ model: { state: first }, real: bench }), steps);
      }),
      { numRuns: 8 },
    );
  });
});

interface Wish {
  readonly index: number;
  readonly role: Role;
  readonly likely: number;
  readonly way: number;
}

/** One step of a walk; the model knows the state and never asks the service for it. */
class WalkStep implements fc.AsyncCommand<{ state: string }, Bench> {
  constructor(
    private readonly kind: Kind,
    private readonly wish: Wish,
  ) {}

  check = (): boolean => true;

  async run(model: { state: string }, bench: Bench): Promise<void> {
    const { index, role } = this.wish.likely === 0 ? this.wish : likely(this.kind, model.state, this.wish);
    const event = eventsOf(this.kind)[index] ?? '';
    if (isRepeatable(model.state, event)) return;
    const broken = this.kind.guards[event]?.broken[this.wish.way];
    await bench.lay();
    const result = await bench.check(model.state, index, role, broken);
    expect(result.wrong).toBeUndefined();
    if (result.to !== undefined) model.state = result.to;
  }

  toString = (): string => `${eventsOf(this.kind)[this.wish.index] ?? ''} by ${this.wish.role}`;
}

/** A step that the table lists here, by somebody who may take it, where there is one. */
function likely(kind: Kind, state: string, wish: Wish): { readonly index: number; readonly role: Role } {
  const offered = eventsOf(kind);
  const listed = kind.table.transitions.filter((row) => row.from === state && offered.includes(row.event));
  const row = listed[wish.index % Math.max(1, listed.length)];
  const roles = PEOPLE.filter((role) => row?.actors.includes(role));
  const role = roles[wish.index % Math.max(1, roles.length)];
  return row === undefined || role === undefined ? wish : { index: offered.indexOf(row.event), role };
}
