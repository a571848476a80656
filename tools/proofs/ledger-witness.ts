/** One answer of a ledger, with the times at which it was asked and answered (milliseconds, one clock). */
export interface LedgerAnswer {
  /** Menu and session. */
  readonly ledger: string;
  readonly kind: 'granted' | 'refused' | 'released';
  /** Null for a refusal. */
  readonly holdId: string | null;
  /** In units of the ledger. */
  readonly places: number;
  readonly outOfSystem: boolean;
  /** Version that the answer rests on: after the change for grants and releases, unchanged for a refusal. */
  readonly version: number;
  /** When it was asked first; a caller whose instance died asks again. */
  readonly asked: number;
  readonly answered: number;
}

/** What a ledger was before the first answer, or is after the last. */
export interface LedgerState {
  readonly version: number;
  readonly free: number;
  readonly outOfSystemFree: number;
}

const isWrite = ({ kind }: LedgerAnswer): boolean => kind !== 'refused';
const place = (answer: LedgerAnswer): number => (isWrite(answer) ? answer.version : answer.version + 0.5);

/**
 * Checks the answers of one ledger against the only order that their versions allow: (1) changes have versions
 * without gap or repetition, replay in a model that never goes below zero, and end where the table ends; (2) a
 * refusal is right at its version; (3) what ended before another began does not stand after it. Linear after
 * sorting. Gives what is wrong.
 */
export function witness(
  opening: LedgerState,
  closing: LedgerState,
  answers: readonly LedgerAnswer[],
): readonly string[] {
  const ordered = [...answers].sort((a, b) => place(a) - place(b));
  const model = new Model(opening);
  for (const answer of ordered) {
    if (isWrite(answer)) model.write(answer);
    else model.refuse(answer);
  }
  return [...model.problems, ...model.endsAt(closing), ...outOfTime(ordered)];
}

class Model {
  readonly problems: string[] = [];
  private version: number;
  private free: number;
  private outOfSystemFree: number;
  private readonly held = new Map<string, LedgerAnswer>();

  constructor(opening: LedgerState) {
    this.version = opening.version;
    this.free = opening.free;
    this.outOfSystemFree = opening.outOfSystemFree;
  }

  write(answer: LedgerAnswer): void {
    if (answer.version !== this.version + 1) this.problems.push(`version ${answer.version} follows ${this.version}`);
    this.version = answer.version;
    if (answer.kind === 'granted') this.grant(answer);
    else this.release(answer);
  }

  refuse({ version, places, outOfSystem }: LedgerAnswer): void {
    if (version !== this.version) this.problems.push(`refused at version ${version}, which is not there`);
    const room = this.free >= places && (!outOfSystem || this.outOfSystemFree >= places);
    if (room) this.problems.push(`refused ${places} at version ${version} with ${this.free} free`);
  }

  endsAt(closing: LedgerState): readonly string[] {
    const { version, free, outOfSystemFree } = this;
    const [mine, its] = [{ version, free, outOfSystemFree }, closing].map(
      (state) => `version ${state.version}, ${state.free} and ${state.outOfSystemFree} free`,
    );
    return mine === its ? [] : [`the answers end at ${mine}, the table at ${its}`];
  }

  private grant(answer: LedgerAnswer): void {
    const holdId = answer.holdId ?? '';
    if (this.held.has(holdId)) this.problems.push(`hold ${holdId} granted twice`);
    this.held.set(holdId, answer);
    this.move(answer, -1);
    if (this.free < 0 || (answer.outOfSystem && this.outOfSystemFree < 0)) {
      this.problems.push(`${-Math.min(this.free, this.outOfSystemFree)} too many at version ${answer.version}`);
    }
  }

  private release({ holdId, version }: LedgerAnswer): void {
    const hold = this.held.get(holdId ?? '');
    if (hold === undefined) this.problems.push(`version ${version} gives back hold ${holdId}, which is not held`);
    else this.move(hold, 1);
    this.held.delete(holdId ?? '');
  }

  private move({ places, outOfSystem }: LedgerAnswer, sign: number): void {
    this.free += sign * places;
    if (outOfSystem) this.outOfSystemFree += sign * places;
  }
}

/** In the order of places no answer may have ended before one that precedes it was asked. */
function outOfTime(ordered: readonly LedgerAnswer[]): readonly string[] {
  let latestAsk = Number.NEGATIVE_INFINITY;
  let latest = Number.NEGATIVE_INFINITY;
  let level = { place: Number.NaN, ask: Number.NEGATIVE_INFINITY };
  for (const answer of ordered) {
    // Answers at one place are in no order among themselves.
    if (place(answer) !== level.place) {
      latestAsk = Math.max(latestAsk, level.ask);
      latest = level.place;
      level = { place: place(answer), ask: answer.asked };
    } else level.ask = Math.max(level.ask, answer.asked);
    if (answer.answered < latestAsk)
      return [`an answer at ${place(answer)} ended before one at or before ${latest} was asked`];
  }
  return [];
}
