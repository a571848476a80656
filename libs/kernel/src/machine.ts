import { type Actor, isRole, type Role } from './actor';
import { AppError, forbidden } from './errors';

/** One row of a state machine file: who may move what from where to where, and under which guard. */
interface Transition {
  readonly from: string;
  readonly event: string;
  readonly to: string;
  readonly actors: readonly string[];
  readonly guard: string;
}

/** The file `domain/<name>.machine.json`: one table for code, tests and docs. */
export interface MachineTable {
  readonly name: string;
  readonly states: Readonly<Record<string, string>>;
  readonly initial: readonly string[];
  readonly terminal: readonly string[];
  readonly transitions: readonly Transition[];
}

/**
 * Runs a machine table. Guards are checked by the command; the table says what exists and who may.
 * Errors: `<machine>.transition-refused` (409) where the state has no such event,
 * `<machine>.role-refused` (403) where the actor has none of the roles.
 */
export class Machine {
  private readonly byKey: ReadonlyMap<string, Transition>;

  constructor(readonly table: MachineTable) {
    this.byKey = new Map(table.transitions.map((row) => [`${row.from}:${row.event}`, row]));
  }

  /** The state after `event`, or a refusal. */
  next(state: string, event: string, actor: Actor): string {
    const row = this.byKey.get(`${state}:${event}`);
    if (!row) {
      throw new AppError(
        'conflict',
        `${this.slug}.transition-refused`,
        `${this.table.name} in state ${state} does not allow ${event}.`,
      );
    }
    if (!row.actors.some((role) => isRole(role) && actor.roles.includes(role))) {
      throw forbidden(`${this.slug}.role-refused`, `${event} on ${this.table.name} is not for this role.`);
    }
    return row.to;
  }

  allows(state: string, event: string): boolean {
    return this.byKey.has(`${state}:${event}`);
  }

  /** Every role that some transition with this event names: what a route has to let in. */
  rolesFor(event: string): readonly Role[] {
    const named = this.table.transitions.filter((row) => row.event === event).flatMap((row) => row.actors);
    return [...new Set(named)].filter(isRole);
  }

  private get slug(): string {
    return this.table.name.replace(/(?<!^)([A-Z])/g, '-$1').toLowerCase();
  }
}
