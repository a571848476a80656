import type { EventEnvelope, EventType, Versioned } from '#libs/contracts';
import { AppError, type CallContext } from '#libs/kernel';
import { inTransaction, isRetryable, type Scope, type Write, writeTogether } from '#libs/persistence';
import type { DataSource, EntityManager } from 'typeorm';
import { answersOf, answerWrites, type Keyed, nameOf, retriesSpent } from './idempotency';
import { type AfterCommit, envelopeOf, outboxWrites } from './outbox/write-outbox';
import { crashPoint } from './sabotage';

/** Acts in one transaction at most; more than this wait for the next. */
const MOST = 128;
/** Transactions of one group that run at once in one process: one, and others where it takes long. */
const LANES = 3;
const LONG_MS = 25;
const TRIES = 3;

/** One act of one caller. */
export interface GroupMember {
  readonly ctx: CallContext;
  /** What it changes. Acts on the same row are never in two transactions of this process at once. */
  readonly row: string;
}

/** What the acts of one transaction may do together. */
export interface GroupTx {
  readonly db: EntityManager;
  /** Domain time, the same for all of them. */
  readonly now: Date;
  publish<T extends object & Versioned>(ctx: CallContext, event: EventType<T>, data: T): void;
  /** To be written after the decisions, with events and answers. Fewer rows than `rows` mean that an act is not new. */
  write(what: Write, rows: number): void;
  wakeReplicas(): void;
}

export interface GroupWork<W extends GroupMember, L, T extends object> {
  /** Locks every row that the acts change, in one order for all, in one statement. */
  lock(db: EntityManager, acts: readonly W[]): Promise<L>;
  /**
   * Decides the acts in their order. One answer each; an error refuses that act alone. `repeated`: look whether
   * some were done before; without it all are taken as new, and the writing shows where one was not.
   */
  decide(tx: GroupTx, locked: L, acts: readonly W[], repeated: boolean): Promise<readonly (T | AppError)[]>;
}

interface Waiting<W, T> {
  readonly act: W;
  readonly resolve: (answer: T) => void;
  readonly reject: (error: unknown) => void;
}

interface Expected extends Write {
  readonly rows: number;
}

/** What was taken as new was done before, or is done by somebody else at this moment. */
class Collided extends Error {}

/**
 * Group commit: acts that arrive while others are being written are decided together in the next
 * transaction: one commit and a few statements for all of them. Each stays a unit of work of its own to its
 * caller: it is done once per key, gets its own answer, and its failure is nobody else's. Acts are taken as new
 * first, for most are; where one is not, all of it is undone and looked up. What cannot be written together is
 * tried again row by row and act by act. After a crash either all of a transaction is there or nothing.
 */
