import type { CallContext } from '#libs/kernel';
import { keyedOf, nameOf } from './idempotency';

/** Acts in one transaction at most; more than this wait for the next. */
const MOST = 128;

/** One act of one caller. */
export interface GroupMember {
  readonly ctx: CallContext;
  /** What it changes. Acts on the same row are never in two transactions of this process at once. */
  readonly row: string;
}

export interface Waiting<W, T> {
  readonly act: W;
  readonly resolve: (answer: T) => void;
  readonly reject: (error: unknown) => void;
}

export const rowOf = ({ ctx, row }: GroupMember): string => `${ctx.tenant}/${row}`;

/** Acts in the order in which they came. */
export class GroupQueue<W extends GroupMember, T> {
  private waiting: Waiting<W, T>[] = [];

  get length(): number {
    return this.waiting.length;
  }

  push(one: Waiting<W, T>): void {
    this.waiting.push(one);
  }

  /** The next acts of one municipality whose rows nobody works on. */
  take(busy: ReadonlySet<string>): Waiting<W, T>[] {
    return this.fill([], (act) => !busy.has(rowOf(act)));
  }

  /** Adds to a batch of one municipality what came since and may join it; a key that is there already waits. */
  fill(batch: Waiting<W, T>[], may: (act: W) => boolean): Waiting<W, T>[] {
    const keys = new Set(batch.map(({ act }) => keyNameOf(act)));
    const left: Waiting<W, T>[] = [];
    for (const waiting of this.waiting) {
      const { act } = waiting;
      const key = keyNameOf(act);
      const fits = batch.length < MOST && (batch[0]?.act.ctx.tenant ?? act.ctx.tenant) === act.ctx.tenant;
      if (fits && (key === null || !keys.has(key)) && may(act)) {
        keys.add(key);
        batch.push(waiting);
      } else left.push(waiting);
    }
    this.waiting = left;
    return batch;
  }
}

function keyNameOf({ ctx }: GroupMember): string | null {
  const key = keyedOf(ctx);
  return key === null ? null : nameOf(key);
}

/** Row by row, for a row that somebody holds for long keeps only its own acts waiting; acts of one row one by one. */
export function partsOf<W extends GroupMember, T>(batch: readonly Waiting<W, T>[]): readonly Waiting<W, T>[][] {
  const parts = new Map<string, Waiting<W, T>[]>();
  for (const waiting of batch) {
    const part = parts.get(rowOf(waiting.act));
    if (part) part.push(waiting);
    else parts.set(rowOf(waiting.act), [waiting]);
  }
  return parts.size > 1 ? [...parts.values()] : batch.map((one) => [one]);
}
