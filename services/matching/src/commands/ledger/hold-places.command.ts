import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import {
  type HoldAnswer,
  HoldChangedV1,
  type ReleaseAnswer,
  type ReleaseHoldV1,
  type ReserveHoldV1,
} from '#libs/contracts';
import { AppError, type CallContext } from '#libs/kernel';
import {
  type GroupCommit,
  type GroupMember,
  type GroupTx,
  type GroupWork,
  isBroken,
  UnitOfWork,
} from '#libs/messaging';
import type { Party } from '../../domain/ledger';
import { type KnownHold, LedgerBook, type LedgerKey } from '../../domain/ledger-book';
import { heldFrom } from '../../domain/proposal';
import { holdsOf, holdWrites, loadLedgersOf } from '../../storage/ledger-group.store';
import type { StoredLedger } from '../../storage/ledger.rows';

interface Reserve extends GroupMember, LedgerKey, Party {
  readonly kind: 'reserve';
  readonly reservationId: string;
  readonly days: number | undefined;
}

interface Release extends GroupMember {
  readonly kind: 'release';
  readonly menuId: string;
  readonly holdId: string;
  readonly to: 'RELEASED' | 'LAPSED';
}

/** How long the control looks away between reading and writing: long enough for another replica to read the same. */
const NAIVE_PAUSE_MS = 30;

type Act = Reserve | Release;
type Answer = HoldAnswer | ReleaseAnswer;

/** Reservations and releases that arrive together, decided in one transaction under the locks of their ledgers. */
@Injectable()
export class HoldPlacesCommand implements GroupWork<Act, readonly StoredLedger[], Answer> {
  private readonly group: GroupCommit<Act, readonly StoredLedger[], Answer>;

  constructor(unit: UnitOfWork) {
    this.group = unit.group(this);
  }

  /** Holds places for a party, in one session where the menu counts them session by session. */
  reserve(
    { menuId, session = '', reservationId, party = 1, outOfSystem, days }: ReserveHoldV1,
    ctx: CallContext,
  ): Promise<HoldAnswer> {
    const place = { row: menuId, menuId, session };
    return this.run({ kind: 'reserve', ctx, ...place, reservationId, party, outOfSystem, days });
  }

  /** Gives held places back, because nobody needs them or because their term is over. */
  release(
    { menuId, holdId }: ReleaseHoldV1,
    ctx: CallContext,
    to: 'RELEASED' | 'LAPSED' = 'RELEASED',
  ): Promise<ReleaseAnswer> {
    return this.run({ kind: 'release', ctx, row: menuId, menuId, holdId, to });
  }

  /** The control NAIVE_RESERVE leaves the lock out: it overbooks, and the proof has to see it. */
  async lock(db: GroupTx['db'], acts: readonly Act[]): Promise<readonly StoredLedger[]> {
    const keys = acts.map((act) => ({ menuId: act.menuId, session: act.kind === 'reserve' ? act.session : '' }));
    const holdIds = acts.flatMap((act) => (act.kind === 'release' ? [act.holdId] : []));
    const isNaive = isBroken('NAIVE_RESERVE');
    const ledgers = await loadLedgersOf(db, keys, holdIds, !isNaive);
    if (isNaive) await pause(NAIVE_PAUSE_MS);
    return ledgers;
  }

  covers(locked: readonly StoredLedger[], act: Act): boolean {
    return act.kind === 'reserve' && locked.some((one) => one.menuId === act.menuId && one.session === act.session);
  }

  async decide(
    tx: GroupTx,
    locked: readonly StoredLedger[],
    acts: readonly Act[],
    repeated: boolean,
  ): Promise<readonly (Answer | AppError)[]> {
    const ledgers = locked.map(({ menuId, session, ledger }) => ({ menuId, session, ledger }));
    const plain = repeated ? null : allGranted(new LedgerBook(ledgers, []), tx.now, acts);
    const { book, decided } = plain ?? decideAll(new LedgerBook(ledgers, await knownHolds(tx, acts)), tx.now, acts);
    for (const write of holdWrites(book.changes(), tx.now)) tx.write(write);
    for (const { said } of decided) if (said !== null) say(tx, said);
    return decided.map(({ answer }) => answer);
  }

  private run(act: Reserve): Promise<HoldAnswer>;
  private run(act: Release): Promise<ReleaseAnswer>;
  private run(act: Act): Promise<Answer> {
    return this.group.run(act);
  }
}

interface Decided {
  readonly answer: Answer | AppError;
  readonly said: Said | null;
}

interface Said {
  readonly act: Act;
  readonly what: Omit<HoldChangedV1, 'menuId'>;
}

interface Decisions {
  readonly book: LedgerBook;
  readonly decided: readonly Decided[];
}

const decideAll = (book: LedgerBook, now: Date, acts: readonly Act[]): Decisions => ({
  book,
  decided: acts.map((act) => (act.kind === 'reserve' ? reserve(now, book, act) : release(book, act))),
});

/** New reservations that all get their place need no look at other holds. Null where there is anything else. */
function allGranted(book: LedgerBook, now: Date, acts: readonly Act[]): Decisions | null {
  if (acts.some(({ kind }) => kind === 'release')) return null;
  const decisions = decideAll(book, now, acts);
  return decisions.decided.every(({ said }) => said !== null) ? decisions : null;
}

function knownHolds({ db }: GroupTx, acts: readonly Act[]): Promise<readonly KnownHold[]> {
  const reservations = acts.flatMap((act) => (act.kind === 'reserve' ? [act.reservationId] : []));
  const released = acts.flatMap((act) => (act.kind === 'release' ? [act.holdId] : []));
  return holdsOf(db, reservations, released);
}

function reserve(now: Date, book: LedgerBook, act: Reserve): Decided {
  const { menuId, session, reservationId, party, outOfSystem, days } = act;
  const holdId = randomUUID();
  const expiresAt = heldFrom(now, days);
  const answer = book.reserve({ menuId, session, reservationId, party, outOfSystem, holdId, expiresAt });
  const isNew = !(answer instanceof AppError) && answer.holdId === holdId;
  return { answer, said: isNew ? { act, what: { session, holdId, state: 'ACTIVE', version: answer.version } } : null };
}

function release(book: LedgerBook, act: Release): Decided {
  const { released, version, session } = book.release(act.menuId, act.holdId, act.to);
  const what = { session, holdId: act.holdId, state: act.to, version };
  return { answer: { released, version }, said: released ? { act, what } : null };
}

function say(tx: GroupTx, { act, what }: Said): void {
  tx.publish(act.ctx, HoldChangedV1, { menuId: act.menuId, ...what });
  tx.wakeReplicas();
}