export class GroupCommit<W extends GroupMember, L, T extends object> {
  private queue: Waiting<W, T>[] = [];
  private readonly busy = new Set<string>();
  private lanes = 0;
  private youngest = 0;
  private asked = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly source: DataSource,
    private readonly after: AfterCommit,
    private readonly work: GroupWork<W, L, T>,
  ) {}

  run(act: W): Promise<T> {
    return new Promise((resolve, reject) => {
      this.queue.push({ act, resolve, reject });
      this.pump();
    });
  }

  /** At the end of this turn, so that what arrives together is written together. */
  private pump(): void {
    if (this.asked) return;
    this.asked = true;
    setImmediate(() => {
      this.asked = false;
      const wait = this.lanes === 0 ? 0 : this.youngest + LONG_MS - performance.now();
      if (wait > 0) return void this.pumpIn(wait);
      const batch = this.lanes < LANES ? this.take() : [];
      if (batch.length > 0) void this.lane(batch);
    });
  }

  /** Looks again whether the running transaction takes long; its end looks, too. */
  private pumpIn(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.pump(), ms);
  }

  private async lane(batch: readonly Waiting<W, T>[]): Promise<void> {
    const rows = batch.map(({ act }) => rowOf(act));
    for (const row of rows) this.busy.add(row);
    this.lanes += 1;
    this.youngest = performance.now();
    await this.settle(batch, 1, false);
    this.lanes -= 1;
    for (const row of rows) this.busy.delete(row);
    if (this.queue.length > 0) this.pump();
  }

  /** The next acts of one municipality whose rows nobody works on; a key that is there twice waits. */
  private take(): readonly Waiting<W, T>[] {
    const taken: Waiting<W, T>[] = [];
    const left: Waiting<W, T>[] = [];
    const keys = new Set<string>();
    let tenant: string | undefined;
    for (const waiting of this.queue) {
      const { ctx } = waiting.act;
      const key = keyedOf(ctx);
      const name = key === null ? null : nameOf(key);
      const fits = tenant === undefined || tenant === ctx.tenant;
      const free = !this.busy.has(rowOf(waiting.act)) && (name === null || !keys.has(name));
      if (!fits || !free || taken.length >= MOST) {
        left.push(waiting);
        continue;
      }
      tenant = ctx.tenant;
      if (name !== null) keys.add(name);
      taken.push(waiting);
    }
    this.queue = left;
    return taken;
  }

  /** Answers every member, whatever happens; never throws. */
  private async settle(batch: readonly Waiting<W, T>[], attempt: number, repeated: boolean): Promise<void> {
    try {
      const acts = batch.map(({ act }) => act);
      const answers = await this.once(acts, repeated);
      batch.forEach(({ resolve, reject }, index) => {
        const answer = answers[index];
        if (answer === undefined || answer instanceof AppError) reject(answer ?? new Error('An act was not answered.'));
        else resolve(answer);
      });
    } catch (error) {
      if (error instanceof Collided && !repeated) await this.settle(batch, attempt, true);
      else await this.again(batch, attempt, error);
    }
  }

  private async again(batch: readonly Waiting<W, T>[], attempt: number, error: unknown): Promise<void> {
    const unreachable = error instanceof AppError && error.code === 'database.unreachable';
    if (batch.length > 1 && !unreachable) {
      for (const part of partsOf(batch)) await this.settle(part, 1, true);
      return;
    }
    const collided = error instanceof Collided;
    if ((collided || isRetryable(error)) && attempt < TRIES) return this.settle(batch, attempt + 1, true);
    for (const { reject } of batch) reject(collided ? inFlight() : retriesSpent(error));
  }

  private async once(acts: readonly W[], repeated: boolean): Promise<readonly (T | AppError | undefined)[]> {
    crashPoint('unit.before-begin');
    let spoke = false;
    const effects = async ({ db, now }: Scope, locked: L): Promise<readonly (T | AppError | undefined)[]> => {
      const said: EventEnvelope[] = [];
      const writes: Expected[] = [];
      const tx: GroupTx = {
        db,
        now,
        publish: (ctx, event, data) => void said.push(envelopeOf(event, data, ctx, now)),
        write: (what, rows) => void writes.push({ ...what, rows }),
        wakeReplicas: () => (spoke = true),
      };
      const earlier = repeated ? await earlierAnswers<T>(db, acts) : new Map<GroupMember, T | AppError>();
      const fresh = acts.filter((act) => !earlier.has(act));
      const decided = fresh.length === 0 ? [] : await this.work.decide(tx, locked, fresh, repeated);
      const decisions = new Map(fresh.map((act, index) => [act, decided[index]]));
      crashPoint('unit.after-effects');
      const answered = answeredOf(decisions);
      for (const one of answerWrites(answered)) writes.push({ ...one, rows: answered.length });
      const events: readonly Write[] = await outboxWrites(this.after, said);
      for (const one of events) writes.push({ ...one, rows: said.length });
      const written = await writeTogether(db, writes);
      if (written.some((rows, index) => rows !== writes[index]?.rows)) throw new Collided();
      crashPoint('unit.before-commit');
      spoke ||= said.length > 0;
      return acts.map((act) => earlier.get(act) ?? decisions.get(act));
    };
    const tenant = acts[0]?.ctx.tenant ?? '';
    const answers = await inTransaction(this.source, tenant, 'READ WRITE', effects, (db) => this.work.lock(db, acts));
    crashPoint('unit.after-commit');
    if (spoke) this.after.nudge();
    return answers;
  }
}

const rowOf = ({ ctx, row }: GroupMember): string => `${ctx.tenant}/${row}`;

function keyedOf({ once, actor }: CallContext): Keyed | null {
  return once?.kind === 'key' ? { sub: actor.sub, key: once.key, fingerprint: once.fingerprint } : null;
}

async function earlierAnswers<T extends object>(
  db: EntityManager,
  acts: readonly GroupMember[],
): Promise<ReadonlyMap<GroupMember, T | AppError>> {
  const keyed = acts.flatMap((act) => {
    const key = keyedOf(act.ctx);
    return key === null ? [] : [{ act, key }];
  });
  const answers = await answersOf(
    db,
    keyed.map(({ key }) => key),
  );
  const found = new Map<GroupMember, T | AppError>();
  keyed.forEach(({ act }, index) => {
    const answer = answers[index];
    if (answer !== undefined) found.set(act, answer as T | AppError);
  });
  return found;
}

/** What is kept for repetitions: answers, never refusals, as in every unit of work. */
function answeredOf<T extends object>(
  decisions: ReadonlyMap<GroupMember, T | AppError | undefined>,
): readonly (Keyed & { readonly answer: object })[] {
  return [...decisions].flatMap(([{ ctx }, answer]) => {
    const key = keyedOf(ctx);
    return key === null || answer === undefined || answer instanceof AppError ? [] : [{ ...key, answer }];
  });
}

const inFlight = (): AppError =>
  new AppError('conflict', 'idempotency.in-flight', 'The first request with this key is still running.');

/** Row by row, for a row that somebody holds for long keeps only its own acts waiting; acts of one row one by one. */
function partsOf<W extends GroupMember, T>(batch: readonly Waiting<W, T>[]): readonly (readonly Waiting<W, T>[])[] {
  const parts = new Map<string, Waiting<W, T>[]>();
  for (const waiting of batch) {
    const part = parts.get(rowOf(waiting.act));
    if (part) part.push(waiting);
    else parts.set(rowOf(waiting.act), [waiting]);
  }
  return parts.size > 1 ? [...parts.values()] : batch.map((one) => [one]);
}
