import { type AppError, conflict } from '#libs/kernel';
import { EMPTY_LEDGER, type HoldRefusal, type Ledger, type Party, release, reserve } from './ledger';

/** One ledger: a menu, and its session where places are counted session by session, else empty. */
export interface LedgerKey {
  readonly menuId: string;
  readonly session: string;
}

/** A locked ledger as it is after a change. */
export interface ChangedLedger extends LedgerKey {
  readonly ledger: Ledger;
  /** Change of the places that own placements keep. */
  readonly placed?: number;
}

/** A hold that is to be made. `reservationId`: what it is for, at most one active hold each. */
export interface NewHold extends LedgerKey, Party {
  readonly holdId: string;
  readonly reservationId: string;
  readonly expiresAt: Date;
}

export interface KnownHold extends Omit<NewHold, 'expiresAt'> {
  readonly active: boolean;
}

export interface HoldResult {
  readonly granted: boolean;
  readonly holdId: string | null;
  /** Version of the ledger on which this was decided. */
  readonly version: number;
  readonly reason: HoldRefusal | null;
}

export interface ReleaseResult {
  readonly released: boolean;
  readonly version: number;
  readonly session: string;
}

export interface HoldChanges {
  readonly made: readonly NewHold[];
  readonly closed: readonly { readonly id: string; readonly to: string }[];
  readonly ledgers: readonly ChangedLedger[];
}

/** The reservation has its place already, in another ledger. */
export const holdElsewhere = (): AppError =>
  conflict('hold.other-menu', 'This reservation holds a place of another menu or session.');

const nameOf = ({ menuId, session }: LedgerKey): string => `${menuId}/${session}`;

/** Locked ledgers and holds on which several acts are decided one after another, before any of it is written. */
export class LedgerBook {
  private readonly ledgers: Map<string, ChangedLedger>;
  private readonly changed = new Set<string>();
  private readonly byReservation = new Map<string, KnownHold>();
  private readonly byId = new Map<string, KnownHold>();
  private readonly made: NewHold[] = [];
  private readonly closed: { readonly id: string; readonly to: string }[] = [];

  constructor(ledgers: readonly ChangedLedger[], holds: readonly KnownHold[]) {
    this.ledgers = new Map(ledgers.map((one) => [nameOf(one), one]));
    for (const hold of holds) {
      this.byId.set(hold.holdId, hold);
      if (hold.active) this.byReservation.set(hold.reservationId, hold);
    }
  }

  /** Places on hold where they are free. The same reservation gets its active hold again. */
  reserve(wish: NewHold): HoldResult | AppError {
    const ledger = this.ledgerOf(wish);
    const active = this.byReservation.get(wish.reservationId);
    if (active !== undefined) {
      if (nameOf(active) !== nameOf(wish)) return holdElsewhere();
      return { granted: true, holdId: active.holdId, version: ledger.version, reason: null };
    }
    const answer = reserve(ledger, wish);
    if (!answer.granted) return { granted: false, holdId: null, version: ledger.version, reason: answer.reason };
    this.change(wish, answer.ledger);
    this.made.push(wish);
    this.byReservation.set(wish.reservationId, { ...wish, active: true });
    return { granted: true, holdId: wish.holdId, version: answer.ledger.version, reason: null };
  }

  /** Gives a hold back. `released: false` where it was not active any more, or is not of this menu. */
  release(menuId: string, holdId: string, to: string): ReleaseResult {
    const hold = this.byId.get(holdId);
    const key = { menuId, session: hold?.menuId === menuId ? hold.session : '' };
    const ledger = this.ledgerOf(key);
    if (!hold?.active || hold.menuId !== menuId)
      return { released: false, version: ledger.version, session: key.session };
    const next = release(ledger, hold);
    this.change(key, next);
    this.byId.set(holdId, { ...hold, active: false });
    this.byReservation.delete(hold.reservationId);
    this.closed.push({ id: holdId, to });
    return { released: true, version: next.version, session: key.session };
  }

  changes(): HoldChanges {
    const ledgers = [...this.changed].flatMap((name) => this.ledgers.get(name) ?? []);
    return { made: this.made, closed: this.closed, ledgers };
  }

  private ledgerOf(key: LedgerKey): Ledger {
    return this.ledgers.get(nameOf(key))?.ledger ?? EMPTY_LEDGER;
  }

  private change({ menuId, session }: LedgerKey, ledger: Ledger): void {
    this.ledgers.set(nameOf({ menuId, session }), { menuId, session, ledger });
    this.changed.add(nameOf({ menuId, session }));
  }
}
