import type { EventEnvelope, EventType, Versioned } from '#libs/contracts';
import { AppError, type AuditNote, type CallContext, unavailable } from '#libs/kernel';
import {
  allTogether,
  inTransaction,
  isRetryable,
  NOT_ALL_WRITTEN,
  type Scope,
  settled,
  sqlState,
  type Write,
} from '#libs/persistence';
import type { DataSource, EntityManager } from 'typeorm';
import { entriesWrite } from './audit/audit-log';
import { type GroupMember, GroupQueue, partsOf, rowOf, type Waiting } from './group-queue';
import { answersToKeep, answerWrites, earlierAnswers, retriesSpent } from './idempotency';
import { type AfterCommit, envelopeOf, outboxWrites } from './outbox/write-outbox';
import { crashPoint } from './sabotage';

/** Transactions of one group that run at once in one process: one, and others where it takes long. */
const LANES = 3;
const LONG_MS = 25;
const TRIES = 3;
/** How long each row is waited for once a whole transaction has waited in vain for one of its rows. */
const HURRIED = `SET LOCAL lock_timeout = '100ms'`;

/** What the acts of one transaction may do together. */
export interface GroupTx {
  readonly db: EntityManager;
  /** Domain time, the same for all of them. */
  readonly now: Date;
  publish<T extends object & Versioned>(ctx: CallContext, event: EventType<T>, data: T): void;
  /** To be written after the decisions, with events and answers. Where it cannot be written, an act is not new. */
  write(what: Write): void;
  wakeReplicas(): void;
}

export interface GroupWork<W extends GroupMember, L, T extends object> {
  /** Locks every row that the acts change, in one order for all, in one statement. */
  lock(db: EntityManager, acts: readonly W[]): Promise<L>;
  /** Whether all that the act changes is locked already: then it may join, though it came after the lock was asked for. */
  covers(locked: L, act: W): boolean;
  /**
   * Decides the acts in their order. One answer each; an error refuses that act alone. `repeated`: look whether
   * some were done before; without it all are taken as new, and the writing shows where one was not.
   */
  decide(tx: GroupTx, locked: L, acts: readonly W[], repeated: boolean): Promise<readonly (T | AppError)[]>;
}

/** How a transaction is tried. */
interface Try {
  readonly attempt: number;
  /** See `GroupWork.decide`. */
  readonly repeated: boolean;
  readonly hurried: boolean;
}

const FIRST: Try = { attempt: 1, repeated: false, hurried: false };

/** What was taken as new was done before, or is done by somebody else at this moment. */
const isCollision = (error: unknown): boolean =>
  sqlState(error) === NOT_ALL_WRITTEN || (error instanceof AppError && error.code === 'already-exists');

/** A row was waited for as long as anybody may wait. */
class RowHeld extends Error {}
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Group commit: acts that arrive while others are being written are decided together in the next
 * transaction: one commit and a few statements for all of them. Each stays a unit of work of its own to its
 * caller: it is done once per key, gets its own answer, and its failure is nobody else's. Acts are taken as new
 * first, for most are; where one is not, all of it is undone and looked up. What cannot be written together is
 * tried again row by row and act by act; a row that somebody holds for long is given up for all its acts at once.
 * After a crash either all of a transaction is there or nothing.
 */
