import { randomUUID } from 'node:crypto';
import { ReleaseHoldV1, ReserveHoldV1 } from '#libs/contracts';
import type { AnswerOf, RequestType } from '#libs/contracts';
import { AppError, systemActor } from '#libs/kernel';
import type { ServiceClient } from '#libs/messaging';
import { nameOf, type RacedLedger } from './ledger-menus';
import type { LedgerAnswer } from './ledger-witness';
import { pause } from './proof';

const RACERS = 64;
/** One try; a caller whose instance died or stands still asks again under the same key. */
const TRY_MS = 3_000;
const GIVE_UP_MS = 60_000;

interface Held {
  readonly ledger: RacedLedger;
  readonly holdId: string;
  readonly places: number;
  readonly outOfSystem: boolean;
}

/** Many racers reserve for parties and give back; every answer is kept. */
export class LedgerTrack {
  readonly answers: LedgerAnswer[] = [];
  /** Tries that got no answer and were repeated. */
  repeats = 0;
  private left: number;

  constructor(
    private readonly client: ServiceClient,
    private readonly tenant: string,
    private readonly raced: readonly RacedLedger[],
    private readonly random: () => number,
    operations: number,
  ) {
    this.left = operations;
  }

  async run(): Promise<void> {
    await Promise.all(Array.from({ length: RACERS }, () => this.racer()));
  }

  private async racer(): Promise<void> {
    const mine: Held[] = [];
    while (this.left > 0) {
      this.left -= 1;
      const givesBack = mine.length > 0 && this.random() < 0.45;
      if (givesBack) await this.giveBack(mine.splice(Math.floor(this.random() * mine.length), 1)[0]);
      else await this.reserve(mine);
    }
  }

  private async reserve(mine: Held[]): Promise<void> {
    const ledger = this.raced[this.random() < 0.4 ? 0 : Math.floor(this.random() * this.raced.length)];
    if (!ledger) return;
    const party = this.random() < 0.7 ? 1 : 1 + Math.floor(this.random() * 3);
    const outOfSystem = this.random() < 0.2;
    const places = ledger.unit === 'family' ? 1 : party;
    const { menuId, session } = ledger;
    const reservationId = randomUUID();
    const wish = { menuId, reservationId, party, outOfSystem, ...(session !== '' && { session }) };
    const asked = performance.now();
    const { granted, holdId, version } = await this.untilAnswered(ReserveHoldV1, wish);
    const times = { asked, answered: performance.now() };
    const kind = granted ? 'granted' : 'refused';
    this.answers.push({ ledger: nameOf(ledger), kind, holdId, places, outOfSystem, version, ...times });
    if (holdId !== null) mine.push({ ledger, holdId, places, outOfSystem });
  }

  private async giveBack(held: Held | undefined): Promise<void> {
    if (!held) return;
    const { ledger, ...hold } = held;
    const asked = performance.now();
    const { released, version } = await this.untilAnswered(ReleaseHoldV1, {
      menuId: ledger.menuId,
      holdId: hold.holdId,
    });
    if (!released) throw new Error(`Hold ${hold.holdId} was not there to be given back.`);
    const times = { asked, answered: performance.now() };
    this.answers.push({ ledger: nameOf(ledger), kind: 'released', ...hold, version, ...times });
  }

  private async untilAnswered<R extends RequestType>(request: R, input: InstanceType<R>): Promise<AnswerOf<R>> {
    const key = randomUUID();
    const until = Date.now() + GIVE_UP_MS;
    for (;;) {
      try {
        const ctx = { actor: systemActor('gateway', this.tenant), correlationId: key };
        return await this.client.ask(request, input, ctx, { deadlineMs: TRY_MS, idempotencyKey: key });
      } catch (error) {
        if (!isNoAnswer(error) || Date.now() > until) throw error;
        this.repeats += 1;
        await pause(20);
      }
    }
  }
}

const isNoAnswer = (error: unknown): boolean =>
  error instanceof AppError && (error.kind === 'unavailable' || error.code === 'idempotency.in-flight');
