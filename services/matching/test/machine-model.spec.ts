import fc from 'fast-check';
import { Machine, type MachineTable, type Role, ROLES } from '#libs/kernel';
import proposal from '../src/domain/match-proposal.machine.json';
import matchRequest from '../src/domain/match-request.machine.json';
import placement from '../src/domain/placement.machine.json';
import { MachineModel } from './machine-model';

/** The machine as the commands use it: a state, and steps by somebody. */
class Running {
  state: string;
  private readonly machine: Machine;
  constructor(table: MachineTable) {
    this.machine = new Machine(table);
    this.state = table.initial[0] ?? '';
  }
  take(event: string, role: Role): string {
    const actor = { sub: 's', roles: [role], orgId: null, tenant: '990019' };
    try {
      this.state = this.machine.next(this.state, event, actor);
      return this.state;
    } catch (error) {
      return (error as { readonly code: string }).code;
    }
  }
}

class Step implements fc.Command<{ state: string }, Running> {
  constructor(
    private readonly model: MachineModel,
    private readonly event: string,
    private readonly role: Role,
    private readonly seen: Set<string>,
  ) {}
  check = (): boolean => true;
  run(known: { state: string }, running: Running): void {
    const verdict = this.model.verdict(known.state, this.event, this.role);
    this.seen.add(`${known.state} ${this.event} ${this.role}`);
    const got = running.take(this.event, this.role);
    if (verdict.kind === 'moves') known.state = verdict.to;
    expect(got).toBe(verdict.kind === 'moves' ? verdict.to : `${this.model.slug}.${verdict.code}`);
    expect(running.state).toBe(known.state);
  }
  toString = (): string => `${this.event} by ${this.role}`;
}

describe.each([matchRequest, proposal, placement].map((table) => [table.name, table] as const))('%s', (_, table) => {
  const model = new MachineModel(table);
  const seen = new Set<string>();

  it('has no state without a way in or a way out', () => {
    expect(model.lost()).toEqual([]);
  });

  it('walks as its file says, whoever takes whichever step', () => {
    const steps = model.table.transitions.map(({ event, actors }) =>
      fc
        .oneof(
          { weight: 4, arbitrary: fc.constantFrom(...(actors as Role[])) },
          { weight: 1, arbitrary: fc.constantFrom<Role>(...ROLES) },
        )
        .map((role) => new Step(model, event, role, seen)),
    );
    fc.assert(
      fc.property(fc.commands(steps, { maxCommands: 80 }), (commands) => {
        fc.modelRun(() => ({ model: { state: table.initial[0] ?? '' }, real: new Running(table) }), commands);
      }),
      { numRuns: 300 },
    );
  });

  it('answers every state, event and role, each of them, as the file says', () => {
    for (const [state, event, role] of model.everything(ROLES)) {
      const running = new Running(table);
      running.state = state;
      new Step(model, event, role, seen).run({ state }, running);
    }
    expect(seen.size).toBe(model.states.length * model.events.length * ROLES.length);
  });
});