export class GroupCommit<W extends GroupMember, L, T extends object> {
  private readonly queue = new GroupQueue<W, T>();
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
      const batch = this.lanes < LANES ? this.queue.take(this.busy) : [];
      if (batch.length > 0) void this.lane(batch);
    });
  }

  /** Looks again whether the running transaction takes long; its end looks, too. */
  private pumpIn(ms: number): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.pump();
    }, ms);
  }

  private async lane(batch: Waiting<W, T>[]): Promise<void> {
    const rows = batch.map(({ act }) => rowOf(act));
    for (const row of rows) this.busy.add(row);
    this.lanes += 1;
    this.youngest = performance.now();
    await this.settle(batch, FIRST);
    this.lanes -= 1;
    for (const row of rows) this.busy.delete(row);
    if (this.queue.length > 0) this.pump();
  }

  /** Answers every member, whatever happens; never throws. */
  private async settle(batch: Waiting<W, T>[], how: Try): Promise<void> {
    try {
      const answers = await this.once(batch, how);
      batch.forEach(({ resolve, reject }, index) => {
        const answer = answers[index];
        if (answer === undefined || answer instanceof AppError) reject(answer ?? new Error('An act was not answered.'));
        else resolve(answer);
      });
    } catch (error) {
      if (isCollision(error) && !how.repeated) await this.settle(batch, { ...how, repeated: true });
      else await this.again(batch, how, error);
    }
  }

  private async again(batch: Waiting<W, T>[], how: Try, error: unknown): Promise<void> {
    if (batch.length > 1 && !concernsAll(batch, error)) {
      const hurried = error instanceof RowHeld || how.hurried;
      for (const part of partsOf(batch)) await this.settle(part, { attempt: 1, repeated: true, hurried });
    } else if ((isCollision(error) || isRetryable(error)) && how.attempt < TRIES) {
      await this.settle(batch, { ...how, attempt: how.attempt + 1, repeated: true });
    } else for (const { reject } of batch) reject(refusalOf(error));
  }

  /** One transaction for all of them, and for what joins them while they wait for their lock. */
  private async once(
    batch: Waiting<W, T>[],
    { repeated, hurried }: Try,
  ): Promise<readonly (T | AppError | undefined)[]> {
    crashPoint('unit.before-begin');
    let spoke = false;
    let noted: readonly AuditNote[] = [];
    const effects = async ({ db, now, send }: Scope, locked: L): Promise<readonly (T | AppError | undefined)[]> => {
      const said: EventEnvelope[] = [];
      const writes: Write[] = [];
      const tx: GroupTx = {
        db,
        now,
        publish: (ctx, event, data) => void said.push(envelopeOf(event, data, ctx, now)),
        write: (what) => void writes.push(what),
        wakeReplicas: () => (spoke = true),
      };
      if (!repeated) this.queue.fill(batch, (act) => this.work.covers(locked, act));
      const acts = batch.map(({ act }) => act);
      const earlier = repeated ? await earlierAnswers<W, T>(db, acts) : new Map<W, T | AppError>();
      const fresh = acts.filter((act) => !earlier.has(act));
      const decided = fresh.length === 0 ? [] : await this.work.decide(tx, locked, fresh, repeated);
      const decisions = new Map(fresh.map((act, index) => [act, decided[index]]));
      crashPoint('unit.after-effects');
      writes.push(...answerWrites(answersToKeep(decisions)), ...(await outboxWrites(this.after, said)));
      const notes = notesOf(decisions);
      if (notes.length > 0) writes.push(entriesWrite(notes.map(({ note, answer }) => note.entry(answer))));
      noted = notes.map(({ note }) => note);
      // In one packet with the commit, which it refuses where not all of it can be written.
      if (writes.length > 0) {
        const { sql, params } = allTogether(writes);
        send(sql, params);
      }
      crashPoint('unit.before-commit');
      spoke ||= said.length > 0;
      return acts.map((act) => earlier.get(act) ?? decisions.get(act));
    };
    const tenant = batch[0]?.act.ctx.tenant ?? '';
    const lock = (db: EntityManager): Promise<L> =>
      this.lock(
        db,
        batch.map(({ act }) => act),
        hurried,
      );
    const answers = await inTransaction(this.source, tenant, 'READ WRITE', effects, lock);
    crashPoint('unit.after-commit');
    for (const note of noted) note.keep();
    if (spoke) this.after.nudge();
    return answers;
  }

  private async lock(db: EntityManager, acts: readonly W[], hurried: boolean): Promise<L> {
    try {
      const [, locked] = await settled([hurried ? db.query(HURRIED) : null, this.work.lock(db, acts)]);
      return locked;
    } catch (error) {
      throw sqlState(error) === LOCK_NOT_AVAILABLE ? new RowHeld() : error;
    }
  }
}

/** What is to be noted of acts that were decided and not refused. */
function notesOf(
  decisions: ReadonlyMap<GroupMember, object | undefined>,
): readonly { readonly note: AuditNote; readonly answer: object }[] {
  return [...decisions].flatMap(([{ ctx }, answer]) => {
    if (ctx.audit === undefined || ctx.audit.kept || answer === undefined || answer instanceof AppError) return [];
    return [{ note: ctx.audit, answer }];
  });
}

/** The database is away, or the one row of all these acts is held: none of them would fare better alone. */
function concernsAll(batch: readonly { readonly act: GroupMember }[], error: unknown): boolean {
  if (error instanceof RowHeld) return new Set(batch.map(({ act }) => rowOf(act))).size === 1;
  return error instanceof AppError && error.code === 'database.unreachable';
}

function refusalOf(error: unknown): unknown {
  if (error instanceof RowHeld) return unavailable('database.locked', 'Somebody else is changing it.');
  if (!isCollision(error)) return retriesSpent(error);
  return new AppError('conflict', 'idempotency.in-flight', 'The first request with this key is still running.');
}
