import type { MachineTable, Role } from '#libs/kernel';

export type Verdict =
  | { readonly kind: 'moves'; readonly to: string }
  | { readonly kind: 'refused'; readonly code: 'transition-refused' | 'role-refused' };

/** A machine read from its file and from nothing else: what each step by each role leads to. */
export class MachineModel {
  readonly states: readonly string[];
  readonly events: readonly string[];
  /** `match-request` for MatchRequest: how its refusals begin. */
  readonly slug: string;

  constructor(readonly table: MachineTable) {
    this.states = Object.keys(table.states);
    this.events = [...new Set(table.transitions.map(({ event }) => event))];
    this.slug = table.name.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
  }

  verdict(state: string, event: string, role: Role): Verdict {
    const rows = this.table.transitions.filter((row) => row.from === state && row.event === event);
    const [row] = rows;
    if (rows.length > 1) throw new Error(`${state} ${event} is listed twice.`);
    if (!row) return { kind: 'refused', code: 'transition-refused' };
    if (!row.actors.includes(role)) return { kind: 'refused', code: 'role-refused' };
    return { kind: 'moves', to: row.to };
  }

  /** Every state × event × role. */
  everything(roles: readonly Role[]): readonly (readonly [state: string, event: string, role: Role])[] {
    return this.states.flatMap((state) =>
      this.events.flatMap((event) => roles.map((role) => [state, event, role] as const)),
    );
  }

  /** States from which no end can be reached, and states that nothing leads to. Both should be none. */
  lost(): readonly string[] {
    const reach = (from: readonly string[], step: (state: string) => readonly string[]): ReadonlySet<string> => {
      const seen = new Set(from);
      for (const state of seen) for (const next of step(state)) seen.add(next);
      return seen;
    };
    const { transitions, initial, terminal } = this.table;
    const reached = reach(initial, (at) => transitions.filter(({ from }) => from === at).map(({ to }) => to));
    const ending = reach(terminal, (at) => transitions.filter(({ to }) => to === at).map(({ from }) => from));
    return this.states.filter((state) => !reached.has(state) || !ending.has(state));
  }
}
